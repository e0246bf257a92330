//! How often a page asks by itself for what it shows.

use crate::error::{Error, Kind};

/// While all is well.
const USUAL_MS: u32 = 60_000;
/// An instance that goes on failing is asked no more seldom.
const SELDOM_MS: u32 = 900_000;

/// How often a page asks by itself for what it shows: every minute while all is well; twice as
/// long after each failure, up to a quarter of an hour, and never sooner than the instance asks
/// for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// How often it has failed since it last went well.
    failed: u32,
    /// What the instance has asked for, in milliseconds.
    asked_for_ms: u32,
}

impl Pace {
    /// The pace after an answer, or after the failure that took its place.
    #[must_use]
    pub fn after(self, failure: Option<&Error>) -> Self {
        let Some(error) = failure else {
            return Self::default();
        };
        let asked_for = match error.kind() {
            Kind::RateLimited { retry_after } => retry_after.unwrap_or_default(),
            _ => 0,
        };
        Self {
            failed: self.failed.saturating_add(1),
            asked_for_ms: asked_for.saturating_mul(1000),
        }
    }

    /// How long to wait before it is asked again, in milliseconds.
    #[must_use]
    pub fn pause_ms(self) -> u32 {
        // Four times double is longer than the longest already.
        let longer = USUAL_MS << self.failed.min(4);
        longer.min(SELDOM_MS).max(self.asked_for_ms)
    }
}
