//! What the core needs from the outside, as traits.
//!
//! The browser module implements each in `src/browser/`, in a file of the same name; tests use
//! `memory`, which the feature `memory` brings. Futures need not be `Send`: a page has one thread.

#![allow(
    async_fn_in_trait,
    reason = "a page has one thread, no caller needs `Send`"
)]

#[cfg(any(test, feature = "memory"))]
pub mod memory;

use crate::date::{Date, Timestamp};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// PATCH
    Patch,
}

impl Method {
    /// As HTTP writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
        }
    }
}

/// A request. Redirects are followed.
/// It has no `Debug`: its headers and body carry secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// An absolute URL.
    pub url: String,
    /// Header names and values. A request whose headers are all CORS-safelisted is sent
    /// without a preflight, so nothing may be added to them on the way.
    pub headers: Vec<(&'static str, String)>,
    /// The body, where there is one.
    pub body: Option<String>,
    /// Whether cookies go with it, if it is for the page's own origin. To others none ever go.
    pub cookies: bool,
    /// How long to wait for the whole answer, in milliseconds.
    pub timeout_ms: u32,
}

/// An answer that could be read.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers that CORS lets the page see; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

impl Response {
    /// The first header of that name (given in lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Why there is no [`Response`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpFailure {
    /// `fetch` rejected. A browser does not say whether nothing answered or CORS hid the answer.
    Network,
    /// No whole answer within the request's `timeout_ms`.
    Timeout,
}

/// The network. The one way to it: nothing else in the product sends a request.
pub trait Http {
    /// Sends a request, without cookies unless it says so.
    async fn send(&self, request: Request) -> Result<Response, HttpFailure>;
    /// The same with a file's bytes as the body; the request has none of its own.
    async fn send_file(&self, request: Request, bytes: &[u8]) -> Result<Response, HttpFailure>;
    /// Whether anything answers at `url` at all, even where CORS hides the answer
    /// (a `no-cors` probe).
    async fn answers(&self, url: &str) -> bool;
    /// Sends a GET whose answer nobody can read (`no-cors`), which the browser finishes even when
    /// the page goes. Whether anything answered.
    async fn tell(&self, url: &str) -> bool;
    /// The same, and does not wait for it.
    fn fire_and_forget(&self, url: &str);
    /// Whether the page's own policy was seen to keep it from asking that origin
    /// (`securitypolicyviolation`). Not known before a request has failed.
    fn forbids(&self, origin: &str) -> bool;
    /// Whether the browser believes itself online.
    fn online(&self) -> bool;
}

/// Time, in the person's time zone where a calendar day is meant.
pub trait Clock {
    /// The wall clock. It can be wrong by days: never use it for lifetimes.
    fn now(&self) -> Timestamp;
    /// Milliseconds on a clock that only goes forward.
    fn monotonic_ms(&self) -> u64;
    /// Today's date where the person is.
    fn today(&self) -> Date;
    /// The last second of that day where the person is.
    fn end_of_day(&self, date: Date) -> Timestamp;
    /// The date where the person is at that time. `None` outside the years that there are.
    fn day_of(&self, at: Timestamp) -> Option<Date> {
        // No zone is further away from UTC than a day.
        let utc = at.utc_date()?;
        let mut days = [-1, 0, 1].into_iter();
        days.find_map(|shift| {
            utc.plus_days(shift)
                .filter(|day| at <= self.end_of_day(*day))
        })
    }
    /// Waits.
    async fn sleep(&self, ms: u32);
}

/// Cryptographic randomness.
pub trait Random {
    /// Fills the buffer. `false` where the browser has no source of it.
    fn fill(&self, buffer: &mut [u8]) -> bool;
}

/// The SHA-256 digest. `None` where the browser has none (a page that is not a secure context).
pub trait Sha256 {
    /// The digest of `data`.
    async fn sha256(&self, data: &[u8]) -> Option<[u8; 32]>;
}

/// A key-value store of the browser. Any call may fail (storage switched off, full):
/// reading then gives nothing, writing `false`.
pub trait Store {
    /// The value under that key.
    fn get(&self, key: &str) -> Option<String>;
    /// Sets it; `false` when it could not be kept.
    fn set(&self, key: &str, value: &str) -> bool;
    /// Removes it.
    fn remove(&self, key: &str);
    /// The keys that begin so, in their order.
    fn keys(&self, beginning: &str) -> Vec<String>;
}

/// Mutual exclusion over all tabs of this origin (Web Locks).
pub trait Locks {
    /// Runs `work` while holding the lock of that name.
    async fn exclusive<T>(&self, name: &str, work: impl Future<Output = T>) -> T;
}

/// All ports together: the one type parameter that the core's services have.
pub trait Ports: Http + Clock + Random + Sha256 + Locks {
    /// `sessionStorage`: this tab, until it is closed.
    fn session_store(&self) -> &impl Store;
    /// `localStorage`: this origin. No secret ever goes there.
    fn local_store(&self) -> &impl Store;
    /// The origin of the page, as CORS sees it: `https://portal.example.com`.
    fn origin(&self) -> String;
}
