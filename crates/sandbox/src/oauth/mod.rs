//! OAuth for programs, as ServiceNow does it.

mod asked;
mod authorize;
mod client;
mod exchange;
mod grants;
mod metadata;
mod pkce;
mod random;
mod refusal;
mod revoke;
mod scope;
mod token;

pub use grants::{end, end_everything, expire_access_tokens, lasts};
pub use metadata::{RESOURCE, SERVER};
pub(crate) use pkce::{challenge_of, fits, is_challenge};
pub(crate) use random::secret;
pub use scope::{Granted, is_everything, layer as scope_layer};

use axum::{
    Router,
    routing::{get, post},
};

use crate::{
    auth::{self, Caller},
    state::AppState,
    store::Result,
};

/// Whoever the access token was given to act for, its scope, and the seconds
/// that it still lasts.
pub fn owner_of(state: &AppState, access_token: &str) -> Result<Option<(Caller, String, i64)>> {
    let Some(token) = grants::lasting_access(state, access_token)? else {
        return Ok(None);
    };
    let caller = auth::by_id(&state.store, &token.user)?;
    Ok(caller.map(|caller| (caller, token.scope, token.expires_in)))
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
        .route(SERVER, get(metadata::server))
        .route(RESOURCE, get(metadata::resource))
        .route("/api/now/oauth/jwks", get(metadata::keys))
        .route(
            "/oauth_revoke_token.do",
            get(revoke::revoke).post(revoke::revoke),
        )
        .route("/oauth_revoke.do", get(revoke::revoke).post(revoke::revoke))
}
