//! Removing the connection.

use std::rc::Rc;

use snowline_core::servicenow::{Revocation, sign_out};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::Hub;

/// Removes the connection: forgets it, in every tab, and revokes what can be revoked. What became
/// of the tokens comes a little later.
pub(crate) fn remove(hub: &Rc<Hub>, on_revoked: Callback<Revocation>) {
    hub.forget();
    let state = hub.state.take();
    hub.tell();
    let session = state.live.and_then(|live| live.session);
    let hub = hub.clone();
    spawn_local(async move {
        let revoked = match session {
            Some(session) => sign_out(&*hub.browser, &session).await,
            None => Revocation::Nothing,
        };
        on_revoked.emit(revoked);
        hub.tell();
    });
}
