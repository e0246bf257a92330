//! People who are at their identity provider at the moment.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use time::{Duration, OffsetDateTime};

/// How long somebody may take to sign in there.
const PATIENCE: Duration = Duration::minutes(10);

/// The most visits that are remembered.
const MOST: usize = 10_000;

/// One visit.
pub(super) struct Visit {
    /// The `sys_id` of the provider.
    pub(super) provider: String,
    /// Where the person wanted to go.
    pub(super) back: String,
    /// The session cookie of the browser that was led out: the answer counts
    /// in no other.
    pub(super) browser: String,
    pub(super) redirect_uri: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    pub(super) at: OffsetDateTime,
}

/// All visits by their `state`, the oldest first.
#[derive(Default)]
pub struct Visits(Mutex<VecDeque<(String, Visit)>>);

impl Visits {
    pub(super) fn put(&self, id: String, visit: Visit) {
        let mut visits = self.lock();
        if visits.len() >= MOST {
            visits.pop_front();
        }
        visits.push_back((id, visit));
    }

    /// The visit that comes back to this browser, once.
    pub(super) fn take(&self, id: &str, browser: &str, now: OffsetDateTime) -> Option<Visit> {
        let mut visits = self.lock();
        let ours = |(has, visit): &(String, Visit)| has == id && visit.browser == browser;
        let at = visits.iter().position(ours)?;
        let (_, visit) = visits.remove(at)?;
        (now - visit.at < PATIENCE).then_some(visit)
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(String, Visit)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
