//! One request inside a batch.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use crate::table_api::ApiError;

/// A request as the instance's own routes take it.
pub(super) struct Sub(pub(super) Request);

impl Sub {
    /// Reads it from the batch's body; `outer` are the headers of the batch.
    pub(super) fn read(request: &Value, outer: &HeaderMap) -> Result<Self, ApiError> {
        let text = |name: &str| request.get(name).and_then(Value::as_str);
        let url = text("url").ok_or(ApiError::BadBody)?;
        let uri: Uri = url.parse().map_err(|_| ApiError::BadBody)?;
        let path = uri.path();
        let ours = uri.host().is_none()
            && (path.starts_with("/api/now/") || path.starts_with("/api/sn_chg_rest/"));
        // A batch in a batch is refused.
        if !ours || uri.path().ends_with("/batch") {
            return Err(ApiError::NoResource(uri.path().to_owned()));
        }
        let method = text("method").unwrap_or("GET");
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| ApiError::NoMethod)?;
        let body = text("body").unwrap_or_default();
        let body = BASE64_STANDARD
            .decode(body)
            .map_err(|_| ApiError::BadBody)?;
        let mut made = Request::new(Body::from(body));
        *made.method_mut() = method;
        *made.uri_mut() = uri;
        *made.headers_mut() = headers(request);
        // Links are to name the instance as the caller knows it, and labels
        // are in the language of the session, which is the batch's.
        for name in [header::HOST, header::ACCEPT_LANGUAGE] {
            if let Some(value) = outer.get(&name) {
                made.headers_mut().insert(name, value.clone());
            }
        }
        Ok(Self(made))
    }
}

/// Headers that cannot be headers are left out.
fn headers(request: &Value) -> HeaderMap {
    let given = request.get("headers").and_then(Value::as_array);
    let pairs = given.into_iter().flatten().filter_map(|pair| {
        let text = |name: &str| pair.get(name).and_then(Value::as_str);
        let name = HeaderName::from_bytes(text("name")?.as_bytes()).ok()?;
        Some((name, HeaderValue::from_str(text("value")?).ok()?))
    });
    pairs.collect()
}
