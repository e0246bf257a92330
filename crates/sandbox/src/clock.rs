//! The instance's clock, which tests and the control interface can move.

use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};

/// Tells the time to everything in the instance that has a lifetime.
///
/// It follows the machine's clock, or stands still at a given moment, and in
/// both cases it can be moved ahead so that codes and tokens run out at once.
#[derive(Debug, Default)]
pub struct Clock {
    stands_at: Option<OffsetDateTime>,
    ahead_s: AtomicI64,
}

impl Clock {
    /// A clock that follows the machine's.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that only moves when [`Clock::advance`] is called.
    pub fn standing_at(moment: OffsetDateTime) -> Self {
        Self {
            stands_at: Some(moment),
            ahead_s: AtomicI64::new(0),
        }
    }

    /// The present moment, in UTC.
    pub fn now(&self) -> OffsetDateTime {
        let base = self.stands_at.unwrap_or_else(OffsetDateTime::now_utc);
        let ahead = Duration::seconds(self.ahead_s.load(Ordering::Relaxed));
        base.checked_add(ahead).unwrap_or(base)
    }

    /// Moves the clock ahead, or back when the number is negative.
    pub fn advance(&self, seconds: i64) {
        let moved = |ahead: i64| Some(ahead.saturating_add(seconds));
        // The closure always gives a value, so this cannot fail.
        let _ = self
            .ahead_s
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, moved);
    }

    /// Takes back every [`Clock::advance`].
    pub fn reset(&self) {
        self.ahead_s.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_standing_clock_moves_only_when_told() {
        let clock = Clock::standing_at(datetime!(2026-11-21 12:00 UTC));
        assert_eq!(clock.now(), datetime!(2026-11-21 12:00 UTC));
        clock.advance(90);
        assert_eq!(clock.now(), datetime!(2026-11-21 12:01:30 UTC));
        clock.reset();
        assert_eq!(clock.now(), datetime!(2026-11-21 12:00 UTC));
    }

    #[test]
    fn a_move_beyond_the_calendar_is_ignored() {
        let clock = Clock::standing_at(datetime!(2026-11-21 12:00 UTC));
        clock.advance(i64::MAX);
        assert_eq!(clock.now(), datetime!(2026-11-21 12:00 UTC));
    }
}
