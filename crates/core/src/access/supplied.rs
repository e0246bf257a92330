//! Tokens that the page supplies: a bearer token of its own sign-in, or the token of the session
//! at the instance that it is a page of.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::{Access, Proof, Proving};
use crate::error::{Error, Kind, Result, sentence};
use crate::listeners::{Listeners, Subscription};
use crate::oauth::{AccessToken, InstanceUrl, Phase};
use crate::ports::Response;

/// What a supplied token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// One that the instance takes as `Authorization: Bearer`: its own, or an identity provider's.
    Bearer,
    /// The one that a page of the instance gets with its session (`g_ck`), sent as `X-UserToken`
    /// beside the session's cookie.
    Session,
}

/// What becomes of asking the page: the token, or what the page said instead. Nothing, if it gave
/// something that is no text.
pub type Supply = std::result::Result<Option<String>, String>;

/// Where tokens come from: the host page's function.
pub trait Supplier {
    /// Asks for a token.
    fn ask(&self) -> Pin<Box<dyn Future<Output = Supply>>>;
}

/// Access by tokens that the page supplies. They are kept in memory only, until they are refused.
pub struct Supplied {
    instance: InstanceUrl,
    kind: TokenKind,
    supplier: Box<dyn Supplier>,
    token: RefCell<Option<AccessToken>>,
    asking: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
    ended: Cell<bool>,
    listeners: Listeners,
}

impl Supplied {
    /// Access at that instance.
    #[must_use]
    pub fn new(instance: InstanceUrl, kind: TokenKind, supplier: Box<dyn Supplier>) -> Rc<Self> {
        Rc::new(Self {
            instance,
            kind,
            supplier,
            token: RefCell::default(),
            asking: Cell::new(false),
            waiting: RefCell::default(),
            ended: Cell::new(false),
            listeners: Listeners::default(),
        })
    }

    /// The token that is known, else one that the page is asked for: by one request, for all that
    /// wait.
    async fn find(&self) -> Result<Proof> {
        poll_fn(|context| {
            if !self.asking.get() {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
        if self.ended.get() {
            return Err(Kind::SignedOut.into());
        }
        let known = self.token.borrow().clone();
        match known {
            Some(token) => Ok(self.prove(token)),
            None => self.ask().await,
        }
    }

    async fn ask(&self) -> Result<Proof> {
        self.asking.set(true);
        let ends = Asking(self);
        let said = self.supplier.ask().await;
        drop(ends);
        let token = match said {
            Err(words) => {
                let reason = sentence(&words);
                return Err(Kind::HostTokenFailed { reason }.into());
            }
            Ok(token) => token.and_then(usable),
        };
        let Some(token) = token else {
            return Err(match self.kind {
                TokenKind::Bearer => Kind::HostTokenUnusable.into(),
                TokenKind::Session => Kind::NoUserToken.into(),
            });
        };
        self.token.replace(Some(token.clone()));
        Ok(self.prove(token))
    }

    /// A session that goes on has another token, and its 401 brings it; ServiceNow's own pages
    /// take it from there. Without one the session has ended.
    async fn replace(&self, refused: &Proof, answer: &Response) -> Result<Proof> {
        if self.token.borrow().as_ref() == Some(&refused.token) {
            self.token.take();
        }
        if self.kind == TokenKind::Session && self.token.borrow().is_none() {
            let fresh = answer.header("x-usertoken-response").map(str::to_owned);
            match fresh.and_then(usable) {
                Some(token) if token != refused.token => {
                    self.token.replace(Some(token));
                    self.listeners.call();
                }
                Some(_) => return Err(self.refused_twice()),
                None => {
                    self.ended.set(true);
                    self.listeners.call();
                }
            }
        }
        self.find().await
    }

    fn prove(&self, token: AccessToken) -> Proof {
        let kind = self.kind;
        Proof { kind, token }
    }
}

impl Access for Supplied {
    fn instance(&self) -> &InstanceUrl {
        &self.instance
    }

    /// The instance can end its session; to a token of the page's own there is always another.
    fn phase(&self) -> Phase {
        match self.ended.get() {
            true => Phase::Expired,
            false => Phase::SignedIn,
        }
    }

    fn subscribe(&self, listener: Box<dyn Fn()>) -> Subscription {
        self.listeners.add(listener.into())
    }

    fn proof(&self) -> Proving<'_> {
        Box::pin(self.find())
    }

    fn after_refusal<'a>(&'a self, refused: &'a Proof, answer: &'a Response) -> Proving<'a> {
        Box::pin(self.replace(refused, answer))
    }

    fn refused_twice(&self) -> Error {
        match self.kind {
            TokenKind::Bearer => Kind::HostTokenRefused.into(),
            TokenKind::Session => Kind::UserRefused.into(),
        }
    }
}

/// Ends the waiting of others, also when who asked is dropped half-way.
struct Asking<'a>(&'a Supplied);

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.asking.set(false);
        for waker in self.0.waiting.take() {
            waker.wake();
        }
    }
}

/// It becomes a header: nothing in it may end one.
fn usable(text: String) -> Option<AccessToken> {
    let text = text.trim();
    let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| AccessToken::new(text.to_owned()))
}
