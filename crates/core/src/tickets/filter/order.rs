//! In what order a list shows its tickets.

use std::cmp::Ordering;

use crate::json::whole;
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

impl SortBy {
    /// All of them.
    pub const ALL: [Self; 9] = [
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

    /// Its word in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
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

    /// Whether what comes last is what one wants to see first.
    #[must_use]
    pub fn begins_descending(self) -> bool {
        matches!(self, Self::Created | Self::Updated)
    }
}

/// In what order a list shows its tickets: the newest first by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What it is sorted by.
    pub by: SortBy,
    /// The last first.
    pub descending: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self::of(SortBy::default())
    }
}

impl Order {
    /// The order that one expects first of what it is sorted by.
    #[must_use]
    pub fn of(by: SortBy) -> Self {
        Self {
            by,
            descending: by.begins_descending(),
        }
    }

    /// The order after a press on the head of a column: its own, or turned round where it is that
    /// already.
    #[must_use]
    pub fn pressed(self, by: SortBy) -> Self {
        match self.by == by {
            true => Self {
                by,
                descending: !self.descending,
            },
            false => Self::of(by),
        }
    }

    /// Its word in addresses: `due`, or `-due` with the last first.
    #[must_use]
    pub fn word(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        [sign, self.by.key()].concat()
    }

    /// The inverse of [`Order::word`].
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        let (descending, word) = match word.strip_prefix('-') {
            Some(word) => (true, word),
            None => (false, word),
        };
        let by = SortBy::ALL.into_iter().find(|by| by.key() == word)?;
        Some(Self { by, descending })
    }

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
