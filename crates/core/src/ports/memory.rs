//! The ports in memory: for tests, which need no browser and never wait.
//!
//! Time passes only when a test says so or when the code under test sleeps. A request takes one
//! turn of the executor ([`Memory::set_latency`]), so that futures which are [`join`]ed do
//! interleave.

mod executor;
mod locks;
mod ports;
mod store;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::{HttpFailure, Request, Response};
use crate::date::Timestamp;

pub use executor::{join, turns};
pub use store::MemoryStore;

/// What a server says to a request.
pub type Answer = Result<Response, HttpFailure>;

type Server = Rc<dyn Fn(&Request) -> Answer>;

/// A tab of a browser whose world is in memory.
pub struct Memory {
    world: Rc<World>,
    session: MemoryStore,
    /// The world's uptime when the page was loaded.
    loaded_at: u64,
}

/// What all tabs of the browser share.
struct World {
    server: RefCell<Server>,
    queue: RefCell<VecDeque<Answer>>,
    requests: RefCell<Vec<Request>>,
    probed: RefCell<Vec<String>>,
    fired: RefCell<Vec<String>>,
    latency: Cell<u32>,
    answers: Cell<bool>,
    forbids: Cell<bool>,
    online: Cell<bool>,
    now: Cell<i64>,
    uptime: Cell<u64>,
    utc_offset_minutes: Cell<i32>,
    seed: Cell<Option<u64>>,
    has_digest: Cell<bool>,
    local: MemoryStore,
    locks: locks::Table,
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl Memory {
    /// A browser with one tab, on 2026-11-21 at 12:00 UTC, at `https://portal.example.com`,
    /// for which every request fails.
    #[must_use]
    pub fn new() -> Self {
        let world = World {
            server: RefCell::new(Rc::new(|_: &Request| Err(HttpFailure::Network))),
            queue: RefCell::default(),
            requests: RefCell::default(),
            probed: RefCell::default(),
            fired: RefCell::default(),
            latency: Cell::new(1),
            answers: Cell::new(false),
            forbids: Cell::new(false),
            online: Cell::new(true),
            now: Cell::new(1_795_262_400_000),
            uptime: Cell::new(0),
            utc_offset_minutes: Cell::new(0),
            seed: Cell::new(Some(1)),
            has_digest: Cell::new(true),
            local: MemoryStore::default(),
            locks: locks::Table::default(),
        };
        Self {
            world: Rc::new(world),
            session: MemoryStore::default(),
            loaded_at: 0,
        }
    }

    /// A new tab of the same browser: the same server, clock, locks and `localStorage`.
    #[must_use]
    pub fn new_tab(&self) -> Self {
        self.tab(MemoryStore::default())
    }

    /// The tab duplicated, as a browser does it: with a copy of its `sessionStorage`.
    #[must_use]
    pub fn duplicate_tab(&self) -> Self {
        self.tab(self.session.copy())
    }

    /// The tab after a reload: `sessionStorage` stays, the monotonic clock begins anew.
    #[must_use]
    pub fn reload(&self) -> Self {
        self.tab(self.session.copy())
    }

    fn tab(&self, session: MemoryStore) -> Self {
        Self {
            world: Rc::clone(&self.world),
            session,
            loaded_at: self.world.uptime.get(),
        }
    }

    /// Lets `server` answer every request that no [`Memory::expect`] answers.
    pub fn serve(&self, server: impl Fn(&Request) -> Answer + 'static) {
        *self.world.server.borrow_mut() = Rc::new(server);
    }

    /// Queues the answer to one request; the queue goes before [`Memory::serve`].
    pub fn expect(&self, answer: Answer) {
        self.world.queue.borrow_mut().push_back(answer);
    }

    /// The requests that were sent, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.world.requests.borrow().clone()
    }

    /// The URLs that were probed, oldest first.
    #[must_use]
    pub fn probed(&self) -> Vec<String> {
        self.world.probed.borrow().clone()
    }

    /// The URLs of the requests whose answers nobody could read, oldest first.
    #[must_use]
    pub fn fired(&self) -> Vec<String> {
        self.world.fired.borrow().clone()
    }

    /// How many turns of the executor a request takes; 1 at first.
    pub fn set_latency(&self, turns: u32) {
        self.world.latency.set(turns);
    }

    /// Whether a host answers a `no-cors` request; `false` at first.
    pub fn set_answers(&self, answers: bool) {
        self.world.answers.set(answers);
    }

    /// Sets whether the page's policy keeps it from asking others.
    pub fn set_forbids(&self, forbids: bool) {
        self.world.forbids.set(forbids);
    }

    /// Whether the browser believes itself online; `true` at first.
    pub fn set_online(&self, online: bool) {
        self.world.online.set(online);
    }

    /// Lets time pass on both clocks.
    pub fn advance(&self, ms: u64) {
        self.world.uptime.set(self.world.uptime.get() + ms);
        self.world
            .now
            .set(self.world.now.get() + i64::try_from(ms).unwrap_or(i64::MAX));
    }

    /// Corrects the wall clock alone, as a person or a time server does.
    pub fn set_now(&self, now: Timestamp) {
        self.world.now.set(now.0);
    }

    /// The person's time zone, in minutes east of UTC; 0 at first.
    pub fn set_utc_offset(&self, minutes: i32) {
        self.world.utc_offset_minutes.set(minutes);
    }

    /// Seeds the randomness; `None` for a browser without any.
    pub fn set_seed(&self, seed: Option<u64>) {
        self.world.seed.set(seed);
    }

    /// Whether there is a digest, that is, whether the page is a secure context.
    pub fn set_has_digest(&self, has_digest: bool) {
        self.world.has_digest.set(has_digest);
    }

    /// `sessionStorage`, to look into it and to switch it off.
    #[must_use]
    pub fn session(&self) -> &MemoryStore {
        &self.session
    }

    /// `localStorage`, to look into it and to switch it off.
    #[must_use]
    pub fn local(&self) -> &MemoryStore {
        &self.world.local
    }
}

/// An answer with that status and JSON body.
pub fn json(status: u16, body: &str) -> Answer {
    answer(status, &[("content-type", "application/json")], body)
}

/// An answer with those headers (names in lower case).
pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()))
        .collect();
    Ok(Response {
        status,
        headers,
        body: body.into(),
    })
}
