//! How the instance is told on whose behalf a request is made.
//!
//! There are three kinds of proof, behind one interface: a token of OAuth's, which
//! [`Session`](crate::oauth::Session) gets and renews; and, from the page that the module is part
//! of, a bearer token or the token of a session at the instance ([`Supplied`]). The client of the
//! REST APIs asks for a [`Proof`], and for another one after a 401; it does not know which it has.

mod supplied;
#[cfg(test)]
mod tests;

use std::pin::Pin;

use crate::error::{Error, Kind, Result};
use crate::listeners::Subscription;
use crate::oauth::{AccessToken, InstanceUrl, Phase, Session};
use crate::ports::{Ports, Response};

pub use supplied::{Supplied, Supplier, Supply, TokenKind};

/// What says on whose behalf a request is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub(super) kind: TokenKind,
    pub(super) token: AccessToken,
}

impl Proof {
    /// One of OAuth's.
    #[must_use]
    pub(crate) fn bearer(token: AccessToken) -> Self {
        Self {
            kind: TokenKind::Bearer,
            token,
        }
    }

    /// The header that carries it.
    #[must_use]
    pub(crate) fn header(&self) -> (&'static str, String) {
        match self.kind {
            TokenKind::Bearer => ("Authorization", ["Bearer ", self.token.secret()].concat()),
            TokenKind::Session => ("X-UserToken", self.token.secret().to_owned()),
        }
    }

    /// Whether the session's cookie has to go with it.
    #[must_use]
    pub(crate) fn with_cookies(&self) -> bool {
        self.kind == TokenKind::Session
    }
}

/// A [`Proof`] that is being found.
pub type Proving<'a> = Pin<Box<dyn Future<Output = Result<Proof>> + 'a>>;

/// One of the ways to be let in at an instance.
pub trait Access {
    /// The instance.
    fn instance(&self) -> &InstanceUrl;
    /// What the person is told.
    fn phase(&self) -> Phase;
    /// Calls `listener` after each change of the phase, until the subscription is dropped.
    fn subscribe(&self, listener: Box<dyn Fn()>) -> Subscription;
    /// The proof for a request.
    fn proof(&self) -> Proving<'_>;
    /// When the proof of now ends, in milliseconds, where that is known.
    fn ends_in_ms(&self) -> Option<u64> {
        None
    }
    /// Another one, in the place of one that was answered with a 401. Once a request: a 403 speaks
    /// of the person's rights, not of the proof.
    fn after_refusal<'a>(&'a self, refused: &'a Proof, answer: &'a Response) -> Proving<'a>;
    /// What a second 401 means.
    fn refused_twice(&self) -> Error;
}

impl<P: Ports> Access for Session<P> {
    fn instance(&self) -> &InstanceUrl {
        &self.connection().instance
    }

    fn phase(&self) -> Phase {
        self.phase()
    }

    fn subscribe(&self, listener: Box<dyn Fn()>) -> Subscription {
        self.subscribe(listener)
    }

    fn proof(&self) -> Proving<'_> {
        Box::pin(async { self.access_token().await.map(Proof::bearer) })
    }

    fn ends_in_ms(&self) -> Option<u64> {
        self.ends_in_ms()
    }

    fn after_refusal<'a>(&'a self, refused: &'a Proof, _: &'a Response) -> Proving<'a> {
        Box::pin(async { self.after_refusal(&refused.token).await.map(Proof::bearer) })
    }

    /// With a fresh token it is the user who is refused.
    fn refused_twice(&self) -> Error {
        Kind::UserRefused.into()
    }
}

/// What an answer means that is not from an API, where requests go through a proxy: most often
/// there is none at that path.
pub(crate) fn behind_proxy(instance: &InstanceUrl, error: Error) -> Error {
    match (instance.proxy(), error.kind()) {
        (Some(proxy), Kind::NotJson { status }) if *status < 500 => {
            let address = proxy.to_owned();
            Kind::NoProxy { address }.into()
        }
        _ => error,
    }
}
