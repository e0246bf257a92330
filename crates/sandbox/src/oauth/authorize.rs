//! `/oauth_auth.do`: a person lets a program act for them, or does not.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    asked::{Asked, Wanted},
    grants,
};
use crate::{
    auth::Caller,
    pages::{Page, escape, message, page},
    params::Params,
    redirect::lead_to,
    session::{Current, current, is_ours, sign_in_path},
    sso,
    state::AppState,
    store::Result,
};

const LOGIN: &str = "/oauth_login.do";

/// Shows the consent page, every time: that a person has agreed before is
/// not remembered.
pub(super) async fn ask(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let given = Params::of(&query.unwrap_or_default());
    let asked = match Asked::read(&state, given)? {
        Ok(asked) => asked,
        Err(why) => return Ok(refuse(why)),
    };
    let session = current(&state, &headers)?;
    let Some((session, caller)) = session.and_then(|session| {
        let caller = session.caller.clone()?;
        Some((session, caller))
    }) else {
        let login_url = &asked.client.login_url;
        return sso::way_in(&state, &headers, login_url, LOGIN, &asked.address());
    };
    match asked.client.skips_consent {
        true => Ok(lead_to(&allowed(&state, &asked, &caller)?)),
        false => Ok(consent(&asked, &session)),
    }
}

/// Takes the person's decision.
pub(super) async fn decide(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    let form = Params::of(&body);
    let decision = form.get("decision").to_owned();
    let token = form.get("sysparm_ck").to_owned();
    let asked = match Asked::read(&state, form)? {
        Ok(asked) => asked,
        Err(why) => return Ok(refuse(why)),
    };
    let session = current(&state, &headers)?;
    let ours = is_ours(session.as_ref(), &token);
    let Some(caller) = session.and_then(|session| session.caller).filter(|_| ours) else {
        return Ok(lead_to(&asked.address()));
    };
    let there = match &*decision {
        "allow" => allowed(&state, &asked, &caller)?,
        // Not documented: what OAuth itself says.
        _ => asked.answer(&[("error", "access_denied")]),
    };
    Ok(lead_to(&there))
}

/// Where the person's consent leads to.
fn allowed(state: &AppState, asked: &Asked, caller: &Caller) -> Result<String> {
    if asked.wanted == Wanted::Code {
        return Ok(asked.answer(&[("code", &grants::code(state, asked, caller)?)]));
    }
    let token = grants::access(state, &asked.client, &caller.sys_id, &asked.scope)?;
    Ok(asked.answer(&[
        ("access_token", &token.value),
        ("token_type", "Bearer"),
        ("expires_in", &token.expires_in.to_string()),
        ("scope", &token.scope),
    ]))
}

fn refuse(why: &str) -> Response {
    message(StatusCode::BAD_REQUEST, "Authorization failed", why, None)
}

fn consent(asked: &Asked, session: &Current) -> Response {
    let user = session
        .caller
        .as_ref()
        .map_or("", |caller| &caller.user_name);
    let fields: String = asked
        .parameters()
        .map(|(name, value)| {
            let value = escape(value);
            format!(r#"<input type="hidden" name="{name}" value="{value}">"#)
        })
        .collect();
    let body = format!(
        r#"<div class="card narrow">
<div class="top"><span>Logged in as <strong>{user}</strong></span><a href="{switch}">Not you?</a></div>
<h1>Allow {name} to connect to your ServiceNow account?</h1>
<p>It will be able to read and write what you can, until you take this back. Afterwards you are led to <span class="break">{there}</span>.</p>
<form class="choice" method="post" action="/oauth_auth.do">
<input type="hidden" name="sysparm_ck" value="{token}">
{fields}
<button type="submit" name="decision" value="deny">Deny</button>
<button class="primary" type="submit" name="decision" value="allow">Allow</button>
</form>
</div>"#,
        user = escape(user),
        switch = escape(&sign_in_path(LOGIN, &asked.address())),
        name = escape(&asked.client.name),
        there = escape(&asked.redirect_uri),
        token = session.token,
    );
    page(Page::new("Allow access", &body).leads_to(asked.leads_to()))
}
