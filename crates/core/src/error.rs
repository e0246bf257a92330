//! The one error type: what happened, why, and what the person can do.
//!
//! An [`Error`] carries facts, never sentences. [`Error::key`] names its three messages,
//! `error.<key>.what`, `error.<key>.why` and `error.<key>.do`, which every language file holds;
//! [`Error::args`] are the values to put into them. No secret can get into an error, because no
//! secret type has a readable `Debug` or `Display`.

mod explain;
mod keys;
#[cfg(test)]
mod tests;
mod told;

use std::rc::Rc;

pub use crate::oauth::{ClientIdProblem, UrlProblem};
pub use explain::{Endpoint, anybody_answers, explain, forbidden_origin, sentence, silent};
pub use told::Told;

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
    /// The page's own policy (`connect-src`) keeps it from asking there.
    PolicyForbids {
        /// What the policy has to name: the origin that was asked.
        instance: String,
    },
    /// Nothing was heard from a host that the person is about to leave for: as
    /// [`Kind::Unreachable`], or the page's own policy (`connect-src`) keeps it from asking there.
    /// Going there may work all the same.
    HostSilent {
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
    /// HTTP 401 also with a fresh token: the instance gives tokens to a user whose requests it then
    /// does not take.
    UserRefused,
    /// What was typed is not the address of an instance.
    InstanceUrl(UrlProblem),
    /// What was typed is not a client ID.
    ClientId(ClientIdProblem),
    /// The page is not a secure context: the browser has no digest for it.
    NotSecureContext,
    /// The browser has no cryptographic randomness.
    NoRandomness,
    /// The browser keeps nothing for this page, so a sign-in cannot be recognised on its return.
    StorageClosed,
    /// The sign-in would return to another origin than this page's, where nothing is known of it:
    /// `http:` for `https:`, another host or another port.
    ReturnsElsewhere {
        /// The origin of this page.
        origin: String,
        /// The address that the sign-in would return to.
        redirect_uri: String,
    },
    /// The person came back from the sign-in later than it is valid.
    SignInTooOld,
    /// Deny was pressed on the instance's page.
    SignInDenied,
    /// The instance's page sent an error back.
    SignInRefused {
        /// `error` and `error_description`.
        reason: String,
    },
    /// Ours, but without a code, or what was kept of it is unreadable.
    SignInIncomplete,
    /// The page was opened with the answer to a sign-in that was used already, or that was not
    /// begun in this tab.
    SignInNotOurs,
    /// The answer to the sign-in says that it comes from somebody else (RFC 9207).
    WrongIssuer {
        /// The issuer that was named.
        issuer: String,
    },
    /// The sign-in was begun with other settings than those of now.
    ConnectionChanged,
    /// The token endpoint does not know the client ID.
    UnknownClient {
        /// The host that was asked.
        host: String,
    },
    /// The token endpoint refused the grant.
    TokenRefused {
        /// `error` and `error_description` of the answer.
        reason: String,
    },
    /// The path of the portal's own that is to lead to the instance does not.
    NoProxy {
        /// The address that was tried.
        address: String,
    },
    /// The host page's function that gives tokens has failed.
    HostTokenFailed {
        /// What it said.
        reason: String,
    },
    /// That function gave something that is no token.
    HostTokenUnusable,
    /// The instance takes none of the tokens that the host page gives.
    HostTokenRefused,
    /// A page of the instance that does not know its session's token.
    NoUserToken,
    /// The browser does not let the sign-in's window open.
    SignInWindowBlocked,
    /// The sign-in's window was closed, or is out of sight.
    SignInWindowGone,
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
    /// The instance answered with records that were not asked for: it drops a condition on a
    /// column that it does not know or may not use, and then gives the whole table.
    FilterIgnored,
    /// A look-up's answer leaves out tickets that it counts: the user may not read them.
    TicketHidden,
    /// It is not known whether the ticket was made: the answer was lost and so was the look-up.
    InDoubt,
    /// It is not known whether something was written to a ticket: the answer was lost, and so was
    /// the look-up, or it did not settle it.
    WriteInDoubt,
    /// The instance took the request to reopen a ticket, and left it closed.
    NotReopened,
    /// A file that a person chose cannot be read: gone, or no permission.
    FileUnreadable,
    /// A file of the portal's own site could not be loaded.
    FileNotLoaded {
        /// Its URL.
        url: String,
        /// The HTTP status; 0 where there was no answer.
        status: u16,
    },
    /// A file of the portal's own site belongs to another version of it than the open page.
    OtherVersion,
    /// A file that a person chose is not JSON.
    FileNotJson {
        /// Where reading stopped, counted from 1.
        line: usize,
        /// Where in the line.
        column: usize,
    },
    /// A field of a file that a person chose is not what it should be.
    FileShape {
        /// The field, as a path: `secureScores.value[0].maxScore`; `$` is the whole file.
        path: String,
        /// JSON's name of what should be there: `number`, `string`, `array`, `object`, `boolean`.
        expected: &'static str,
        /// What is there, as JSON, shortened.
        found: String,
    },
    /// A file that a person chose lacks a field.
    FileFieldMissing {
        /// The field, as a path.
        path: String,
        /// JSON's name of what should be there.
        expected: &'static str,
    },
    /// A failure of a part that is loaded later, in that part's own words.
    Told(Told),
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

    /// The middle of the names of its messages.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.0.key()
    }

    /// The values to put into its messages.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let mut args = Args::default();
        match self.kind() {
            Kind::Unreachable { host }
            | Kind::HostSilent { host }
            | Kind::Timeout { host }
            | Kind::Hibernating { host }
            | Kind::UnknownClient { host } => args.text("host", host),
            Kind::TokenEndpointHidden { host, origin } | Kind::RestApiHidden { host, origin } => {
                args.text("host", host);
                args.text("origin", origin);
            }
            Kind::NotJson { status } | Kind::ServerFailed { status } => {
                args.number("status", u64::from(*status));
            }
            Kind::UnexpectedShape { path } => args.text("path", path),
            Kind::PolicyForbids { instance } => args.text("instance", instance),
            Kind::FileNotLoaded { url, status } => {
                args.text("url", url);
                args.number("status", u64::from(*status));
            }
            Kind::FileNotJson { line, column } => {
                args.number("line", *line as u64);
                args.number("column", *column as u64);
            }
            Kind::FileShape {
                path,
                expected,
                found,
            } => {
                args.text("path", path);
                args.text("expected", expected);
                args.text("found", found);
            }
            Kind::FileFieldMissing { path, expected } => {
                args.text("path", path);
                args.text("expected", expected);
            }
            Kind::Forbidden { reason }
            | Kind::HostTokenFailed { reason }
            | Kind::SignInRefused { reason }
            | Kind::TokenRefused { reason } => args.text("reason", reason),
            Kind::Refused { status, reason } => {
                args.number("status", u64::from(*status));
                args.text("reason", reason);
            }
            Kind::RateLimited {
                retry_after: Some(seconds),
            } => args.number("seconds", u64::from(*seconds)),
            Kind::ReturnsElsewhere {
                origin,
                redirect_uri,
            } => {
                args.text("origin", origin);
                args.text("redirectUri", redirect_uri);
            }
            Kind::WrongIssuer { issuer } => args.text("issuer", issuer),
            Kind::NoProxy { address } => args.text("address", address),
            Kind::Told(told) => return told.args.clone(),
            _ => {}
        }
        args.0
    }

    /// Whether the request may have been carried out although its answer says nothing of the
    /// kind. A request that changes something is not sent again before that is known.
    #[must_use]
    pub fn leaves_doubt(&self) -> bool {
        match self.kind() {
            // A connection that breaks after sending looks like one that never was.
            Kind::Offline
            | Kind::Unreachable { .. }
            | Kind::TokenEndpointHidden { .. }
            | Kind::RestApiHidden { .. }
            | Kind::Timeout { .. }
            | Kind::ServerFailed { .. }
            | Kind::UnexpectedShape { .. }
            | Kind::InDoubt
            | Kind::WriteInDoubt => true,
            Kind::NotJson { status } => *status < 400 || *status >= 500,
            Kind::Refused { status, .. } => *status == 408,
            _ => false,
        }
    }

    /// Whether the same request may succeed a moment later, with nobody changing anything.
    #[must_use]
    pub fn may_retry(&self) -> bool {
        match self.kind() {
            Kind::Offline
            | Kind::Unreachable { .. }
            | Kind::Timeout { .. }
            | Kind::RateLimited { .. }
            | Kind::ServerFailed { .. } => true,
            Kind::NotJson { status } => *status >= 500,
            Kind::Refused { status, .. } => *status == 408,
            Kind::Told(told) => told.passes,
            _ => false,
        }
    }
}

/// The values of a message, one after the other.
#[derive(Default)]
struct Args(Vec<(&'static str, String)>);

impl Args {
    fn text(&mut self, name: &'static str, value: &str) {
        self.0.push((name, value.to_owned()));
    }

    fn number(&mut self, name: &'static str, value: u64) {
        self.0.push((name, value.to_string()));
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}
