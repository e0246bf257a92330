//! The style and the icon.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// The pages' style.
pub(super) async fn style() -> Response {
    file("text/css; charset=utf-8", include_str!("sandbox.css"))
}

/// The pages' icon.
pub(super) async fn icon() -> Response {
    file("image/svg+xml", include_str!("sandbox.svg"))
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, text).into_response()
}
