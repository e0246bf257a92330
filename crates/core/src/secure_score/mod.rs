//! Microsoft Secure Score: reading an export of it and joining its two halves.
//!
//! Graph answers with scores (what a tenant has achieved, one a day) and with control profiles
//! (what can be achieved, and how). [`load_files`] reads both and joins them into a
//! [`Posture`]: the list of [`ImprovementAction`]s that the portal shows.

mod action;
mod decision_draft;
mod describe;
mod filter;
mod follow_up;
mod graph;
mod history;
mod join;
mod place;
mod recommendations;
mod trend;
mod wording;

use std::rc::Rc;

use crate::date::Timestamp;
use crate::error::{Error, Kind, Result};
use crate::json::{self, Malformed, Value};

pub use action::{Decision, ImprovementAction, Rating, Status};
pub use decision_draft::DecisionDraft;
pub use describe::DescriptionLabels;
pub use filter::{
    ACTION_TEXT_LIMIT, ActionFilter, ActionOrder, ActionSort, Arranged, Choices, Group, GroupBy,
};
pub use follow_up::{FollowUp, Report};
pub use history::{DayPoints, DayScore};
pub use recommendations::{Given, Refusal, read as read_recommendations};
pub use trend::{CategoryPoints, TREND_HEIGHT, TREND_WIDTH, Trend, TrendDay};

/// Where a tenant stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Posture {
    /// The tenant's ID.
    pub tenant_id: String,
    /// The points achieved.
    pub current: f64,
    /// The points that can be achieved.
    pub max: f64,
    /// When Microsoft last looked; where the file does not say, the day of the score.
    pub synced: Option<Timestamp>,
    /// All improvement actions: most points left first, then by title; those of unknown points
    /// at the end.
    pub actions: Vec<Rc<ImprovementAction>>,
    /// Pages of the control profiles are missing: some actions have no title, steps or points.
    pub profiles_cut_off: bool,
    /// The score day by day, the oldest first, as far as it is known: a UTC day has at most one
    /// entry, days may be missing, and what is shown as `current` is the last.
    pub history: Vec<DayScore>,
}

impl Posture {
    /// The action of that ID.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Rc<ImprovementAction>> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The tenant that an action is about.
    #[must_use]
    pub fn tenant_of<'a>(&'a self, action: &'a ImprovementAction) -> &'a str {
        action.tenant_id.as_deref().unwrap_or(&self.tenant_id)
    }

    /// The same with more days of its history. Of a day that is known already, the later counts.
    #[must_use]
    pub fn with_history(&self, days: Vec<DayScore>) -> Self {
        let mut posture = self.clone();
        for day in days {
            history::put(&mut posture.history, day);
        }
        posture
    }

    /// How much of the points is achieved, from 0 to 1.
    #[must_use]
    pub fn achieved(&self) -> f64 {
        if self.max > 0.0 {
            (self.current / self.max).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// A file that a person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// Reads an export: what Graph answers for `secureScores` and for `secureScoreControlProfiles`, in
/// one file as the fields of an object, or in several as Graph sent them, page by page. Each is a
/// list or a page (`{"value": […]}`). Of the scores the newest counts.
///
/// # Errors
///
/// With the name of the file: [`Kind::FileNotJson`] with the line and column, [`Kind::FileShape`]
/// and [`Kind::FileFieldMissing`] with the path of the field.
pub fn load_files(files: &[ChosenFile]) -> std::result::Result<Posture, (String, Error)> {
    let mut values = Vec::new();
    let mut wrongs = Vec::new();
    for file in files {
        // Windows' tools begin a file with a byte order mark.
        let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
        let mut wrong = None;
        values.push(match json::parse(text) {
            Ok(value) => value,
            Err(Malformed { line, column }) => {
                wrong = Some(Kind::FileNotJson { line, column }.into());
                Value::Null
            }
        });
        wrongs.push(place::Wrong::new(wrong));
    }
    let mut roots = Vec::new();
    for (value, wrong) in values.iter().zip(&wrongs) {
        roots.push(place::Place::root(value, wrong));
    }
    let posture = join::posture(&roots);
    drop(roots);
    for (file, wrong) in files.iter().zip(wrongs) {
        if let Some(error) = wrong.into_inner() {
            return Err((file.name.clone(), error));
        }
    }
    posture.ok_or_else(|| {
        let (path, expected) = ("secureScores".to_owned(), "array");
        let missing = Kind::FileFieldMissing { path, expected };
        (String::new(), missing.into())
    })
}

/// Reads what Graph has answered, page by page: the entries of `secureScores` and those of all
/// `secureScoreControlProfiles`.
///
/// # Errors
///
/// [`Kind::FileShape`] and [`Kind::FileFieldMissing`] with the path of the field.
pub fn of_answers(scores: Vec<Value>, profiles: Vec<Value>) -> Result<Posture> {
    let member = |name: &str, entries| (name.to_owned(), Value::Array(entries));
    let both = Value::Object(vec![
        member("secureScores", scores),
        member("secureScoreControlProfiles", profiles),
    ]);
    let wrong = place::Wrong::default();
    let posture = join::posture(&[place::Place::root(&both, &wrong)]);
    match (wrong.into_inner(), posture) {
        (None, Some(posture)) => Ok(Posture {
            profiles_cut_off: false,
            ..posture
        }),
        (wrong, _) => Err(wrong.unwrap_or_else(|| Kind::NotFound.into())),
    }
}

/// The days of entries of `secureScores`, the oldest first. What is no score is left out.
#[must_use]
pub fn history_of(scores: &[Value]) -> Vec<DayScore> {
    let wrong = place::Wrong::default();
    let mut days = Vec::new();
    for score in scores {
        if let Some(day) = history::day(&place::Place::root(score, &wrong)) {
            history::put(&mut days, day);
        }
    }
    days
}

/// What was decided last, as an entry of `secureScoreControlProfiles` has it.
#[must_use]
pub fn decision_of(profile: &Value) -> Decision {
    join::decision(&place::Place::root(profile, &place::Wrong::default()))
}

/// Reads an export that is one file: see [`load_files`].
///
/// # Errors
///
/// As [`load_files`], without a name.
pub fn load(text: &str) -> Result<Posture> {
    let (name, text) = (String::new(), text.to_owned());
    load_files(&[ChosenFile { name, text }]).map_err(|(_, error)| error)
}

#[cfg(test)]
mod demo_tests;
#[cfg(test)]
mod tests;
