//! What Entra says of itself.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::super::{TENANT, list::origin};
use super::is_tenant;
use crate::state::AppState;

pub(super) async fn metadata(
    State(state): State<AppState>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
) -> Response {
    if !is_tenant(&tenant) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let here = origin(&state, &headers);
    Json(json!({
        "issuer": format!("{here}/{TENANT}/v2.0"),
        "authorization_endpoint": format!("{here}/{tenant}/oauth2/v2.0/authorize"),
        "token_endpoint": format!("{here}/{tenant}/oauth2/v2.0/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        "response_modes_supported": ["query"],
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "subject_types_supported": ["pairwise"],
        "tenant_region_scope": "EU",
    }))
    .into_response()
}
