//! A sign-in in a window of its own: the page waits, and stays as it is.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use snowline_core::Kind;
use snowline_core::oauth::take_callback;
use snowline_core::ports::Clock;
use wasm_bindgen_futures::spawn_local;

use crate::browser::sign_in_window::{Answers, SignInWindow};

use super::{Hub, microsoft};

/// How often to see whether the window is still there, in milliseconds.
const LOOK_MS: u32 = 500;

thread_local! {
    /// Kept when the window is gone: it may only be out of sight, and answer later.
    static ANSWERS: RefCell<Option<Answers>> = const { RefCell::new(None) };
    /// Counts the windows, and the answers to them.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// The number of the window that is waited for from now on.
pub(super) fn next_turn() -> u32 {
    TURN.with(|turn| {
        turn.set(turn.get().wrapping_add(1));
        turn.get()
    })
}

/// Opens the window. `None` where the browser blocks it, or could not bring its answer.
pub(super) fn open(hub: &Rc<Hub>, page: &str) -> Option<SignInWindow> {
    if ANSWERS.with(|answers| answers.borrow().is_none()) {
        let hub = Rc::downgrade(hub);
        let answers = Answers::listen(move |address| hear(&hub, address))?;
        ANSWERS.with(|kept| kept.replace(Some(answers)));
    }
    SignInWindow::open(page)
}

/// Waits for the window's answer or its end.
pub(super) fn wait(hub: &Rc<Hub>, opened: SignInWindow) {
    let hub = hub.clone();
    let mine = next_turn();
    microsoft::give_way();
    spawn_local(async move {
        if is_lost(&hub, opened, mine).await {
            hub.state.borrow_mut().error = Some(Kind::SignInWindowGone.into());
            hub.abandon_sign_in();
        }
    });
}

/// Waits until the window is gone without an answer (`true`), or has answered or made room for
/// another.
pub(super) async fn is_lost(hub: &Hub, opened: SignInWindow, mine: u32) -> bool {
    let mut gone = 0;
    // Twice in a row: a window that answers closes itself right after.
    while gone < 2 {
        hub.browser.sleep(LOOK_MS).await;
        if TURN.with(Cell::get) != mine {
            return false;
        }
        gone = if opened.is_gone() { gone + 1 } else { 0 };
    }
    true
}

/// Takes the answer of a window, if it is the one that this tab waits for: another tab's has a
/// `state` that is unknown here.
fn hear(hub: &Weak<Hub>, address: &str) -> bool {
    let Some(hub) = hub.upgrade() else {
        return false;
    };
    let Some(callback) = take_callback(&*hub.browser, address) else {
        return false;
    };
    next_turn();
    match microsoft::hear(callback) {
        None => {}
        Some(Ok(callback)) => hub.finish(callback),
        Some(Err(error)) => {
            hub.state.borrow_mut().error = Some(error);
            hub.abandon_sign_in();
        }
    }
    true
}
