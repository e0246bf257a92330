//! A chosen file, kept in this tab: the sign-in at the instance leaves the page and comes back,
//! and what was shown before must still be there.

use snowline_core::json::{self, Object};
use snowline_core::ports::{Ports, Store};

use crate::browser::Browser;

const KEY: &str = "snowline.secureScore";

/// Keeps a file. One that is too large for the tab's store has to be chosen again afterwards.
pub fn keep(name: &str, text: &str) {
    let browser = Browser::new();
    let value = Object::new().text("name", name).text("text", text).end();
    if !browser.session_store().set(KEY, &value) {
        browser.session_store().remove(KEY);
    }
}

/// The kept file's name and text.
#[must_use]
pub fn load() -> Option<(String, String)> {
    let value = json::parse(&Browser::new().session_store().get(KEY)?).ok()?;
    let part = |name: &str| value.text(name).map(str::to_owned);
    Some((part("name")?, part("text")?))
}
