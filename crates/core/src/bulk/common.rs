//! What many tasks have in common, and what is each one's own.

use crate::configuration::Defaults;
use crate::date::Date;
use crate::task::{
    Category, Draft, ExtraField, FieldErrors, Priority, Reference, TicketType, length,
};

/// A note before every description has at most so many characters, counted as
/// [`length`](crate::task::length) does: it must leave room for the description.
pub const NOTE_LIMIT: usize = 1000;

/// What stands in the one form for many tasks. Name, description, category and what tells a task
/// from every other are each one's own.
#[derive(Clone, Copy, Debug)]
pub struct Common<'a> {
    /// The form's fields. Without a priority each task has the one that is set for its category.
    pub draft: &'a Draft,
    /// What is set for new tasks.
    pub defaults: &'a Defaults,
    /// What stands before every description; empty for nothing.
    pub note: &'a str,
}

/// What the tasks would have for a priority without the person's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// None of them has any.
    None,
    /// All have the same.
    Same(Priority),
    /// Not all the same, and perhaps not all any.
    Differ,
}

impl Offered {
    /// What is set for tasks of those categories.
    #[must_use]
    pub fn of(
        defaults: &Defaults,
        ticket_type: TicketType,
        categories: &[Option<Category>],
    ) -> Self {
        let mut all = categories
            .iter()
            .map(|category| defaults.offered(ticket_type, *category));
        let first = all.next().flatten();
        match (first, all.all(|other| other == first)) {
            (None, true) => Self::None,
            (Some(first), true) => Self::Same(first),
            (_, false) => Self::Differ,
        }
    }
}

impl Common<'_> {
    /// The task that an action's own draft becomes; `follows` is its closed ticket.
    #[must_use]
    pub fn task(&self, own: &Draft, follows: Option<&Reference>) -> Draft {
        let common = self.draft;
        let mut task = own.clone();
        task.ticket_type = common.ticket_type;
        task.priority = self.priority(own.category);
        task.pair = common.pair;
        task.due.clone_from(&common.due);
        task.group.clone_from(&common.group);
        task.assignee.clone_from(&common.assignee);
        task.change_type = common.change_type;
        task.template.clone_from(&common.template);
        task.extras.clone_from(&common.extras);
        task.follows = follows.cloned();
        task.beside = false;
        task.complete(self.note);
        task
    }

    /// What is wrong with the form for tasks of those categories: of the first for which anything
    /// is. Nobody sees each text before it is sent, so nothing can be wrong with those.
    #[must_use]
    pub fn errors(
        &self,
        categories: &[Option<Category>],
        today: Date,
        fields: &[ExtraField],
    ) -> FieldErrors {
        let mut draft = self.draft.clone();
        // Any texts that could be sent.
        draft.name = draft.correlation.as_str().to_owned();
        draft.description.clone_from(&draft.name);
        for category in categories {
            draft.category = *category;
            draft.priority = self.priority(*category);
            if let Err(errors) = draft.validate(today, fields) {
                return errors;
            }
        }
        FieldErrors::default()
    }

    /// Whether the note is longer than it may be, and how long it is.
    #[must_use]
    pub fn note_too_long(&self) -> Option<usize> {
        let length = length(self.note.trim());
        (length > NOTE_LIMIT).then_some(length)
    }

    fn priority(&self, category: Option<Category>) -> Option<Priority> {
        let common = self.draft;
        common
            .priority
            .or_else(|| self.defaults.offered(common.ticket_type, category))
    }
}
