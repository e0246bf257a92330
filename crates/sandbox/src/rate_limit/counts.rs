//! How many calls there were in this hour.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A rule and a user, by their `sys_id`s.
type Key = (String, String);

/// The calls of one user under one rule.
#[derive(Default)]
struct Count {
    hour: i64,
    /// The span in which calls are counted and not yet looked at.
    span: i64,
    committed: u64,
    pending: u64,
}

/// The calls of this hour. They are looked at only after their span of thirty
/// seconds has ended, as on a real instance: a burst may exceed a rule.
#[derive(Default)]
pub struct Counts(Mutex<HashMap<Key, Count>>);

impl Counts {
    /// Counts a call at this second, unless the number is used up.
    pub(super) fn take(&self, key: Key, limit: u64, now: i64) -> bool {
        const SPAN: i64 = 30;
        let (hour, span) = (now.div_euclid(super::HOUR), now.div_euclid(SPAN));
        let mut counts = self.lock();
        let count = counts.entry(key).or_default();
        if count.hour != hour {
            *count = Count {
                hour,
                span,
                ..Count::default()
            };
        }
        if count.span != span {
            count.span = span;
            count.committed += std::mem::take(&mut count.pending);
        }
        let left = count.committed < limit;
        count.pending += u64::from(left);
        left
    }

    /// Forgets every call.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Count>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
