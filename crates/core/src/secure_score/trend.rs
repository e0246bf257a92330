//! The score's history as a line, and the points by category.

use super::{DayScore, ImprovementAction, Posture};
use crate::date::Date;

/// So many days the line covers at most: as many as Microsoft keeps.
const DAYS: i64 = 90;
/// The line's width in its own units.
pub const TREND_WIDTH: u32 = 1000;
/// The line's height in its own units.
pub const TREND_HEIGHT: u32 = 200;
/// Half of what the axis covers, in percent: the first that takes in all days. Less than the first
/// would make a mountain of a molehill.
const HALVES: [f64; 4] = [5.0, 10.0, 25.0, 50.0];

/// How the score went, in percent of what was possible on the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// The days, the oldest first; at least two.
    pub days: Vec<TrendDay>,
    /// What the axis says at its top, in its middle and at its bottom: shares of one.
    pub axis: [f64; 3],
    /// What was gained from the first day to the last, in percentage points with one decimal.
    pub change: f64,
}

/// A day of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendDay {
    /// The day in UTC, as Microsoft counts them.
    pub date: Date,
    /// The points achieved.
    pub current: f64,
    /// The points that could be achieved.
    pub max: f64,
    /// How much of them is achieved, from 0 to 1.
    pub share: f64,
    /// How far from the left, of [`TREND_WIDTH`].
    pub x: u32,
    /// How far from the top, of [`TREND_HEIGHT`].
    pub y: u32,
}

/// What was achieved in a category.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryPoints {
    /// The category, as [`super::ImprovementAction::category_word`] has it.
    pub word: String,
    /// The points achieved.
    pub current: f64,
    /// The points that can be achieved.
    pub max: f64,
}

impl Posture {
    /// How the score went in the last days that are known; `None` of fewer than two. A day on which
    /// nothing could be achieved has no share, and is left out.
    #[must_use]
    pub fn trend(&self) -> Option<Trend> {
        let days = self.days(|day| (day.max > 0.0).then_some((day.current, day.max)))?;
        let axis = axis(&days);
        line(days, axis)
    }

    /// How an action's points went, on an axis of all that it can gain. A day on which Microsoft did
    /// not count it is left out; where a day does not say how much could be gained, today's maximum
    /// counts.
    #[must_use]
    pub fn trend_of(&self, action: &ImprovementAction) -> Option<Trend> {
        let days = self.days(|day| {
            let counted = day.actions.iter().find(|known| known.id == action.id)?;
            let max = counted.max.or(action.max_points)?;
            (max > 0.0).then_some((counted.points, max))
        });
        line(days?, (0.0, 100.0))
    }

    /// The last days of which there is something to show, and what: points, and how many could be
    /// had.
    fn days(&self, shown: impl Fn(&DayScore) -> Option<(f64, f64)>) -> Option<Vec<TrendDay>> {
        let last = self.history.last()?.at.utc_date()?.days_since_epoch();
        let mut days = Vec::new();
        for day in &self.history {
            let date = day.at.utc_date()?;
            if last - date.days_since_epoch() >= DAYS {
                continue;
            }
            if let Some((current, max)) = shown(day) {
                days.push(TrendDay {
                    date,
                    current,
                    max,
                    share: (current / max).clamp(0.0, 1.0),
                    x: 0,
                    y: 0,
                });
            }
        }
        Some(days)
    }

    /// The points by category, the one with the most to achieve first. Actions whose points or
    /// maximum are not known count in none.
    #[must_use]
    pub fn by_category(&self) -> Vec<CategoryPoints> {
        let mut all: Vec<CategoryPoints> = Vec::new();
        for action in &self.actions {
            let (Some(current), Some(max)) = (action.points, action.max_points) else {
                continue;
            };
            let word = action.category_word();
            let is_its = |known: &&mut CategoryPoints| known.word.eq_ignore_ascii_case(word);
            match all.iter_mut().find(is_its) {
                Some(known) => {
                    known.current += current;
                    known.max += max;
                }
                None => all.push(CategoryPoints {
                    word: word.to_owned(),
                    current,
                    max,
                }),
            }
        }
        all.retain(|known| known.max > 0.0 && !known.word.is_empty());
        all.sort_by(|one, other| other.max.total_cmp(&one.max));
        all
    }
}

/// Lays the days out, between the axis's bottom and top in percent; `None` of fewer than two.
fn line(mut days: Vec<TrendDay>, (bottom, top): (f64, f64)) -> Option<Trend> {
    let (first, last) = (*days.first()?, *days.last()?);
    let begin = first.date.days_since_epoch();
    let length = last.date.days_since_epoch() - begin;
    if length < 1 {
        return None;
    }
    for day in &mut days {
        let passed = day.date.days_since_epoch() - begin;
        day.x = (passed as f64 / length as f64 * f64::from(TREND_WIDTH)).round() as u32;
        let below = (top - day.share * 100.0) / (top - bottom);
        day.y = (below * f64::from(TREND_HEIGHT)).round() as u32;
    }
    let change = ((last.share - first.share) * 1000.0).round() / 10.0;
    let axis = [top, (top + bottom) / 2.0, bottom].map(|percent| percent / 100.0);
    Some(Trend { days, axis, change })
}

/// From where to where the axis goes, in percent.
fn axis(days: &[TrendDay]) -> (f64, f64) {
    let percent = |day: &TrendDay| day.share * 100.0;
    let lowest = days.iter().map(percent).fold(100.0, f64::min);
    let highest = days.iter().map(percent).fold(0.0, f64::max);
    for half in HALVES {
        let bottom = ((lowest / half).floor() * half).min(100.0 - 2.0 * half);
        if highest <= bottom + 2.0 * half {
            return (bottom, bottom + 2.0 * half);
        }
    }
    (0.0, 100.0)
}
