//! Pages of any origin may ask, and read what tells them how to go on.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

const READABLE: &str = "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, Retry-After, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant";

/// Answers preflights, and opens every answer, failures as well.
pub(super) async fn layer(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let Some(origin) = headers.get(header::ORIGIN).cloned() else {
        return next.run(request).await;
    };
    let asks = headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if request.method() == Method::OPTIONS && asks {
        return preflight(headers);
    }
    // Only the token endpoint names the origin; a page of sign-ins is for nobody's script.
    let path = request.uri().path();
    let is_page = path.ends_with("/authorize") || path.ends_with("/devicelogin");
    let is_token = path.ends_with("/token");
    let mut answer = next.run(request).await;
    let opened = answer.headers_mut();
    if is_token {
        opened.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    } else if !is_page {
        insert(opened, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        insert(opened, header::ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
    }
    answer
}

fn preflight(asked: &HeaderMap) -> Response {
    let mut answer = StatusCode::OK.into_response();
    let headers = answer.headers_mut();
    insert(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let method = asked.get(header::ACCESS_CONTROL_REQUEST_METHOD);
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_METHODS, method),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS),
        ),
    ] {
        if let Some(value) = value {
            headers.insert(name, value.clone());
        }
    }
    insert(headers, header::ACCESS_CONTROL_MAX_AGE, "3600");
    answer
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
