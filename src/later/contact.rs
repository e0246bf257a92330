//! Word of the portal in ServiceNow, for who looks there.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::ports::Clock;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{Browser, navigation};
use crate::connection::PageServiceNow;

/// How long the last word is new enough, in milliseconds.
const NEW_MS: u64 = 10 * 60 * 1000;

thread_local! {
    /// When this page has left word last, on the monotonic clock.
    static NOTED: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Leaves word of this portal in the instance, where it has the connector's table; not more often
/// than every ten minutes. Nobody waits for it, and nothing depends on it.
pub fn note_contact(servicenow: &Rc<PageServiceNow>, user_name: &str) {
    let now = Browser::new().monotonic_ms();
    if NOTED
        .get()
        .is_some_and(|at| now.saturating_sub(at) < NEW_MS)
    {
        return;
    }
    NOTED.set(Some(now));
    let (servicenow, user_name) = (servicenow.clone(), user_name.to_owned());
    spawn_local(async move {
        let portal = navigation::page_url();
        servicenow.note_contact(&portal, &user_name).await.ok();
    });
}
