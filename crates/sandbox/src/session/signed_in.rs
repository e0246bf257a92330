//! What a page needs that only people who are signed in may see.

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};

use super::current;
use crate::{auth::Caller, sso, state::AppState};

/// Somebody who is signed in; everybody else is led to the sign-in page, or to
/// an identity provider, and from there back.
pub struct SignedIn {
    /// Who it is.
    pub caller: Caller,
    /// The token that the page's forms must bring.
    pub token: String,
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let session = current(state, &parts.headers).map_err(IntoResponse::into_response)?;
        if let Some(session) = session
            && let Some(caller) = session.caller
        {
            return Ok(Self {
                caller,
                token: session.token,
            });
        }
        let back = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let way_in = sso::way_in(state, &parts.headers, "", "/login.do", back);
        Err(way_in.unwrap_or_else(IntoResponse::into_response))
    }
}
