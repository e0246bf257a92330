//! The work of a session that takes time.

use std::rc::Rc;

use super::{AccessToken, Event, Grant, Held, Kind, Result, Session, TokenStorage, Work};
use crate::oauth::pending::Pending;
use crate::oauth::secrets::AuthorizeUrl;
use crate::oauth::{form, kept, pkce, rotation, token};
use crate::ports::Ports;

/// What the authorization endpoint is asked with.
pub const ASKING: [&str; 6] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "state",
    "code_challenge",
    "code_challenge_method",
];

impl<P: Ports> Session<P> {
    /// Makes the URL of a sign-in ([RFC 6749, 4.1.1](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1))
    /// and keeps what its return needs.
    pub(super) async fn prepare(&self, serial: u32, return_to: &str) -> Result<AuthorizeUrl> {
        let ports = &*self.ports;
        let (origin, redirect_uri) = (ports.origin(), &self.connection.redirect_uri);
        let path = redirect_uri.strip_prefix(origin.as_str());
        if !path.is_some_and(|path| path.is_empty() || path.starts_with(['/', '?'])) {
            // The return would find another sessionStorage, and nothing in it.
            let redirect_uri = redirect_uri.clone();
            return Err(Kind::ReturnsElsewhere {
                origin,
                redirect_uri,
            }
            .into());
        }
        let verifier = pkce::new_verifier(ports)?;
        let state = pkce::new_state(ports)?;
        let challenge = pkce::challenge(ports, &verifier).await?;
        if !self.machine.borrow().awaits(serial) {
            return Err(Kind::SignedOut.into());
        }
        let values = [
            "code",
            self.connection.client_id.as_str(),
            &self.connection.redirect_uri,
            state.secret(),
            &challenge,
            "S256",
        ];
        let mut query = form::encode_all(&ASKING, &values);
        if let Some(own) = &self.connection.endpoints {
            query.push_str(&["&scope=", &form::encoded(&own.scope)].concat());
        }
        let pending = Pending::new(ports, self.connection.clone(), verifier, return_to);
        if !pending.keep(ports, &state) {
            return Err(Kind::StorageClosed.into());
        }
        let path = [self.connection.authorize_path(), "?", &query].concat();
        Ok(AuthorizeUrl::new(self.connection.instance.join(&path)))
    }

    /// Waits until no renewal is under way, doing it if it is ours to do.
    pub(super) async fn settle(&self, work: Option<Work>) -> Result<AccessToken> {
        if let Some(Work::Refresh(serial, grant)) = work {
            self.refresh(serial, grant).await;
        } else {
            self.wait_while(|machine| matches!(machine.held, Held::Refreshing { .. }))
                .await;
        }
        match &self.machine.borrow().held {
            Held::Granted(grant) if !grant.is_expired(self.ports.monotonic_ms()) => {
                Ok(grant.access.clone())
            }
            Held::Granted(_) | Held::Refreshing { .. } => Err(self.latest_failure()),
            Held::Nothing | Held::Expired => Err(Kind::SignedOut.into()),
        }
    }

    async fn refresh(&self, serial: u32, grant: Rc<Grant>) {
        let _end = self.ends_with(Event::RefreshFailed(
            serial,
            self.ports.monotonic_ms(),
            None,
        ));
        let connection = &self.connection;
        let (host, client) = (connection.instance.host(), connection.client_id.as_str());
        let lock = ["snowline.refresh ", host, " ", client].concat();
        let work = self.refresh_alone(serial, &grant);
        let Some(result) = self.ports.exclusive(&lock, work).await else {
            return;
        };
        let now = self.ports.monotonic_ms();
        let unwanted = match result {
            Ok(new) => self.apply(Event::Refreshed(serial, new)),
            Err(error) if token::is_refusal(&error) => {
                self.fail(error, Event::RefreshRefused(serial, now))
            }
            Err(error) => {
                let wait = match error.kind() {
                    Kind::RateLimited { retry_after } => retry_after.map(|s| u64::from(s) * 1000),
                    _ => None,
                };
                self.fail(error, Event::RefreshFailed(serial, now, wait))
            }
        };
        self.revoke_unwanted(unwanted);
    }

    /// With the lock over all tabs. What was true before it was held is asked again: the person
    /// may have signed out, or a frame of this tab may have renewed the tokens.
    async fn refresh_alone(&self, serial: u32, grant: &Grant) -> Option<Result<Rc<Grant>>> {
        let ports = &*self.ports;
        if !self.machine.borrow().awaits(serial) {
            return None;
        }
        if self.storage == TokenStorage::SessionStorage
            && let Some(kept) = kept::load(ports, &self.connection)
            && kept.access != grant.access
            && !kept.is_expired(ports.monotonic_ms())
        {
            return Some(Ok(kept));
        }
        let token = grant.refresh.as_ref()?;
        if rotation::is_replaced(ports, token).await {
            let reason = String::new();
            return Some(Err(Kind::TokenRefused { reason }.into()));
        }
        let new = token::refresh(ports, &self.connection, token).await;
        if let Ok(grant) = &new
            && grant.refresh.as_ref().is_some_and(|next| next != token)
        {
            rotation::set_replaced(ports, token).await;
        }
        Some(new)
    }

    /// Work whose future is dropped half-way must not leave others waiting for ever. After work
    /// that ended otherwise, its event finds nobody.
    pub(super) fn ends_with(&self, event: Event) -> EndsWith<'_, P> {
        EndsWith {
            session: self,
            event: Some(event),
        }
    }
}

/// Ends a piece of work when it is dropped.
pub(super) struct EndsWith<'a, P: Ports> {
    session: &'a Session<P>,
    event: Option<Event>,
}

impl<P: Ports> Drop for EndsWith<'_, P> {
    fn drop(&mut self) {
        if let Some(event) = self.event.take() {
            self.session.apply(event);
        }
    }
}
