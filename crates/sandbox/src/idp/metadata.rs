//! What the identity provider says of itself (OpenID Connect Discovery 1.0).

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::{AUTHORIZE, KEYS, TOKEN};
use crate::{state::AppState, store::Result};

pub(super) async fn metadata(State(state): State<AppState>) -> Json<Value> {
    let here = state.config.sso.as_deref().unwrap_or_default();
    Json(json!({
        "issuer": here,
        "authorization_endpoint": format!("{here}{AUTHORIZE}"),
        "token_endpoint": format!("{here}{TOKEN}"),
        "jwks_uri": format!("{here}{KEYS}"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "email"],
        "claims_supported": ["sub", "name", "given_name", "family_name", "email", "upn", "preferred_username"],
    }))
}

pub(super) async fn keys(State(state): State<AppState>) -> Result<Json<Value>> {
    Ok(Json(json!({"keys": [state.keys.issuer()?.jwk()]})))
}
