//! The cookie that carries a session.

use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "JSESSIONID";

/// The session named by the request's cookies.
pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    value(headers, NAME)
}

/// The value of the request's cookie of this name.
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(has, _)| *has == name)
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

/// Leaves a value with the browser that is no secret and outlives the session.
pub fn keep(headers: &mut HeaderMap, name: &str, value: &str) {
    keep_for(headers, name, value, 31_536_000);
}

/// The same for so many seconds.
pub(super) fn keep_for(headers: &mut HeaderMap, name: &str, value: &str, seconds: u32) {
    let cookie = format!("{name}={value}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax");
    append(headers, &cookie);
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
