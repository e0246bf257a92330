//! Bodies in and out.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::{ApiError, lax};

/// An answer in JSON, with the headers that every answer has.
pub(crate) fn json(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json;charset=UTF-8"),
        (
            header::CACHE_CONTROL,
            "no-cache,no-store,must-revalidate,max-age=-1",
        ),
        (header::PRAGMA, "no-store,no-cache"),
        (header::EXPIRES, "0"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, body.to_string()).into_response()
}

/// Whether the caller takes JSON. Saying nothing is taking anything.
pub(crate) fn accepts_json(headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(accept) = headers.get(header::ACCEPT) else {
        return Ok(());
    };
    let accept = accept.to_str().unwrap_or_default();
    if !accept.is_empty() && !accept.contains('/') {
        return Err(ApiError::OddHeader("Accept"));
    }
    let json = accept.split(',').any(|range| {
        let kind = range.split(';').next().unwrap_or_default().trim();
        matches!(kind, "application/json" | "application/*" | "*/*" | "")
    });
    json.then_some(()).ok_or(ApiError::NotAcceptable)
}

/// The body of a request that has to be JSON.
pub(crate) async fn read_body(
    headers: &HeaderMap,
    body: Body,
    max: usize,
) -> Result<Value, ApiError> {
    let kind = headers.get(header::CONTENT_TYPE);
    // Who names no type sends JSON: clients that name none are in use.
    let kind = kind.map_or(Ok("application/json"), |kind| kind.to_str());
    let kind = kind.unwrap_or_default();
    let media = kind.split(';').next().unwrap_or_default().trim();
    if !media.contains('/') {
        return Err(ApiError::OddHeader("Content-Type"));
    }
    if !media.eq_ignore_ascii_case("application/json") {
        return Err(ApiError::NoSuchType(kind.to_owned()));
    }
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    if let Some(length) = announced
        && length > max as u64
    {
        return Err(ApiError::LargeBody { length, max });
    }
    let bytes = to_bytes(body, max).await.map_err(|_| ApiError::LargeBody {
        length: announced.unwrap_or(max as u64 + 1),
        max,
    })?;
    lax::read(&bytes).ok_or(ApiError::BadBody)
}
