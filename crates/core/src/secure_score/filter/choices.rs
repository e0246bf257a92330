//! What there is to choose from, as the actions themselves have it.

use std::rc::Rc;

use super::arrange::folded;
use crate::secure_score::{ImprovementAction, Status};

/// What a list can be narrowed down to. The same word in several cases is there once, as it was
/// met first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The words of the categories, as [`ImprovementAction::category_word`] has them.
    pub categories: Vec<String>,
    /// What became of any action, in the order in which it is decided.
    pub statuses: Vec<Status>,
    /// The products.
    pub services: Vec<String>,
    /// What the actions protect from.
    pub threats: Vec<String>,
}

impl Choices {
    /// Of all actions of a posture.
    #[must_use]
    pub fn of(actions: &[Rc<ImprovementAction>]) -> Self {
        let mut choices = Self::default();
        for action in actions {
            put(&mut choices.categories, action.category_word());
            put(&mut choices.services, &action.service);
            for threat in &action.threats {
                put(&mut choices.threats, threat);
            }
        }
        let is_there = |status: &Status| actions.iter().any(|action| action.status == *status);
        choices.statuses = Status::ALL.into_iter().filter(is_there).collect();
        choices
    }
}

/// Puts a word into its place; case tells none apart.
fn put(words: &mut Vec<String>, word: &str) {
    if word.is_empty() {
        return;
    }
    let place = words.binary_search_by(|known| folded(known, word));
    if let Err(place) = place {
        words.insert(place, word.to_owned());
    }
}
