//! The answer to a request that does not say who sent it.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// The 401 that ServiceNow documents for a call without valid credentials.
pub fn not_authenticated() -> Response {
    let body = json!({
        "error": {
            "message": "User Not Authenticated",
            "detail": "Required to provide Auth information",
        },
        "status": "failure",
    });
    (StatusCode::UNAUTHORIZED, Json(body)).into_response()
}
