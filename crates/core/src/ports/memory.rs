//! The ports in memory: for tests, which need no browser and never wait.
//!
//! Time passes only when a test says so or when the code under test sleeps. A request takes one
//! turn of the executor ([`Memory::set_latency`]), so that futures which are [`join`]ed do
//! interleave.

mod executor;
mod locks;
mod store;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use sha2::Digest as _;

use super::{Clock, Http, HttpFailure, Locks, Ports, Random, Request, Response, Sha256};
use crate::date::{Date, Timestamp};

pub use executor::{join, turns};
pub use store::MemoryStore;

/// What a server says to a request.
pub type Answer = Result<Response, HttpFailure>;

type Server = Rc<dyn Fn(&Request) -> Answer>;

/// A tab of a browser whose world is in memory.
pub struct Memory {
    world: Rc<World>,
    session: MemoryStore,
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
    online: Cell<bool>,
    now: Cell<i64>,
    monotonic: Cell<u64>,
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
            online: Cell::new(true),
            now: Cell::new(1_795_262_400_000),
            monotonic: Cell::new(0),
            utc_offset_minutes: Cell::new(0),
            seed: Cell::new(Some(1)),
            has_digest: Cell::new(true),
            local: MemoryStore::default(),
            locks: locks::Table::default(),
        };
        Self {
            world: Rc::new(world),
            session: MemoryStore::default(),
        }
    }

    /// A new tab of the same browser: the same server, clock, locks and `localStorage`.
    #[must_use]
    pub fn new_tab(&self) -> Self {
        Self {
            world: Rc::clone(&self.world),
            session: MemoryStore::default(),
        }
    }

    /// The tab duplicated, as a browser does it: with a copy of its `sessionStorage`.
    #[must_use]
    pub fn duplicate_tab(&self) -> Self {
        Self {
            world: Rc::clone(&self.world),
            session: self.session.copy(),
        }
    }

    /// The tab reloaded: `sessionStorage` stays, the monotonic clock starts anew.
    #[must_use]
    pub fn reload(self) -> Self {
        self.world.monotonic.set(0);
        self
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

    /// The URLs of the requests that nobody waited for, oldest first.
    #[must_use]
    pub fn fired(&self) -> Vec<String> {
        self.world.fired.borrow().clone()
    }

    /// How many turns of the executor a request takes; 1 at first.
    pub fn set_latency(&self, turns: u32) {
        self.world.latency.set(turns);
    }

    /// Whether a host answers a `no-cors` probe; `false` at first.
    pub fn set_answers(&self, answers: bool) {
        self.world.answers.set(answers);
    }

    /// Whether the browser believes itself online; `true` at first.
    pub fn set_online(&self, online: bool) {
        self.world.online.set(online);
    }

    /// Lets time pass on both clocks.
    pub fn advance(&self, ms: u64) {
        self.world.monotonic.set(self.world.monotonic.get() + ms);
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

impl Http for Memory {
    async fn send(&self, request: Request) -> Answer {
        let queued = self.world.queue.borrow_mut().pop_front();
        let server = Rc::clone(&self.world.server.borrow());
        let answer = queued.unwrap_or_else(|| server(&request));
        self.world.requests.borrow_mut().push(request);
        turns(self.world.latency.get()).await;
        answer
    }

    async fn answers(&self, url: &str) -> bool {
        self.world.probed.borrow_mut().push(url.into());
        turns(self.world.latency.get()).await;
        self.world.answers.get()
    }

    fn fire_and_forget(&self, url: &str) {
        self.world.fired.borrow_mut().push(url.into());
    }

    fn online(&self) -> bool {
        self.world.online.get()
    }
}

const DAY_MS: i64 = 86_400_000;

impl Memory {
    fn offset_ms(&self) -> i64 {
        i64::from(self.world.utc_offset_minutes.get()) * 60_000
    }
}

impl Clock for Memory {
    fn now(&self) -> Timestamp {
        Timestamp(self.world.now.get())
    }

    fn monotonic_ms(&self) -> u64 {
        self.world.monotonic.get()
    }

    fn today(&self) -> Date {
        date_of_day((self.world.now.get() + self.offset_ms()).div_euclid(DAY_MS))
    }

    fn end_of_day(&self, date: Date) -> Timestamp {
        Timestamp((day_of_date(date) + 1) * DAY_MS - 1_000 - self.offset_ms())
    }

    async fn sleep(&self, ms: u32) {
        self.advance(u64::from(ms));
        turns(1).await;
    }
}

/// Days since 1970-01-01. Slow and obvious: it must not share its errors with the core's own.
fn day_of_date(date: Date) -> i64 {
    let mut days = i64::from(date.day) - 1;
    for month in 1..date.month {
        days += days_in_month(date.year, month);
    }
    for year in 1970..date.year {
        days += days_in_year(year);
    }
    days
}

fn date_of_day(mut days: i64) -> Date {
    let mut date = Date {
        year: 1970,
        month: 1,
        day: 1,
    };
    while days >= days_in_year(date.year) {
        days -= days_in_year(date.year);
        date.year += 1;
    }
    while days >= days_in_month(date.year, date.month) {
        days -= days_in_month(date.year, date.month);
        date.month += 1;
    }
    date.day += u8::try_from(days).unwrap_or(0);
    date
}

fn days_in_year(year: u16) -> i64 {
    (1..=12).map(|month| days_in_month(year, month)).sum()
}

fn days_in_month(year: u16, month: u8) -> i64 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Random for Memory {
    fn fill(&self, buffer: &mut [u8]) -> bool {
        let Some(mut seed) = self.world.seed.get() else {
            return false;
        };
        for byte in buffer {
            // Knuth's MMIX generator: enough to tell two values apart.
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = seed.to_be_bytes()[0];
        }
        self.world.seed.set(Some(seed));
        true
    }
}

impl Sha256 for Memory {
    async fn sha256(&self, data: &[u8]) -> Option<[u8; 32]> {
        turns(1).await;
        self.world
            .has_digest
            .get()
            .then(|| sha2::Sha256::digest(data).into())
    }
}

impl Locks for Memory {
    async fn exclusive<T>(&self, name: &str, work: impl Future<Output = T>) -> T {
        let _held = self.world.locks.hold(name).await;
        work.await
    }
}

impl Ports for Memory {
    fn session_store(&self) -> &impl super::Store {
        &self.session
    }

    fn local_store(&self) -> &impl super::Store {
        &self.world.local
    }

    fn origin(&self) -> String {
        "https://portal.example.com".into()
    }
}
