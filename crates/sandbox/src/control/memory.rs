//! The failures to come, the requests that were made, and the first records.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::http::Method;
use serde_json::Value;

use super::fault::{Fault, Kind};
use crate::store::{Result, Store};

/// Older requests are forgotten.
const MOST: usize = 1_000;

/// First records that take more room, in bytes, are made anew at each reset.
const MOST_KEPT: u64 = 32 * 1024 * 1024;
/// And so are those that are older: they are dated by the day on which they are made.
const KEPT_FOR: Duration = Duration::from_secs(10 * 60);

/// What the control interface remembers.
#[derive(Debug, Default)]
pub struct Control {
    faults: Mutex<Vec<Fault>>,
    requests: Mutex<VecDeque<Value>>,
    first: Mutex<Option<(Instant, Store)>>,
}

impl Control {
    pub(super) fn add(&self, fault: Fault) {
        lock(&self.faults).push(fault);
    }

    /// Whether a failure waits for a request.
    pub(super) fn has_faults(&self) -> bool {
        !lock(&self.faults).is_empty()
    }

    pub(super) fn clear_faults(&self) {
        lock(&self.faults).clear();
    }

    /// The failure meant for this request; the oldest that fits goes first
    /// and is used up by one. One that spares the request leaves it to the next.
    pub(super) fn strike(&self, method: &Method, path: &str) -> Option<Kind> {
        let mut faults = lock(&self.faults);
        let kind = faults.iter_mut().find_map(|fault| {
            let strikes = fault.pattern.fits(method, path) && fault.strikes();
            strikes.then(|| fault.kind.clone())
        })?;
        faults.retain(|fault| fault.times > 0);
        Some(kind)
    }

    pub(super) fn record(&self, request: Value) {
        let mut requests = lock(&self.requests);
        if requests.len() >= MOST {
            requests.pop_front();
        }
        requests.push_back(request);
    }

    pub(super) fn requests(&self) -> Vec<Value> {
        lock(&self.requests).iter().cloned().collect()
    }

    /// Keeps the first records for the next reset: to copy them takes a twentieth of the time.
    pub(super) fn keep_first(&self, store: &Store) -> Result<()> {
        if store.size()? <= MOST_KEPT {
            *lock(&self.first) = Some((Instant::now(), store.copy()?));
        }
        Ok(())
    }

    /// Gives the store the first records, if they are kept; `false` if not.
    pub(super) fn put_first(&self, store: &Store) -> Result<bool> {
        let mut first = lock(&self.first);
        first.take_if(|(made, _)| made.elapsed() > KEPT_FOR);
        match &*first {
            Some((_, kept)) => store.become_like(kept).map(|()| true),
            None => Ok(false),
        }
    }

    pub(super) fn clear(&self) {
        self.clear_faults();
        lock(&self.requests).clear();
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
