//! The score day by day.

use std::rc::Rc;

use super::join::max_from_percent;
use super::place::Place;
use crate::date::Timestamp;
use crate::json::Value;

/// A day's score.
#[derive(Clone, Debug, PartialEq)]
pub struct DayScore {
    /// When Microsoft made it; Graph has one a day.
    pub at: Timestamp,
    /// The points achieved.
    pub current: f64,
    /// The points that could be achieved.
    pub max: f64,
    /// The points of each improvement action that Microsoft counted on that day.
    pub actions: Rc<Vec<DayPoints>>,
}

/// An improvement action's points on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct DayPoints {
    /// The action's ID.
    pub id: String,
    /// The points achieved.
    pub points: f64,
    /// The points that could be achieved, where the day says so.
    pub max: Option<f64>,
}

/// An entry of `secureScores`. Only the newest has to be whole: for the others, what is no score
/// is none.
pub(super) fn day(score: &Place<'_, '_>) -> Option<DayScore> {
    Some(DayScore {
        at: score.day_if_any("createdDateTime")?,
        current: score.sound_number("currentScore")?,
        max: score.sound_number("maxScore")?,
        actions: Rc::new(actions(score)),
    })
}

/// What has no name or no points counts as not counted on that day.
fn actions(score: &Place<'_, '_>) -> Vec<DayPoints> {
    let mut actions = Vec::new();
    for control in score.sound_list("controlScores") {
        let number = |name| control.get(name).and_then(Value::as_f64);
        let (Some(id), Some(points)) = (control.text("controlName"), number("score")) else {
            continue;
        };
        let percent = number("scoreInPercentage");
        actions.push(DayPoints {
            id: id.trim().to_owned(),
            points,
            max: percent.and_then(|percent| max_from_percent(points, percent)),
        });
    }
    actions
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
