//! Graph's way to say that something is wrong.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    state::AppState,
    store::{Result, new_id},
};

/// An error with its code and message, and the ID by which Microsoft's
/// support would find the request.
pub(super) fn refuse(
    state: &AppState,
    status: StatusCode,
    code: &str,
    message: &str,
) -> Result<Response> {
    let id = guid(&new_id()?);
    let body = json!({"error": {
        "code": code,
        "message": message,
        "innerError": {
            "date": moment(state.clock.now()).trim_end_matches('Z'),
            "request-id": id,
            "client-request-id": id,
        },
    }});
    let mut answer = (status, Json(body)).into_response();
    let headers = answer.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert("request-id", id);
    }
    if status == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static(r#"Bearer realm="""#);
        headers.insert(header::WWW_AUTHENTICATE, challenge);
    }
    Ok(answer)
}

pub(super) async fn no_such_resource(State(state): State<AppState>) -> Result<Response> {
    let message = "Resource not found for the segment.";
    refuse(&state, StatusCode::BAD_REQUEST, "BadRequest", message)
}

/// Thirty-two digits as an ID is written here.
pub(super) fn guid(digits: &str) -> String {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    [
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32),
    ]
    .join("-")
}

/// A moment in Graph's form, RFC 3339.
pub(super) fn moment(at: OffsetDateTime) -> String {
    let whole = at.replace_nanosecond(0).unwrap_or(at);
    whole.format(&Rfc3339).unwrap_or_default()
}
