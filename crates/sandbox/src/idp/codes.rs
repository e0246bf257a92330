//! The codes that the identity provider has given out.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use time::{Duration, OffsetDateTime};

/// How long a code is good for.
const LIFESPAN: Duration = Duration::seconds(60);

/// The most codes that are remembered.
const MOST: usize = 1_000;

/// What a code stands for.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) challenge: String,
    /// What the ID token is to say of the person, and the nonce.
    pub(super) claims: Value,
    pub(super) at: OffsetDateTime,
}

/// All that are not redeemed yet, the oldest first.
#[derive(Debug, Default)]
pub struct Codes(Mutex<VecDeque<(String, Given)>>);

impl Codes {
    pub(super) fn put(&self, code: String, given: Given) {
        let mut codes = self.lock();
        if codes.len() >= MOST {
            codes.pop_front();
        }
        codes.push_back((code, given));
    }

    /// Takes a code in, which works once.
    pub(super) fn take(&self, code: &str, now: OffsetDateTime) -> Option<Given> {
        let mut codes = self.lock();
        let at = codes.iter().position(|(has, _)| has == code)?;
        let (_, given) = codes.remove(at)?;
        (now - given.at < LIFESPAN).then_some(given)
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(String, Given)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
