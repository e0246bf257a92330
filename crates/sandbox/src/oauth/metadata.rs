//! What the instance says of itself: authorization server metadata (RFC
//! 8414), protected resource metadata (RFC 9728) and its public keys.
//!
//! The property page names the first two among the endpoints that it opens;
//! where they are, and what is in them, follows the standards.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{state::AppState, store::Result, table_api::origin};

/// Where the authorization server's metadata are.
pub const SERVER: &str = "/.well-known/oauth-authorization-server";
/// Where the protected resource's metadata are.
pub const RESOURCE: &str = "/.well-known/oauth-protected-resource";

pub(super) async fn server(headers: HeaderMap) -> Json<Value> {
    let here = origin(&headers);
    Json(json!({
        "issuer": here,
        "authorization_endpoint": format!("{here}/oauth_auth.do"),
        "token_endpoint": format!("{here}/oauth_token.do"),
        "revocation_endpoint": format!("{here}/oauth_revoke.do"),
        "jwks_uri": format!("{here}/api/now/oauth/jwks"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic", "none"],
    }))
}

pub(super) async fn resource(headers: HeaderMap) -> Json<Value> {
    let here = origin(&headers);
    Json(json!({
        "resource": here,
        "authorization_servers": [here],
        "bearer_methods_supported": ["header"],
    }))
}

/// `GET /api/now/oauth/jwks`: what the instance's own JSON Web Tokens are
/// verified with.
pub(super) async fn keys(State(state): State<AppState>) -> Result<Response> {
    let body = json!({"keys": state.keys.own_set(state.clock.now())?}).to_string();
    let kind = [(header::CONTENT_TYPE, "application/json;charset=UTF-8")];
    Ok((StatusCode::OK, kind, body).into_response())
}
