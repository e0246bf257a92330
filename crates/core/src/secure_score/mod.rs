//! Microsoft Secure Score: reading an export of it and joining its two halves.
//!
//! Graph answers with scores (what a tenant has achieved, one a day) and with control profiles
//! (what can be achieved, and how). [`load`] reads both from one file and joins them into a
//! [`Posture`]: the list of [`ImprovementAction`]s that the portal shows.

mod action;
mod describe;
mod graph;
mod join;
mod place;
mod wording;

use std::rc::Rc;

use crate::date::Timestamp;
use crate::error::{Kind, Result};
use crate::json::{self, Malformed};

pub use action::{ImprovementAction, Rating, Status};
pub use describe::DescriptionLabels;

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
    /// The file holds the first page of the control profiles only: the rest of the actions have
    /// no title, steps or points.
    pub profiles_cut_off: bool,
}

impl Posture {
    /// The action of that ID.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Rc<ImprovementAction>> {
        self.actions.iter().find(|action| action.id == id)
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

/// Reads an export: a JSON object with `secureScores` and `secureScoreControlProfiles`, each a
/// list or a page as Graph sends it (`{"value": […]}`). Of the scores the newest counts.
///
/// # Errors
///
/// [`Kind::FileNotJson`](crate::Kind::FileNotJson) with the line and column,
/// [`Kind::FileShape`](crate::Kind::FileShape) and
/// [`Kind::FileFieldMissing`](crate::Kind::FileFieldMissing) with the path of the field.
pub fn load(text: &str) -> Result<Posture> {
    // Windows' tools begin a file with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match json::parse(text) {
        Ok(file) => {
            let wrong = place::Wrong::default();
            let posture = join::posture(&place::Place::root(&file, &wrong));
            wrong.into_inner().map_or(Ok(posture), Err)
        }
        Err(Malformed { line, column }) => Err(Kind::FileNotJson { line, column }.into()),
    }
}

#[cfg(test)]
mod demo_tests;
#[cfg(test)]
mod tests;
