//! A sign-in in a window of its own: the page waits, and stays as it is.
//!
//! The answer alone ends the waiting, or the person. That the window looks closed is no proof: where
//! the page, the instance or an identity provider isolates itself (`Cross-Origin-Opener-Policy`), a
//! window that is open looks the same.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use snowline_core::oauth::take_callback;
use snowline_core::ports::Clock;
use snowline_core::{Kind, Result};
use wasm_bindgen_futures::spawn_local;

use crate::browser::sign_in_window::{Answers, Seen, SignInWindow, is_back};

use super::{Hub, microsoft};

/// How often to look at the window, in milliseconds.
const LOOK_MS: u32 = 100;
/// So many looks in a row make sure: a window that answers closes itself right after.
const LOOKS: u32 = 5;

thread_local! {
    /// Kept when the window is gone: it may only be out of sight, and answer later.
    static ANSWERS: RefCell<Option<Answers>> = const { RefCell::new(None) };
    /// The window that is waited for.
    static OPENED: RefCell<Option<SignInWindow>> = const { RefCell::new(None) };
    /// Counts the windows, and the ends of waiting.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// The number of the window that is waited for from now on.
fn next_turn() -> u32 {
    TURN.with(|turn| {
        turn.set(turn.get().wrapping_add(1));
        turn.get()
    })
}

/// Opens the window. `false` where the browser blocks it, or could not bring its answer.
pub(super) fn open(hub: &Rc<Hub>, page: &str) -> bool {
    if ANSWERS.with(|answers| answers.borrow().is_none()) {
        let hub = Rc::downgrade(hub);
        let Some(answers) = Answers::listen(move |address| hear(&hub, address)) else {
            return false;
        };
        ANSWERS.with(|kept| kept.replace(Some(answers)));
    }
    next_turn();
    let opened = SignInWindow::open(page);
    let is_open = opened.is_some();
    OPENED.with(|kept| kept.replace(opened));
    is_open
}

/// Whether a window is open, as far as anybody knows.
pub(in crate::connection) fn is_open() -> bool {
    OPENED.with(|kept| kept.borrow().is_some())
}

/// Closes the window, where it still belongs to this page, and waits for it no longer.
pub(super) fn close() {
    next_turn();
    if let Some(opened) = OPENED.with(RefCell::take) {
        opened.close();
    }
}

/// Gives up waiting, as the person wants. Should they go on in the window all the same, its answer
/// is taken.
pub(in crate::connection) fn cancel(hub: &Hub) {
    close();
    hub.abandon_sign_in();
}

/// Leads the window to the instance's page and waits for its answer.
///
/// # Errors
/// It is closed already, or its first page, served otherwise than this one, does not belong to it.
pub(super) fn lead(hub: &Rc<Hub>, url: &str) -> Result<()> {
    if !is_open() {
        // The person has cancelled in the meantime.
        hub.abandon_sign_in();
        return Ok(());
    }
    if look() == Seen::Closed {
        close();
        hub.abandon_sign_in();
        return Err(Kind::SignInWindowGone.into());
    }
    microsoft::give_way();
    let waiting = hub.clone();
    go(hub, url, move || {
        waiting.state.borrow_mut().error = Some(Kind::SignInWindowGone.into());
        waiting.abandon_sign_in();
    });
    Ok(())
}

/// Leads the window to a page, and closes it and says so once it is known to be gone.
pub(super) fn go(hub: &Rc<Hub>, url: &str, on_gone: impl FnOnce() + 'static) {
    OPENED.with(|kept| kept.borrow().as_ref().map(|opened| opened.go(url)));
    let mine = next_turn();
    let hub = hub.clone();
    spawn_local(async move {
        if is_gone(&hub, mine).await {
            close();
            on_gone();
        }
    });
}

fn look() -> Seen {
    OPENED.with(|kept| {
        kept.borrow()
            .as_ref()
            .map_or(Seen::Closed, SignInWindow::look)
    })
}

/// Looks at the window until it was closed, or until there is nothing to find out any more.
async fn is_gone(hub: &Hub, mine: u32) -> bool {
    let (mut away, mut closed) = (0, 0);
    while closed < LOOKS {
        hub.browser.sleep(LOOK_MS).await;
        if TURN.with(Cell::get) != mine {
            return false;
        }
        match look() {
            Seen::Here => {}
            Seen::Away => away += 1,
            // It was never at the instance, but for the moment in which one that is isolated on
            // its way there looks so: whether it is there cannot be known.
            Seen::Closed if away < LOOKS => return false,
            // An identity provider may have isolated itself, too.
            Seen::Closed if is_back() => {
                closed += 1;
                continue;
            }
            Seen::Closed => {}
        }
        closed = 0;
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
    // It closes itself.
    next_turn();
    OPENED.with(RefCell::take);
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
