//! Who is signed in.
//!
//! It is asked once a sign-in: by the cards of the home page, in one request with all that they
//! ask, and on every other page by a request of its own.

use std::rc::Rc;

use snowline_core::servicenow::SignedInUser;
use wasm_bindgen_futures::spawn_local;

use super::{Hub, Status};

impl Hub {
    /// Asks the instance who is signed in, by a request for nothing else. Not knowing is no
    /// failure: everything else works.
    pub(crate) fn learn_user(self: &Rc<Self>) {
        let Some(servicenow) = self.servicenow() else {
            return;
        };
        self.user_unasked.set(false);
        let hub = self.clone();
        spawn_local(async move {
            if let Ok(user) = servicenow.who_am_i().await {
                hub.know_user(user);
            }
        });
    }

    /// Takes what the instance has said of who is signed in, unless another sign-in has come
    /// between.
    pub fn know_user(&self, user: SignedInUser) {
        if self.status() == Status::SignedIn && !self.user_unasked.get() {
            self.remember(Some(user.user_name.clone()));
            self.state.borrow_mut().user = Some(user);
            self.tell();
        }
    }
}
