//! In what order a list shows its tickets.

use std::cmp::Ordering;

use crate::json::whole;
use crate::order::SortKey;
use crate::tickets::Ticket;

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Its number.
    Number,
    /// Its name.
    Name,
    /// The number that stands for its state.
    State,
    /// The number that stands for its priority.
    Priority,
    /// When it is due.
    Due,
    /// The group that is to work on it, by name.
    Group,
    /// Who is to work on it, by name.
    Assignee,
    /// When it was made.
    #[default]
    Created,
    /// When it was last changed.
    Updated,
}

impl SortKey for SortBy {
    const ALL: &'static [Self] = &[
        Self::Number,
        Self::Name,
        Self::State,
        Self::Priority,
        Self::Due,
        Self::Group,
        Self::Assignee,
        Self::Created,
        Self::Updated,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::State => "state",
            Self::Priority => "priority",
            Self::Due => "due",
            Self::Group => "group",
            Self::Assignee => "assignee",
            Self::Created => "created",
            Self::Updated => "updated",
        }
    }

    fn begins_descending(self) -> bool {
        matches!(self, Self::Created | Self::Updated)
    }
}

/// In what order a list shows its tickets: the newest first by default.
pub type Order = crate::order::Order<SortBy>;

impl Order {
    /// Which of two tickets comes first; of two alike the one with the lesser ID.
    #[must_use]
    pub fn compare(self, a: &Ticket, b: &Ticket) -> Ordering {
        let ordering = match self.by {
            SortBy::Number => a.number.cmp(&b.number),
            SortBy::Name => a.name.cmp(&b.name),
            SortBy::State => whole(&a.state.value).cmp(&whole(&b.state.value)),
            SortBy::Priority => {
                let priority = |ticket: &Ticket| whole(&ticket.priority.as_ref()?.value);
                priority(a).cmp(&priority(b))
            }
            SortBy::Due => a.due.cmp(&b.due),
            SortBy::Group => a.group.cmp(&b.group),
            SortBy::Assignee => a.assignee.cmp(&b.assignee),
            SortBy::Created => a.created.cmp(&b.created),
            SortBy::Updated => a.updated.cmp(&b.updated),
        };
        let ordering = match self.descending {
            true => ordering.reverse(),
            false => ordering,
        };
        ordering.then_with(|| a.sys_id.cmp(&b.sys_id))
    }
}
