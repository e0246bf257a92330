//! Stores as instances have them: made once, and copied, which takes a twentieth of the time.

use std::sync::{Arc, OnceLock};

use snowline_sandbox::{clock::Clock, seed, store::Store};
use time::macros::datetime;

use crate::instance::PORTAL;

/// The clock of every instance here: Saturday 21 November 2026, noon UTC.
pub(crate) fn clock() -> Clock {
    Clock::standing_at(datetime!(2026-11-21 12:00 UTC))
}

/// Without any record.
pub(crate) fn empty() -> Store {
    static EMPTY: OnceLock<Store> = OnceLock::new();
    EMPTY.get_or_init(open).copy().unwrap()
}

/// With the demo's records, but no portal.
pub(crate) fn without_portal() -> Store {
    static STORE: OnceLock<Store> = OnceLock::new();
    STORE.get_or_init(|| demo(None)).copy().unwrap()
}

/// With the demo's records and its portal.
pub(crate) fn with_portal() -> Store {
    static STORE: OnceLock<Store> = OnceLock::new();
    STORE.get_or_init(|| demo(Some(PORTAL))).copy().unwrap()
}

fn open() -> Store {
    Store::open(None).unwrap().follow(Arc::new(clock()))
}

fn demo(portal: Option<&str>) -> Store {
    let store = open();
    seed::demo(&store, portal).unwrap();
    store
}
