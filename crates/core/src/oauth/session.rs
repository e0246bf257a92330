//! The session: drives the state machine with the ports.

mod ending;
#[cfg(test)]
mod tests;
mod work;

pub use ending::SignedOut;
pub use work::ASKING;

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::callback::Callback;
use super::client::Connection;
use super::grant::Grant;
use super::machine::{Effect, Event, Held, Phase, SignIn, State as Machine, step};
use super::pending;
use super::secrets::AccessToken;
use super::{kept, token};
use crate::error::{Error, Kind, Result};
use crate::listeners::{Listeners, Subscription};
use crate::ports::Ports;

/// Where tokens are while the page is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenStorage {
    /// In memory: a reload leads through the sign-in again, mostly without a question.
    Memory,
    /// Also in `sessionStorage`: a reload changes nothing, but every script of the page's origin
    /// can read them there.
    SessionStorage,
}

/// A sign-in at one instance; one a page, shared by all that is mounted there.
pub struct Session<P: Ports> {
    ports: Rc<P>,
    connection: Connection,
    storage: TokenStorage,
    machine: RefCell<Machine>,
    /// Why the latest work failed, for those who waited for it.
    failure: RefCell<Option<Error>>,
    waiting: RefCell<Vec<Waker>>,
    listeners: Listeners,
    phase: Cell<Phase>,
}

/// The work that an event asks for and that takes time.
enum Work {
    Prepare(u32),
    Exchange(u32),
    Refresh(u32, Rc<Grant>),
    Revoke(Rc<Grant>),
}

impl<P: Ports> Session<P> {
    /// The session at that instance: the one that was kept over a reload, or none yet.
    #[must_use]
    pub fn new(ports: Rc<P>, connection: Connection, storage: TokenStorage) -> Rc<Self> {
        let kept = match storage {
            TokenStorage::SessionStorage => kept::load(&*ports, &connection),
            TokenStorage::Memory => None,
        };
        if kept.is_none() && connection.is_servicenow() {
            kept::forget(&*ports);
        }
        let machine = kept.map(Machine::restored).unwrap_or_default();
        Rc::new(Self {
            ports,
            connection,
            storage,
            phase: Cell::new(machine.phase()),
            machine: RefCell::new(machine),
            failure: RefCell::default(),
            waiting: RefCell::default(),
            listeners: Listeners::default(),
        })
    }

