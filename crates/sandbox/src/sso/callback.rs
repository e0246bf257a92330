//! `navpage.do`, where a provider leads people back to.

use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::{COOKIE, Provider, fail, visit::Visit};
use crate::{
    auth::{self, Caller},
    idp,
    params::Params,
    redirect::lead_to,
    session,
    state::AppState,
    store::Result,
};

/// Signs in whoever the provider says it is. Without an answer of a provider
/// it is the home page's older address.
pub(super) async fn callback(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let given = Params::of(&query.unwrap_or_default());
    if given.get("state").is_empty() {
        return Ok(lead_to("/"));
    }
    let (browser, _) = session::browser(&state, &headers)?;
    let now = state.clock.now();
    let Some(visit) = state.visits.take(given.get("state"), &browser, now) else {
        return Ok(fail("This sign-in was begun elsewhere, or too long ago."));
    };
    let Some(provider) = Provider::find(&state.store, &visit.provider)? else {
        return Ok(fail("The identity provider is not active any more."));
    };
    let Some(text) = id_token(&state, &provider, &visit, given.get("code")).await else {
        return Ok(fail("The identity provider did not say who you are."));
    };
    match person(&state, &provider, &visit, &text)? {
        Some(caller) => {
            let mut answer = session::sign_in(&state, &headers, &caller, &visit.back)?;
            session::keep(answer.headers_mut(), COOKIE, &provider.sys_id);
            Ok(answer)
        }
        None => Ok(fail(
            "The identity provider knows you, but no user of this instance is you.",
        )),
    }
}

/// Redeems the code at the provider.
async fn id_token(
    state: &AppState,
    provider: &Provider,
    visit: &Visit,
    code: &str,
) -> Option<String> {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", &*visit.redirect_uri),
        ("client_id", &*provider.client_id),
        ("code_verifier", &*visit.verifier),
    ];
    let answer = idp::redeem(state, &form).await?;
    answer["id_token"].as_str().map(str::to_owned)
}

/// OpenID Connect Core 1.0, section 3.1.3.7: signature, time, issuer,
/// audience and nonce have to be right.
fn person(
    state: &AppState,
    provider: &Provider,
    visit: &Visit,
    text: &str,
) -> Result<Option<Caller>> {
    let Some(token) = auth::verified(state, text)? else {
        return Ok(None);
    };
    let ours = token.claim("iss") == provider.issuer()
        && token.is_for(&provider.client_id)
        && token.claim("nonce") == visit.nonce;
    let caller = match ours {
        true => auth::meant_by(state, &provider.configuration, &token)?,
        false => None,
    };
    match caller {
        Some(caller) if session::may_see_pages(&state.store, &caller)? => Ok(Some(caller)),
        _ => Ok(None),
    }
}
