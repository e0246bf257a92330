//! Signing out.

use axum::{extract::State, http::HeaderMap, response::Response};

use super::{cookie, current, is_ours};
use crate::{params::Params, redirect::lead_to, sso, state::AppState, store::Result};

/// Ends the session whose page sent the form.
pub(super) async fn submit(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    let session = current(&state, &headers)?;
    if !is_ours(session.as_ref(), Params::of(&body).get("sysparm_ck")) {
        return Ok(lead_to("/"));
    }
    if let Some(id) = cookie::read(&headers) {
        state.sessions.end(&id);
    }
    // Back at the sign-in page, single sign-on would sign them in again.
    let mut answer = lead_to(match sso::is_enabled(&state.store)? {
        true => "/external_logout_complete.do",
        false => "/login.do",
    });
    cookie::clear(answer.headers_mut());
    Ok(answer)
}
