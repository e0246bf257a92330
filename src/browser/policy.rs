//! The page's own Content-Security-Policy, where it keeps the page from asking: `fetch` rejects as it
//! does when nobody answers, and an event says why.

use std::cell::{Cell, RefCell};

use snowline_core::error::forbidden_origin;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::page::listen_to_window;

#[wasm_bindgen]
extern "C" {
    /// A `SecurityPolicyViolationEvent`.
    type Violation;
    #[wasm_bindgen(method, getter = blockedURI)]
    fn blocked_uri(this: &Violation) -> String;
    #[wasm_bindgen(method, getter = effectiveDirective)]
    fn directive(this: &Violation) -> String;
    #[wasm_bindgen(method, getter)]
    fn disposition(this: &Violation) -> String;
    #[wasm_bindgen(method, getter = originalPolicy)]
    fn policy(this: &Violation) -> String;
}

thread_local! {
    static IS_WATCHING: Cell<bool> = const { Cell::new(false) };
    /// The origins that may not be asked.
    static FORBIDDEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Listens from now on: a policy stays as long as its page.
pub(super) fn watch() {
    if IS_WATCHING.replace(true) {
        return;
    }
    let listening = listen_to_window("securitypolicyviolation", |event| {
        let violation: &Violation = JsValue::unchecked_ref(&event);
        // One that only reports lets the request pass.
        if violation.directive() == "connect-src"
            && violation.disposition() == "enforce"
            && let Some(origin) = forbidden_origin(&violation.blocked_uri(), &violation.policy())
        {
            FORBIDDEN.with_borrow_mut(|known| known.push(origin.to_owned()));
        }
    });
    std::mem::forget(listening);
}

/// Whether an origin was seen not to be let through.
pub(super) fn forbids(origin: &str) -> bool {
    FORBIDDEN.with_borrow(|known| known.iter().any(|known| known == origin))
}
