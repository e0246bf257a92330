//! How the instance is told on whose behalf a request is made.
//!
//! There are three kinds of proof, behind one interface: a token of OAuth's, which
//! [`Session`](crate::oauth::Session) gets and renews; and, from the page that the module is part
//! of, a bearer token or the token of a session at the instance ([`Supplied`]). The client of the
//! REST APIs asks for a [`Proof`], and for another one after a 401; it does not know which it has.

mod supplied;
#[cfg(test)]
mod tests;

use std::rc::Rc;

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

/// One of the ways to be let in at an instance.
pub enum Access<P: Ports> {
    /// By a sign-in of the module's own.
    OAuth(Rc<Session<P>>),
    /// By what the page supplies.
    Supplied(Rc<Supplied>),
}

impl<P: Ports> Clone for Access<P> {
    fn clone(&self) -> Self {
        match self {
            Self::OAuth(session) => Self::OAuth(session.clone()),
            Self::Supplied(supplied) => Self::Supplied(supplied.clone()),
        }
    }
}

impl<P: Ports> Access<P> {
    /// The instance.
    #[must_use]
    pub fn instance(&self) -> &InstanceUrl {
        match self {
            Self::OAuth(session) => &session.connection().instance,
            Self::Supplied(supplied) => supplied.instance(),
        }
    }

    /// What the person is told.
    #[must_use]
    pub fn phase(&self) -> Phase {
        match self {
            Self::OAuth(session) => session.phase(),
            Self::Supplied(supplied) => supplied.phase(),
        }
    }

    /// Calls `listener` after each change of the phase, until the subscription is dropped.
    #[must_use]
    pub fn subscribe(&self, listener: Box<dyn Fn()>) -> Subscription {
        match self {
            Self::OAuth(session) => session.subscribe(listener),
            Self::Supplied(supplied) => supplied.subscribe(listener),
        }
    }

    /// The proof for a request.
    pub(crate) async fn proof(&self) -> Result<Proof> {
        match self {
            Self::OAuth(session) => session.access_token().await.map(bearer),
            Self::Supplied(supplied) => supplied.proof().await,
        }
    }

    /// Another one, in the place of one that was answered with a 401. Once a request.
    pub(crate) async fn after_refusal(&self, refused: &Proof, answer: &Response) -> Result<Proof> {
        match self {
            Self::OAuth(session) => session.after_refusal(&refused.token).await.map(bearer),
            Self::Supplied(supplied) => supplied.after_refusal(refused, answer).await,
        }
    }

    /// What a second 401 means: with a fresh token of OAuth's it is the user who is refused.
    pub(crate) fn refused_twice(&self) -> Error {
        match self {
            Self::OAuth(_) => Kind::UserRefused.into(),
            Self::Supplied(supplied) => supplied.refused_twice(),
        }
    }
}

fn bearer(token: AccessToken) -> Proof {
    Proof {
        kind: TokenKind::Bearer,
        token,
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
