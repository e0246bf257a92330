//! `glide.rest.max_content_length`: how large a body may be.

use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::Response,
};

use crate::{
    state::AppState,
    table_api::{ApiError, MAX_BODY},
};

const MEGABYTE: usize = 1_048_576;

/// Refuses bodies that are larger. By assumption the property is a number of
/// megabytes; beyond the documented most it has no effect.
pub(crate) async fn layer(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    if request.body().is_end_stream() {
        return Ok(next.run(request).await);
    }
    let property = state.store.property("glide.rest.max_content_length")?;
    let megabytes = property.trim().parse::<usize>().unwrap_or(10);
    let max = megabytes.saturating_mul(MEGABYTE).min(MAX_BODY);
    let (parts, body) = request.into_parts();
    let announced = parts.headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse().ok());
    if let Some(length) = announced.filter(|length| *length > max as u64) {
        return Err(ApiError::LargeBody { length, max });
    }
    let bytes = to_bytes(body, max).await;
    let bytes = bytes.map_err(|_| ApiError::LargeBody {
        length: announced.unwrap_or(max as u64 + 1),
        max,
    })?;
    let request = Request::from_parts(parts, Body::from(bytes));
    Ok(next.run(request).await)
}
