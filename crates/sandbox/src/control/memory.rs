//! The failures to come and the requests that were made.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::Method;
use serde_json::Value;

use super::fault::{Fault, Kind};

/// Older requests are forgotten.
const MOST: usize = 1_000;

/// What the control interface remembers.
#[derive(Debug, Default)]
pub struct Control {
    faults: Mutex<Vec<Fault>>,
    requests: Mutex<VecDeque<Value>>,
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

    pub(super) fn clear(&self) {
        self.clear_faults();
        lock(&self.requests).clear();
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
