//! What is wrong with a field that somebody adds to the form.

use super::name::{NAME_LIMIT, is_stray};
use crate::date::Date;
use crate::task::{ExtraField, ExtraKind, Reference};

/// Why something cannot be a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// It has no label, or one with invisible control characters or more than 40 characters.
    Label,
    /// No column is called so.
    Column,
    /// Another field of the type is in that column.
    Twice,
    /// It is to begin with what is no day.
    Day,
    /// It is to begin with what is no record's ID.
    Id,
    /// It is to begin with what is neither yes nor no.
    Flag,
}

impl FieldProblem {
    /// All that is wrong with a field among others of its type; at most one for each place.
    pub fn all<'a>(
        field: &ExtraField,
        mut others: impl Iterator<Item = &'a ExtraField>,
    ) -> Vec<Self> {
        let mut all = Vec::new();
        let label = field.label.trim();
        if label.is_empty() || label.contains(is_stray) || label.chars().count() > NAME_LIMIT {
            all.push(Self::Label);
        }
        if !ExtraField::is_column(&field.column) {
            all.push(Self::Column);
        } else if others.any(|other| other.column == field.column) {
            all.push(Self::Twice);
        }
        let first = field.first.as_str();
        let problem = match &field.kind {
            ExtraKind::Text { .. } | ExtraKind::Choice(_) => None,
            ExtraKind::Date | ExtraKind::DateTime => {
                Date::parse(first).is_none().then_some(Self::Day)
            }
            ExtraKind::Reference(_) => (!Reference::is_id(first)).then_some(Self::Id),
            ExtraKind::Flag => (!["true", "false"].contains(&first)).then_some(Self::Flag),
        };
        all.extend(problem.filter(|_| !first.is_empty()));
        all
    }

    /// The tail of its message key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Column => "column",
            Self::Twice => "twice",
            Self::Day => "day",
            Self::Id => "id",
            Self::Flag => "flag",
        }
    }

    /// What of the field is wrong, as the configuration calls it.
    #[must_use]
    pub fn place(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Column | Self::Twice => "column",
            Self::Day | Self::Id | Self::Flag => "value",
        }
    }
}
