//! The headers that every answer of the REST APIs bears.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::store::new_id;

const TRANSACTION: HeaderName = HeaderName::from_static("x-transaction-id");
const TIMING: HeaderName = HeaderName::from_static("server-timing");

/// Adds them. `Strict-Transport-Security` is left out: here it would lock a
/// browser out of everything else on `localhost`.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    headers.insert(header::SERVER, HeaderValue::from_static("ServiceNow"));
    let id = new_id().unwrap_or_default();
    let id = id.get(..12).unwrap_or_default();
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(TRANSACTION, id);
    }
    let spent = format!("wall;dur={}", began.elapsed().as_millis());
    if let Ok(spent) = HeaderValue::from_str(&spent) {
        headers.insert(TIMING, spent);
    }
    answer
}
