//! Microsoft Entra's sign-in, version 2.0: the authorization code flow with
//! PKCE for pages, client credentials for programs.

mod authorize;
mod clients;
mod grant;
mod metadata;
mod people;
mod refusal;
mod token;

pub(super) use grant::{Grant, Login, Renewal};

use axum::{
    Router,
    routing::{get, post},
};

use crate::state::AppState;

pub use clients::{PROGRAM, PROGRAM_SECRET, SPA, WEB};

/// Both endpoints, for any name of the tenant.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/{tenant}/oauth2/v2.0/authorize", get(authorize::ask))
        .route("/{tenant}/oauth2/v2.0/token", post(token::redeem))
        .route(
            "/{tenant}/v2.0/.well-known/openid-configuration",
            get(metadata::metadata),
        )
}

/// Whether the tenant is the one there is, by any of its names, or one of
/// the words for "whichever the person is of".
fn is_tenant(name: &str) -> bool {
    let names = [super::TENANT, "contoso.example", "organizations", "common"];
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
