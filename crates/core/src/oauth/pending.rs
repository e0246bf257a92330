//! A sign-in that has left for the instance's page: kept in `sessionStorage`, under a key of its
//! own, until its return or for fifteen minutes.

use std::rc::Rc;

use super::client::{ClientId, Connection, Endpoints, InstanceUrl};
use super::secrets::{AuthorizeUrl, CodeVerifier, State};
use crate::json::{self, Object};
use crate::ports::{Ports, Store};
use crate::text::has;

/// Where the latest one is noted, so that it can be removed without its return.
const LATEST: &str = "snowline.sign-in";
const VALID_MS: i64 = 15 * 60 * 1000;
const FRESH_MS: i64 = 60 * 1000;

/// What the return must fit, and what it needs.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) connection: Connection,
    pub(super) verifier: CodeVerifier,
    pub(super) return_to: String,
    created_ms: i64,
}

/// The key of a `state`, if it is one that we could have made.
fn key(state: &str) -> Option<String> {
    let ours = state.len() == 32
        && state
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    ours.then(|| [LATEST, ".", state].concat())
}

/// Whether a sign-in with that `state` waits for its return.
pub(super) fn exists<P: Ports>(ports: &P, state: &str) -> bool {
    key(state).is_some_and(|key| ports.session_store().get(&key).is_some())
}

/// Whether that URL is of the latest sign-in, begun just now and not returned from: then a second
/// click may go there too.
pub(super) fn is_fresh<P: Ports>(ports: &P, url: &AuthorizeUrl) -> bool {
    let Some(state) = ports.session_store().get(LATEST) else {
        return false;
    };
    let pending = find(ports, &state).flatten();
    pending.is_some_and(|pending| pending.age_ms(ports) <= FRESH_MS)
        && has(url.secret(), &["state=", &state].concat())
}

/// Whether a sign-in for that connection has left this tab and not returned: it may be under way,
/// the person may have turned back, or the instance has led somewhere else.
pub fn waits_for_return<P: Ports>(ports: &P, connection: &Connection) -> bool {
    let latest = ports.session_store().get(LATEST);
    let pending = latest.and_then(|state| find(ports, &state)).flatten();
    pending.is_some_and(|pending| pending.connection == *connection)
}

/// What waits for that `state`. `Some(None)` when it is ours but cannot be read.
pub(super) fn find<P: Ports>(ports: &P, state: &str) -> Option<Option<Pending>> {
    let text = ports.session_store().get(&key(state)?)?;
    Some(Pending::parse(&text))
}

/// Uses it up: there is no second time.
pub(super) fn remove<P: Ports>(ports: &P, state: &str) {
    let store = ports.session_store();
    if let Some(key) = key(state) {
        store.remove(&key);
    }
    if store.get(LATEST).as_deref() == Some(state) {
        store.remove(LATEST);
    }
}

/// Removes the latest sign-in: it is not to return any more.
pub(super) fn forget<P: Ports>(ports: &P) {
    if let Some(state) = ports.session_store().get(LATEST) {
        remove(ports, &state);
    }
}

impl Pending {
    pub(super) fn new<P: Ports>(
        ports: &P,
        connection: Connection,
        verifier: CodeVerifier,
        return_to: &str,
    ) -> Self {
        Self {
            connection,
            verifier,
            return_to: return_to.into(),
            created_ms: ports.now().0,
        }
    }

    /// Keeps it in the place of any earlier one. `false` when the browser keeps nothing.
    pub(super) fn keep<P: Ports>(&self, ports: &P, state: &State) -> bool {
        forget(ports);
        let Some(key) = key(state.secret()) else {
            return false;
        };
        let store = ports.session_store();
        store.set(&key, &self.to_json()) && store.set(LATEST, state.secret())
    }

    /// Only the wall clock outlives the way to another page and back. A clock that was set back
    /// meanwhile must not make it valid for ever.
    pub(super) fn is_too_old<P: Ports>(&self, ports: &P) -> bool {
        self.age_ms(ports) > VALID_MS
    }

    fn age_ms<P: Ports>(&self, ports: &P) -> i64 {
        let age = ports.now().0.saturating_sub(self.created_ms);
        age.saturating_abs()
    }

    fn to_json(&self) -> String {
        let endpoints = self.connection.endpoints.as_ref();
        let mut kept = Object::new();
        if let Some(own) = endpoints {
            kept.text("authorize", &own.authorize)
                .text("token", &own.token)
                .text("scope", &own.scope);
        }
        kept.text("instance", self.connection.instance.as_str())
            .text_if_any("through", self.connection.instance.proxy())
            .text("clientId", self.connection.client_id.as_str())
            .text("redirectUri", &self.connection.redirect_uri)
            .text("verifier", self.verifier.secret())
            .text("returnTo", &self.return_to)
            .number("created", self.created_ms)
            .end()
    }

    fn parse(text: &str) -> Option<Self> {
        let value = json::parse(text).ok()?;
        let field = |name: &str| value.text(name);
        let instance = InstanceUrl::parse(field("instance")?).ok()?;
        Some(Self {
            connection: Connection {
                instance: instance.through(field("through").map(str::to_owned)),
                client_id: ClientId::parse(field("clientId")?).ok()?,
                redirect_uri: field("redirectUri")?.into(),
                endpoints: field("authorize").and_then(|authorize| {
                    Some(Rc::new(Endpoints {
                        authorize: authorize.into(),
                        token: field("token")?.into(),
                        scope: field("scope")?.into(),
                    }))
                }),
            },
            verifier: CodeVerifier::new(field("verifier")?.into()),
            return_to: field("returnTo")?.into(),
            created_ms: value.get("created")?.as_i64()?,
        })
    }
}