    /// Where it is signed in.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// What the person is told.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase.get()
    }

    /// When the access token ends, in milliseconds from now; `None` where there is none, or where
    /// the instance did not say.
    #[must_use]
    pub fn ends_in_ms(&self) -> Option<u64> {
        let end = self.machine.borrow().grant()?.expires_at?;
        Some(end.saturating_sub(self.ports.monotonic_ms()))
    }

    /// Whether the sign-in goes on by itself when the access token ends: the instance has given a
    /// refresh token.
    #[must_use]
    pub fn is_renewable(&self) -> bool {
        let machine = self.machine.borrow();
        machine.grant().is_some_and(|grant| grant.refresh.is_some())
    }

    /// Whether there are tokens here that the instance may still take.
    #[must_use]
    pub fn holds_tokens(&self) -> bool {
        self.machine.borrow().grant().is_some()
    }

    /// Calls `listener` after each change of the phase, until the subscription is dropped.
    #[must_use]
    pub fn subscribe(&self, listener: Box<dyn Fn()>) -> Subscription {
        self.listeners.add(listener.into())
    }

    /// Begins a sign-in. The page is to go to the URL; the return leads to `return_to`. While
    /// one is under way, this gives that one's URL.
    ///
    /// # Errors
    /// Where the browser lacks what a sign-in needs: [`Kind::NotSecureContext`],
    /// [`Kind::NoRandomness`], [`Kind::StorageClosed`]; and [`Kind::ReturnsElsewhere`].
    pub async fn start(&self, return_to: &str) -> Result<String> {
        if let SignIn::Leaving(url) = &self.machine.borrow().sign_in
            && pending::is_fresh(&*self.ports, url)
        {
            return Ok(url.secret().into());
        }
        if let Some(Work::Prepare(serial)) = self.apply(Event::StartWanted) {
            let _end = self.ends_with(Event::SignInFailed(serial));
            let prepared = self.prepare(serial, return_to).await;
            match prepared {
                Ok(url) => self.apply(Event::Prepared(serial, url)),
                Err(error) => self.fail(error, Event::SignInFailed(serial)),
            };
        } else {
            self.wait_while(|machine| {
                matches!(
                    machine.sign_in,
                    SignIn::Preparing(_) | SignIn::Exchanging(_)
                )
            })
            .await;
        }
        match &self.machine.borrow().sign_in {
            SignIn::Leaving(url) => Ok(url.secret().into()),
            _ => Err(self.latest_failure()),
        }
    }

    /// The page shows again (`pageshow` with `persisted`): a sign-in that it had left for is not
    /// under way any more.
    pub fn came_back(&self) {
        self.apply(Event::CameBack);
    }

    /// Redeems what [`take_callback`](super::take_callback) found, and gives where to go on.
    ///
    /// # Errors
    /// Why there is no session. The code is used up in any case.
    pub async fn finish(&self, callback: Callback) -> Result<String> {
        if callback.connection != self.connection {
            return Err(Kind::ConnectionChanged.into());
        }
        let Some(Work::Exchange(serial)) = self.apply(Event::CodeArrived) else {
            return Err(Kind::SignInIncomplete.into());
        };
        let _end = self.ends_with(Event::SignInFailed(serial));
        let return_to = callback.return_to.clone();
        let granted = token::exchange(&*self.ports, callback).await;
        let current = self.machine.borrow().awaits(serial);
        match granted {
            Ok(grant) => {
                let unwanted = self.apply(Event::Exchanged(serial, grant));
                self.revoke_unwanted(unwanted);
                if current {
                    Ok(return_to)
                } else {
                    Err(Kind::SignedOut.into())
                }
            }
            Err(error) => {
                self.fail(error.clone(), Event::SignInFailed(serial));
                Err(error)
            }
        }
    }

    /// An access token, renewed ahead of its end.
    ///
    /// # Errors
    /// [`Kind::SignedOut`] when only a new sign-in helps; else why it could not be renewed, which
    /// may pass.
    pub async fn access_token(&self) -> Result<AccessToken> {
        self.wait_while(|machine| matches!(machine.sign_in, SignIn::Exchanging(_)))
            .await;
        let work = self.apply(Event::TokenWanted(self.ports.monotonic_ms()));
        self.settle(work).await
    }

    /// Another access token in the place of one that a REST API refused with 401. Only for a 401,
    /// and once a request: a 403 speaks of the person's rights, not of the token.
    ///
    /// # Errors
    /// As [`Session::access_token`].
    pub async fn after_refusal(&self, refused: &AccessToken) -> Result<AccessToken> {
        let work = self.apply(Event::AccessRefused(refused.clone()));
        self.settle(work).await
    }

    /// Moves the machine on, does at once what can be done at once, and gives the rest back.
    fn apply(&self, event: Event) -> Option<Work> {
        let (next, effects) = step(self.machine.take(), event);
        let phase = next.phase();
        self.machine.replace(next);
        let mut work = None;
        for effect in effects {
            match effect {
                Effect::Prepare(serial) => work = Some(Work::Prepare(serial)),
                Effect::Exchange(serial) => work = Some(Work::Exchange(serial)),
                Effect::Refresh(serial, grant) => work = Some(Work::Refresh(serial, grant)),
                Effect::Keep(grant) => {
                    if self.storage == TokenStorage::SessionStorage {
                        kept::keep(&*self.ports, &self.connection, &grant);
                    }
                }
                // What is kept there is of the sign-in at the instance.
                Effect::Forget if !self.connection.is_servicenow() => {}
                Effect::Forget => {
                    kept::forget(&*self.ports);
                    pending::forget(&*self.ports);
                }
                Effect::Revoke(grant) if self.connection.is_servicenow() => {
                    work = Some(Work::Revoke(grant));
                }
                Effect::Revoke(_) => {}
            }
        }
        for waker in self.waiting.take() {
            waker.wake();
        }
        if self.phase.replace(phase) != phase {
            self.listeners.call();
        }
        work
    }

    fn fail(&self, error: Error, event: Event) -> Option<Work> {
        self.failure.replace(Some(error));
        self.apply(event)
    }

    fn latest_failure(&self) -> Error {
        let failure = self.failure.borrow().clone();
        failure.unwrap_or_else(|| Kind::SignedOut.into())
    }

    async fn wait_while(&self, busy: fn(&Machine) -> bool) {
        poll_fn(|context| {
            if !busy(&self.machine.borrow()) {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}
