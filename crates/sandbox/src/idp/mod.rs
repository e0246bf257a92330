//! The identity provider that the sandbox plays with `--sso`: OpenID Connect
//! Core 1.0 with the authorization code flow and PKCE, on an origin of its
//! own. Its people are the instance's users; whoever sits in front of it says
//! who they are, without a password.

mod authorize;
mod codes;
mod metadata;
mod token;

pub use codes::Codes;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
    routing::{get, post},
};
use serde_json::Value;
use tower::ServiceExt;

use crate::{jwt::METADATA, pages, params::encode, state::AppState};

/// Where people are asked who they are, below the provider's own address.
pub const AUTHORIZE: &str = "/authorize";
const TOKEN: &str = "/token";
const KEYS: &str = "/keys";

/// The longest answer that the instance reads from the provider.
const LONGEST: usize = 65_536;

/// The provider, for a server of its own.
pub fn app(state: AppState) -> Router {
    Router::new()
        .route(METADATA, get(metadata::metadata))
        .route(KEYS, get(metadata::keys))
        .route(AUTHORIZE, get(authorize::ask))
        .route(TOKEN, post(token::redeem))
        .merge(pages::assets())
        .fallback(pages::not_found)
        .with_state(state)
}

/// The instance's own request to the token endpoint. It goes through the
/// provider's routes without a socket; nothing that is not JSON comes back.
pub async fn redeem(state: &AppState, form: &[(&str, &str)]) -> Option<Value> {
    let form = encode(form.iter().copied());
    let request = Request::builder()
        .method(Method::POST)
        .uri(TOKEN)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .ok()?;
    let answer = app(state.clone()).oneshot(request).await.ok()?;
    let body = to_bytes(answer.into_body(), LONGEST).await.ok()?;
    serde_json::from_slice(&body).ok()
}
