//! The page's own Content-Security-Policy, where it keeps the page from asking: `fetch` rejects as it
//! does when nobody answers, and an event says why.

use std::cell::{Cell, RefCell};

use js_sys::Reflect;
use snowline_core::error::forbidden_origin;
use wasm_bindgen::JsValue;

use super::page::listen_to_window;

thread_local! {
    static IS_WATCHING: Cell<bool> = const { Cell::new(false) };
    /// The origins that were not let through.
    static FORBIDDEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Listens from now on: a policy stays as long as its page.
pub(super) fn watch() {
    if IS_WATCHING.replace(true) {
        return;
    }
    let listening = listen_to_window("securitypolicyviolation", |event| {
        let say = |name: &str| {
            let said = Reflect::get(&event, &name.into());
            said.unwrap_or(JsValue::NULL)
                .as_string()
                .unwrap_or_default()
        };
        // One that only reports lets the request pass.
        if say("effectiveDirective") == "connect-src" && say("disposition") == "enforce" {
            let address = say("blockedURI");
            if let Some(origin) = forbidden_origin(&address, &say("originalPolicy")) {
                FORBIDDEN.with_borrow_mut(|known| {
                    if !is_among(known, origin) {
                        known.push(origin.to_owned());
                    }
                });
            }
        }
    });
    std::mem::forget(listening);
}

/// Whether an origin was seen not to be let through.
pub(super) fn forbids(origin: &str) -> bool {
    FORBIDDEN.with_borrow(|known| is_among(known, origin))
}

fn is_among(known: &[String], origin: &str) -> bool {
    known.iter().any(|known| known == origin)
}
