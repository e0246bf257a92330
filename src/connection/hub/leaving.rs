//! Leaving for the instance's sign-in, or opening a window for it.

use std::rc::Rc;

use snowline_core::error::{anybody_answers, silent as why_silent};
use snowline_core::oauth::{Connection, TokenStorage};
use snowline_core::ports::{Clock, Http};
use snowline_core::{Error, Kind, Result};
use wasm_bindgen_futures::spawn_local;

use crate::browser::navigation;

use super::Hub;
use super::popup;

/// Leaves for the instance's sign-in, or opens a window for it. `return_to` is the route to come
/// back to.
pub(in crate::connection) fn authorize(
    hub: &Rc<Hub>,
    connection: Connection,
    return_to: String,
    in_window: bool,
) {
    if std::mem::replace(&mut hub.state.borrow_mut().leaving, true) {
        return;
    }
    hub.saved_of(&connection).keep_tried(&hub.browser);
    let error = hub.state.borrow_mut().error.take();
    // At once, while the browser still takes it for the answer to a click.
    if !in_window {
        popup::close();
    }
    let is_blocked = in_window && !popup::open(hub, &connection.redirect_uri);
    hub.tell();
    let hub = hub.clone();
    spawn_local(async move {
        let left = match is_blocked {
            false => leave_for(&hub, connection, &return_to, error, in_window).await,
            true => Err(Kind::SignInWindowBlocked.into()),
        };
        let mut state = hub.state.borrow_mut();
        // Also after leaving: the person may stop the browser on its way.
        state.leaving = false;
        state.error = left.err();
        drop(state);
        hub.tell();
    });
}

/// Goes to the instance's page, unless nobody answers there: the browser's own error page
/// says little, and what was typed is not on it. Who was told so and presses again goes all the
/// same: there are hosts that only let people in. The session of now, perhaps at another
/// instance, stays until then.
async fn leave_for(
    hub: &Rc<Hub>,
    connection: Connection,
    return_to: &str,
    said: Option<Error>,
    in_window: bool,
) -> Result<()> {
    let url = prepare(hub, connection, return_to, said, in_window).await;
    let url = url.inspect_err(|_| popup::close())?;
    if in_window {
        return popup::lead(hub, &url);
    }
    navigation::leave_for(&url);
    Ok(())
}

/// The address of the sign-in. What the page holds and will not hold when it is back is given up:
/// with tokens in memory, leaving for a sign-in is signing out. In a window of its own the sign-in
/// takes the place of the one before when it has succeeded.
async fn prepare(
    hub: &Rc<Hub>,
    connection: Connection,
    return_to: &str,
    said: Option<Error>,
    in_window: bool,
) -> Result<String> {
    let instance = &connection.instance;
    let silent = Error::from(Kind::HostSilent {
        host: instance.host().to_owned(),
    });
    // A page that asks through a proxy may not ask the instance itself.
    let is_asked = instance.proxy().is_none() && said.as_ref() != Some(&silent);
    if is_asked && !anybody_answers(&*hub.browser, instance.as_str()).await {
        // What the browser says of its policy may come a moment later.
        hub.browser.sleep(0).await;
        return Err(match hub.browser.online() {
            // Who comes back could not redeem what the sign-in brings.
            true => why_silent(&*hub.browser, instance.as_str()).unwrap_or(silent),
            false => Kind::Offline.into(),
        });
    }
    let former = hub.session();
    let next = hub.connect(connection);
    let started = next.start(return_to).await;
    if let Some(former) = former {
        let stays = Rc::ptr_eq(&former, &next);
        let is_lost = !in_window && hub.tokens() == TokenStorage::Memory;
        // Tokens that nobody holds any more are good for whoever finds them.
        if !stays || is_lost && started.is_ok() {
            former.give_up().await;
        }
    }
    started
}
