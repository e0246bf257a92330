//! The score day by day.

use super::place::Place;
use crate::date::Timestamp;

/// A day's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayScore {
    /// When Microsoft made it; Graph has one a day.
    pub at: Timestamp,
    /// The points achieved.
    pub current: f64,
    /// The points that could be achieved.
    pub max: f64,
}

/// An entry of `secureScores`. Only the newest has to be whole: for the others, what is no score
/// is none.
pub(super) fn day(score: &Place<'_, '_>) -> Option<DayScore> {
    Some(DayScore {
        at: score.day_if_any("createdDateTime")?,
        current: score.sound_number("currentScore")?,
        max: score.sound_number("maxScore")?,
    })
}

/// Puts a day in its place, the oldest first. Of a UTC day the latest counts.
pub(super) fn put(days: &mut Vec<DayScore>, day: DayScore) {
    let place = days.partition_point(|known| known.at < day.at);
    let is_same = |known: &DayScore| known.at.utc_date() == day.at.utc_date();
    if days.get(place).is_some_and(is_same) {
        return;
    }
    match place.checked_sub(1).and_then(|before| days.get_mut(before)) {
        Some(before) if is_same(before) => *before = day,
        _ => days.insert(place, day),
    }
}
