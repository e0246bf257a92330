//! The integration user whom the setup names: who is to be signed in.

use snowline_core::json::{self, Object};
use snowline_core::ports::{Ports, Store};

use crate::browser::Browser;

/// Where the name is kept on this device. It is no secret.
const KEY: &str = "snowline.setup";

/// The user who is to be signed in; empty if nobody said so.
#[must_use]
pub fn integration_user() -> String {
    let kept = Browser::new().local_store().get(KEY);
    let kept = kept.and_then(|text| json::parse(&text).ok());
    let user = kept.as_ref().and_then(|kept| kept.text("integrationUser"));
    user.unwrap_or_default().to_owned()
}

/// Keeps the name.
pub fn expect_user(name: &str) {
    let text = Object::new().text("integrationUser", name).end();
    Browser::new().local_store().set(KEY, &text);
}

/// Forgets it.
pub fn expect_nobody() {
    Browser::new().local_store().remove(KEY);
}
