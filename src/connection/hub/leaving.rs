//! Leaving for the instance's sign-in.

use std::rc::Rc;

use snowline_core::error::anybody_answers;
use snowline_core::oauth::Connection;
use snowline_core::ports::Http;
use snowline_core::{Error, Kind, Result};
use wasm_bindgen_futures::spawn_local;

use crate::browser::navigation;

use super::Hub;

/// Leaves for the instance's sign-in. `return_to` is the route to come back to.
pub(in crate::connection) fn authorize(hub: &Rc<Hub>, connection: Connection, return_to: String) {
    if std::mem::replace(&mut hub.state.borrow_mut().leaving, true) {
        return;
    }
    hub.saved_as(&connection, None).keep_tried(&hub.browser);
    let error = hub.state.borrow_mut().error.take();
    hub.tell();
    let hub = hub.clone();
    spawn_local(async move {
        let left = leave_for(&hub, connection, &return_to, error).await;
        let mut state = hub.state.borrow_mut();
        // Also after leaving: the person may stop the browser on its way.
        state.leaving = false;
        state.error = left.err();
        drop(state);
        hub.tell();
    });
}

/// Leaves for the instance's page, unless nobody answers there: the browser's own error page
/// says little, and what was typed is not on it. Who was told so and presses again goes all the
/// same: there are hosts that only let people in. The session of now, perhaps at another
/// instance, stays until then.
async fn leave_for(
    hub: &Rc<Hub>,
    connection: Connection,
    return_to: &str,
    said: Option<Error>,
) -> Result<()> {
    let instance = &connection.instance;
    let silent = Error::from(Kind::HostSilent {
        host: instance.host().to_owned(),
    });
    if said.as_ref() != Some(&silent) && !anybody_answers(&*hub.browser, instance.as_str()).await {
        return Err(match hub.browser.online() {
            true => silent,
            false => Kind::Offline.into(),
        });
    }
    let session = hub.connect(connection);
    let url = session.start(return_to).await?;
    navigation::leave_for(&url);
    Ok(())
}
