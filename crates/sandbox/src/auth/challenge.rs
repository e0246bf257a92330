//! The answer to a request that does not say who sent it.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// The 401 that ServiceNow documents for a call without valid credentials.
pub fn not_authenticated() -> Response {
    let message = "User Not Authenticated";
    let detail = "Required to provide Auth information";
    failure(StatusCode::UNAUTHORIZED, message, Some(detail))
}

/// The 403 to a token whose scope does not cover the API. The words are
/// documented; that they are the message is an assumption.
pub fn missing_scope() -> Response {
    let message = "Missing required api access scope";
    failure(StatusCode::FORBIDDEN, message, None)
}

fn failure(status: StatusCode, message: &str, detail: Option<&str>) -> Response {
    let body = json!({
        "error": { "message": message, "detail": detail },
        "status": "failure",
    });
    (status, Json(body)).into_response()
}
