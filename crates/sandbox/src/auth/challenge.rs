//! The answer to a request that does not say who sent it.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::json;

use crate::table_api;

/// What clients that keep their credentials until they are asked wait for:
/// PowerShell's, .NET's and Java's do. As recorded from real instances.
const CHALLENGE: HeaderValue = HeaderValue::from_static("BASIC realm=\"Service-now\"");

/// The 401 that ServiceNow documents for a call without valid credentials.
pub fn not_authenticated() -> Response {
    let message = "User Not Authenticated";
    let detail = "Required to provide Auth information";
    let mut answer = failure(StatusCode::UNAUTHORIZED, message, Some(detail));
    answer
        .headers_mut()
        .insert(header::WWW_AUTHENTICATE, CHALLENGE);
    answer
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
    table_api::json(status, &body)
}
