//! `validate_multifactor_auth_code.do`: the code that somebody owes after the
//! password.

use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::{Current, cookie, current, is_ours, sessions::Whose, sign_in, sign_in_path};
use crate::{
    auth::{self, Caller},
    pages::{Page, escape, page as draw},
    params::Params,
    redirect::lead_to,
    state::AppState,
    store::Result,
};

/// The page's address.
pub(super) const PATH: &str = "/validate_multifactor_auth_code.do";

/// Leads there with a session in which nobody is signed in yet.
pub(super) fn lead_there(
    state: &AppState,
    headers: &HeaderMap,
    caller: &Caller,
    back: &str,
) -> Result<Response> {
    if let Some(before) = cookie::read(headers) {
        state.sessions.end(&before);
    }
    let whose = Whose {
        owes_code: Some(caller.sys_id.clone()),
        ..Whose::default()
    };
    let (id, _) = state.sessions.begin(whose, state.clock.now())?;
    let mut answer = lead_to(&sign_in_path(PATH, back));
    cookie::set(answer.headers_mut(), &id);
    Ok(answer)
}

/// Asks for the code.
pub(super) async fn page(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let given = Params::of(&query.unwrap_or_default());
    match current(&state, &headers)? {
        Some(session) if session.owes_code.is_some() => Ok(form(&session, given.get("uri"), "")),
        _ => Ok(lead_to(&sign_in_path("/login.do", given.get("uri")))),
    }
}

/// Takes it.
pub(super) async fn submit(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    let given = Params::of(&body);
    let back = given.get("uri");
    let session = current(&state, &headers)?;
    let Some(session) = session.filter(|it| is_ours(Some(it), given.get("sysparm_ck"))) else {
        return Ok(lead_to(&sign_in_path("/login.do", back)));
    };
    let caller = match &session.owes_code {
        Some(user) => auth::by_id(&state.store, user)?,
        None => None,
    };
    let Some(caller) = caller else {
        return Ok(lead_to(&sign_in_path("/login.do", back)));
    };
    match auth::has_code(&state, &caller, given.get("txtResponse"))? {
        true => sign_in(&state, &headers, &caller, back),
        false => Ok(form(&session, back, "The verification code is invalid.")),
    }
}

fn form(session: &Current, back: &str, notice: &str) -> Response {
    let notice = match notice {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{text}</p>"#),
    };
    let body = format!(
        r#"<div class="card narrow">
<h1>Multi-factor authentication</h1>
{notice}<form method="post" action="{PATH}">
<input type="hidden" name="sysparm_ck" value="{token}">
<input type="hidden" name="uri" value="{back}">
<label for="txtResponse">Verification code of your authenticator app</label>
<input id="txtResponse" name="txtResponse" inputmode="numeric" autocomplete="one-time-code" required autofocus>
<button class="primary" type="submit">Verify</button>
</form>
</div>"#,
        token = session.token,
        back = escape(back),
    );
    draw(Page::new("Multi-factor authentication", &body))
}
