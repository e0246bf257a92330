//! The one error type: what happened, why, and what the person can do.
//!
//! An [`Error`] carries facts, never sentences. [`Error::key`] names its three messages,
//! `error.<key>.what`, `error.<key>.why` and `error.<key>.do`, which every language file holds;
//! [`Error::args`] are the values to put into them. No secret can get into an error, because no
//! secret type has a readable `Debug` or `Display`.

use std::rc::Rc;

/// The core's result.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure that a person is told about. Cheap to clone and comparable, so it lives in state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Rc<Kind>);

/// Every way in which Snowline fails, with the facts that its message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The browser says that it is offline.
    Offline,
    /// Nothing answered at that host: a wrong name, no network, a firewall.
    Unreachable {
        /// The host that was asked.
        host: String,
    },
    /// Something answers at the host, but the browser may not read the token endpoint's answer:
    /// the property `glide.oauth.cors.allowed.origin` is not set for this page, the instance
    /// hibernates, or a filter is in the way. Which of them, a browser cannot tell.
    TokenEndpointHidden {
        /// The host that was asked.
        host: String,
        /// The origin of this page: the value to allow.
        origin: String,
    },
    /// Something answers at the host, but a REST API's answer is hidden: no `sys_cors_rule`
    /// for that API and this page, or the instance hibernates.
    RestApiHidden {
        /// The host that was asked.
        host: String,
        /// The origin of this page: the domain that the rule needs.
        origin: String,
    },
    /// No answer in time.
    Timeout {
        /// The host that was asked.
        host: String,
    },
    /// Not JSON: a sign-in page, a proxy's page, an instance that is offline.
    NotJson {
        /// The HTTP status of the answer.
        status: u16,
    },
    /// The hibernation page of a developer instance.
    Hibernating {
        /// The instance's host.
        host: String,
    },
    /// JSON, but not of the shape that was asked for.
    UnexpectedShape {
        /// The place, as a path: `result[3].sys_id`.
        path: String,
    },
    /// HTTP 401 although a fresh token was used, or there is no session any more.
    SignedOut,
    /// HTTP 403, in ServiceNow's words.
    Forbidden {
        /// `error.message` and `error.detail` of the answer.
        reason: String,
    },
    /// HTTP 404: no such record, or its ACL hides it.
    NotFound,
    /// HTTP 429.
    RateLimited {
        /// Seconds until it is worth trying again, where the instance said so.
        retry_after: Option<u32>,
    },
    /// HTTP 5xx.
    ServerFailed {
        /// The HTTP status.
        status: u16,
    },
    /// Any other refusal.
    Refused {
        /// The HTTP status.
        status: u16,
        /// `error.message` and `error.detail` of the answer.
        reason: String,
    },
    /// It is not known whether the ticket was made: the answer was lost and so was the look-up.
    InDoubt,
}

impl Error {
    /// Wraps a kind.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self(Rc::new(kind))
    }

    /// What failed.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.0
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}
