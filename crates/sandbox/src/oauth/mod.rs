//! OAuth for programs: authorization code with PKCE, as ServiceNow does it.

mod asked;
mod authorize;
mod client;
mod grants;
mod pkce;
mod random;
mod revoke;
mod token;

pub use grants::{end_everything, expire_access_tokens};

use axum::{
    Router,
    routing::{get, post},
};

use crate::{
    auth::{self, Caller},
    state::AppState,
    store::Result,
};

/// Whoever the access token was given to act for.
pub fn owner_of(state: &AppState, access_token: &str) -> Result<Option<Caller>> {
    match grants::user_of(state, access_token)? {
        Some(user) => auth::by_id(&state.store, &user),
        None => Ok(None),
    }
}

/// The OAuth endpoints. The token endpoint answers no `OPTIONS`, which is an
/// assumption: clients must get along without a preflight.
pub fn router() -> Router<AppState> {
    Router::new()
        .route(
            "/oauth_auth.do",
            get(authorize::ask).post(authorize::decide),
        )
        .route("/oauth_token.do", post(token::grant))
        .route(
            "/oauth_revoke_token.do",
            get(revoke::revoke).post(revoke::revoke),
        )
        .route("/oauth_revoke.do", get(revoke::revoke).post(revoke::revoke))
}
