//! Who is signed in.
//!
//! It is asked once a sign-in: by the cards of the home page, in one request with all that they
//! ask, and on every other page by a request of its own.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::Result;
use snowline_core::servicenow::SignedInUser;
use wasm_bindgen_futures::spawn_local;

use super::{Hub, Status};

/// What has yet to be asked.
#[derive(Default)]
pub(super) struct Question {
    /// Which sign-in it is about: an answer to what was asked in an earlier one says nothing.
    sign_in: Cell<u32>,
    is_open: Cell<bool>,
}

impl Hub {
    /// Somebody signs in: whoever it is has to be asked for.
    pub(super) fn ask_anew(&self) {
        let sign_in = &self.question.sign_in;
        sign_in.set(sign_in.get().wrapping_add(1));
        self.question.is_open.set(true);
    }

    /// A number for the sign-in of now.
    #[must_use]
    pub fn sign_in_number(&self) -> u32 {
        self.question.sign_in.get()
    }

    /// Whether the instance has yet to be asked who is signed in.
    #[must_use]
    pub fn has_question(&self) -> bool {
        self.question.is_open.get()
    }

    /// Takes the question upon oneself, if there is one: which sign-in it is about.
    #[must_use]
    pub fn take_question(&self) -> Option<u32> {
        let is_open = self.question.is_open.replace(false);
        is_open.then(|| self.sign_in_number())
    }

    /// Takes what came of it, nothing where all that was asked has failed. Not knowing is no
    /// failure, as everything else works; where it may pass, it is asked again with the next occasion.
    pub fn answer(&self, sign_in: u32, answer: Option<Result<SignedInUser>>) {
        if sign_in != self.sign_in_number() || self.status() != Status::SignedIn {
            return;
        }
        match answer {
            Some(Ok(user)) => {
                self.remember(Some(user.user_name.clone()));
                self.state.borrow_mut().user = Some(user);
                self.tell();
            }
            Some(Err(error)) if !error.may_retry() => {}
            _ => self.question.is_open.set(true),
        }
    }

    /// Asks the instance who is signed in, by a request for nothing else.
    pub(crate) fn learn_user(self: &Rc<Self>) {
        let Some(servicenow) = self.servicenow() else {
            return;
        };
        let Some(sign_in) = self.take_question() else {
            return;
        };
        // What draws the pages is to see that it is being asked, and so when it is not.
        self.tell();
        let hub = self.clone();
        spawn_local(async move {
            let answer = servicenow.who_am_i().await;
            hub.answer(sign_in, Some(answer));
        });
    }
}
