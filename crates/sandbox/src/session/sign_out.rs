//! Signing out.

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};

use super::{cookie, current, is_ours};
use crate::{params::Params, state::AppState, store::Result};

/// Ends the session whose page sent the form.
pub(super) async fn submit(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    let session = current(&state, &headers)?;
    if !is_ours(session.as_ref(), Params::of(&body).get("sysparm_ck")) {
        return Ok(Redirect::to("/").into_response());
    }
    if let Some(id) = cookie::read(&headers) {
        state.sessions.end(&id);
    }
    let mut answer = Redirect::to("/login.do").into_response();
    cookie::clear(answer.headers_mut());
    Ok(answer)
}
