//! `X-HTTP-Method-Override`: a POST that means another method.

use axum::extract::Request;
use axum::http::Method;

/// Gives a POST the method that its header names, if it is one that the APIs
/// know. Other methods are what they are.
pub(crate) fn meant(mut request: Request) -> Request {
    if request.method() == Method::POST
        && let Some(named) = request.headers().get("x-http-method-override")
    {
        let named = named.to_str().unwrap_or_default().to_ascii_uppercase();
        let meant = [Method::GET, Method::PUT, Method::PATCH, Method::DELETE]
            .into_iter()
            .find(|method| method.as_str() == named);
        if let Some(meant) = meant {
            *request.method_mut() = meant;
        }
    }
    request
}
