//! The wish to have the setup checked as soon as its page is there.

use std::cell::Cell;

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Asks for it.
pub(crate) fn check_at_once() {
    ASKED.set(true);
}

/// Whether it was asked for, once.
pub(super) fn take() -> bool {
    ASKED.take()
}
