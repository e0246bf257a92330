//! The cookie that carries a session.

use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "JSESSIONID";

/// The session named by the request's cookies.
pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, value)| value.to_owned())
}

/// Hands the session to the browser. `Lax` rather than `Strict`: the person
/// comes from the portal's page, by a link.
pub(super) fn set(headers: &mut HeaderMap, id: &str) {
    append(
        headers,
        &format!("{NAME}={id}; Path=/; HttpOnly; SameSite=Lax"),
    );
}

/// Takes the session from the browser.
pub(super) fn clear(headers: &mut HeaderMap) {
    append(
        headers,
        &format!("{NAME}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"),
    );
}

fn append(headers: &mut HeaderMap, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}
