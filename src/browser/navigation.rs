//! The page's address. Only the OAuth callback and hash routing touch it.

use web_sys::{Location, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn location() -> Option<Location> {
    Some(window()?.location())
}

/// The page's origin, `https://portal.example.com`.
#[must_use]
pub fn origin() -> String {
    location()
        .and_then(|location| location.origin().ok())
        .unwrap_or_default()
}

/// The page's address without query and fragment: the redirect URL, unless the host names one.
#[must_use]
pub fn page_url() -> String {
    let path = location().and_then(|location| location.pathname().ok());
    origin() + path.as_deref().unwrap_or("/")
}

/// The page's whole address.
#[must_use]
pub fn href() -> String {
    location()
        .and_then(|location| location.href().ok())
        .unwrap_or_default()
}

/// The query, without its question mark.
#[must_use]
pub fn query() -> String {
    let search = location().and_then(|location| location.search().ok());
    search
        .as_deref()
        .and_then(|search| search.strip_prefix('?'))
        .unwrap_or_default()
        .to_owned()
}

/// The fragment, without its hash sign.
#[must_use]
pub fn fragment() -> String {
    let hash = location().and_then(|location| location.hash().ok());
    hash.as_deref()
        .and_then(|hash| hash.strip_prefix('#'))
        .unwrap_or_default()
        .to_owned()
}

/// Goes to a fragment: a new entry in the history.
pub fn set_fragment(fragment: &str) {
    if let Some(location) = location() {
        location.set_hash(fragment).ok();
    }
}

/// Replaces the address by the page's own, without the query: what an OAuth callback brought is
/// gone from the address bar and the history. `fragment` is without its hash sign.
pub fn clean(fragment: Option<&str>) {
    let mut url = page_url();
    if let Some(fragment) = fragment {
        url.push('#');
        url.push_str(fragment);
    }
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        history
            .replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url))
            .ok();
    }
}

/// Leaves for another page.
pub fn leave_for(url: &str) {
    if let Some(location) = location() {
        location.assign(url).ok();
    }
}

/// Opens a page in a new tab that knows nothing of this one.
pub fn open_tab(url: &str) {
    if let Some(window) = window() {
        window
            .open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer")
            .ok();
    }
}
