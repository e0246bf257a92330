//! The page's address. Only the OAuth callback and hash routing touch it.

use js_sys::Function;
use snowline_core::oauth::without_callback;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Location, Url, Window};

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

/// Takes what an OAuth callback brought out of the address bar and the history. `own`, without its
/// hash sign, takes the fragment's place.
pub fn clean(own: Option<&str>) {
    replace(&address(
        &without_callback(&query()),
        own.unwrap_or(&fragment()),
    ));
}

/// Puts a fragment in the place of the one that is there: no new entry in the history, and no
/// event.
pub fn replace_fragment(fragment: &str) {
    replace(&address(&query(), fragment));
}

fn replace(url: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(url))
            .ok();
    }
}

/// This page's address with another query and fragment, each of which may be empty.
#[must_use]
pub fn address(query: &str, fragment: &str) -> String {
    let mut url = page_url();
    for (mark, part) in [("?", query), ("#", fragment)] {
        if !part.is_empty() {
            url.push_str(mark);
            url.push_str(part);
        }
    }
    url
}

/// Leaves for another page.
pub fn leave_for(url: &str) {
    if let Some(location) = location() {
        location.assign(url).ok();
    }
}

/// Loads this page anew from its server.
pub fn reload() {
    if let Some(location) = location() {
        location.reload().ok();
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

/// The host's function that says at which address it shows a page of Snowline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTo(Function);

impl LinkTo {
    /// Takes it, if it is a function.
    #[must_use]
    pub fn read(value: JsValue) -> Option<Self> {
        value.dyn_into().ok().map(Self)
    }

    /// The address of a page by its path. `None` where the function throws or gives no text.
    #[must_use]
    pub fn address(&self, path: &str) -> Option<String> {
        let link = self.0.call1(&JsValue::UNDEFINED, &path.into());
        let link = link.ok()?.as_string()?;
        // A host names its own pages by what comes after the origin.
        match Url::new_with_base(&link, &href()) {
            Ok(url) => Some(url.href()),
            Err(_) => Some(link),
        }
    }
}
