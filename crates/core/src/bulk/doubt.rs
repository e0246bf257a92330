//! A row that was sent, and of which it is not known whether a ticket came of it.

use crate::date::Timestamp;
use crate::ports::Clock;

/// So long after a POST went out a ticket may still come of it, in milliseconds. An instance ends a
/// transaction of the Table API after 60 seconds (the quota rule "REST Table API request timeout"),
/// others after up to 298, and its load balancer ends every connection after five minutes. Quota
/// rules can be changed: so no row whose answer was late is sent again without the person.
pub(super) const SETTLES_MS: u64 = 300_000;

/// Between two look-ups lies as much time as has passed, within these bounds.
const PAUSE_MS: (u64, u64) = (1_000, 30_000);

/// What is known of a row in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// Before this moment, on the monotonic clock, it is only looked up.
    pub(super) until: u64,
    /// Whether it is sent again afterwards: its connection broke, so that most likely it never
    /// arrived, or the person wants it.
    pub(super) again: bool,
}

impl Doubt {
    /// Its POST goes out.
    pub(super) fn begin(now: u64) -> Self {
        Self {
            until: now.saturating_add(SETTLES_MS),
            again: true,
        }
    }

    /// Whether nothing can come any more of what was sent.
    pub(super) fn is_over(self, now: u64) -> bool {
        self.until <= now
    }

    /// When it is looked up next.
    pub(super) fn next_look(self, now: u64) -> u64 {
        let left = self.until.saturating_sub(now);
        let passed = SETTLES_MS.saturating_sub(left);
        now.saturating_add(passed.clamp(PAUSE_MS.0, PAUSE_MS.1).min(left))
    }

    /// The moment as a reload can keep it: the monotonic clock begins anew with the page.
    pub(super) fn to_wall(self, clock: &impl Clock) -> i64 {
        let left = self.until.saturating_sub(clock.monotonic_ms());
        let left = i64::try_from(left).unwrap_or(i64::MAX);
        clock.now().0.saturating_add(left)
    }

    /// The same back. A clock that was set back lets it not last longer than from the beginning.
    pub(super) fn from_wall(clock: &impl Clock, until: Timestamp, again: bool) -> Self {
        let left = until.0.saturating_sub(clock.now().0).max(0);
        let left = u64::try_from(left).unwrap_or(0).min(SETTLES_MS);
        Self {
            until: clock.monotonic_ms().saturating_add(left),
            again,
        }
    }
}
