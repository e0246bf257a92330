//! What a list of tickets shows: which of them, in what order, with which columns. All of it is in
//! the page's address, so that a view can be kept, shared and gone back to.

mod address;
mod order;
#[cfg(test)]
mod tests;

use crate::order::SortKey;
use crate::task::{Category, Priority, Reference};

pub use order::{Order, SortBy};

/// A longer text is cut: it has to fit into the instance's limit for addresses.
pub const TEXT_LIMIT: usize = 100;

/// Which tickets a list shows, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketFilter {
    /// Also those that were made elsewhere.
    pub everywhere: bool,
    /// Words of the number or the name, each of which has to be there.
    pub text: String,
    /// Where they stand.
    pub states: StateFilter,
    /// How urgent they are, if only some; in ascending order.
    pub priorities: Vec<Priority>,
    /// What they are about, if only one.
    pub category: Option<Category>,
    /// Who is to work on them, if only one group.
    pub group: Option<Reference>,
    /// Only the person's own.
    pub mine: bool,
    /// When they are due, if that matters. Closed tickets are due no more.
    pub due: Option<DueFilter>,
    /// In what order.
    pub order: Order,
    /// The columns that are shown beside number, name and state; `None` for the usual ones.
    pub columns: Option<Vec<ListColumn>>,
    /// How many pages come before the one that is shown.
    pub page: u64,
}

/// Which states a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StateFilter {
    /// Every one.
    #[default]
    Any,
    /// Those that count as open.
    Open,
    /// These, in ascending order; never none.
    Only(Vec<i32>),
}

/// Which open tickets a list shows, by when they are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueFilter {
    /// Those that are late.
    Overdue,
    /// Those that are due from now to the end of the seventh day from today.
    Soon,
}

impl DueFilter {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Overdue, Self::Soon];

    /// `overdue` or `soon`: in addresses, and the tail of its message key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Soon => "soon",
        }
    }
}

/// A column that a list can have beside number, name and state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListColumn {
    /// How urgent.
    Priority,
    /// When it is due.
    Due,
    /// Which group is to work on it.
    Group,
    /// Who is to work on it.
    Assignee,
    /// When it was made.
    Created,
    /// When it was last changed.
    Updated,
}

impl ListColumn {
    /// All, in the order in which they stand.
    pub const ALL: [Self; 6] = [
        Self::Priority,
        Self::Due,
        Self::Group,
        Self::Assignee,
        Self::Created,
        Self::Updated,
    ];
    /// Those that are shown until a person says otherwise.
    pub const USUAL: [Self; 3] = [Self::Priority, Self::Due, Self::Created];

    /// Its word in addresses, and the tail of its message key.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.sort_by().key()
    }

    /// What its head sorts by.
    #[must_use]
    pub fn sort_by(self) -> SortBy {
        match self {
            Self::Priority => SortBy::Priority,
            Self::Due => SortBy::Due,
            Self::Group => SortBy::Group,
            Self::Assignee => SortBy::Assignee,
            Self::Created => SortBy::Created,
            Self::Updated => SortBy::Updated,
        }
    }

    /// Reads a list of words, separated by commas; unknown ones are left out.
    #[must_use]
    pub fn read_list(words: &str) -> Vec<Self> {
        let wanted: Vec<_> = words.split(',').collect();
        let known = Self::ALL.into_iter();
        known
            .filter(|column| wanted.contains(&column.key()))
            .collect()
    }

    /// What [`ListColumn::read_list`] reads.
    #[must_use]
    pub fn write_list(columns: &[Self]) -> String {
        let words: Vec<_> = columns.iter().map(|column| column.key()).collect();
        words.join(",")
    }
}

impl TicketFilter {
    /// All tickets of the instance, newest first.
    #[must_use]
    pub fn everything() -> Self {
        Self {
            everywhere: true,
            ..Self::default()
        }
    }

    /// Whether it leaves out any of the tickets that were made here.
    #[must_use]
    pub fn narrows(&self) -> bool {
        let widest = Self {
            everywhere: self.everywhere,
            order: self.order,
            columns: self.columns.clone(),
            page: self.page,
            ..Self::default()
        };
        *self != widest
    }

    /// The same list in the same order, without anything that narrows it down; its first page.
    #[must_use]
    pub fn widened(&self) -> Self {
        Self {
            everywhere: self.everywhere,
            order: self.order,
            columns: self.columns.clone(),
            ..Self::default()
        }
    }

    /// Adds a state to those that are shown, or takes it away. No state at all is every state.
    pub fn toggle_state(&mut self, state: i32) {
        let mut states = match std::mem::take(&mut self.states) {
            StateFilter::Only(states) => states,
            StateFilter::Any | StateFilter::Open => Vec::new(),
        };
        toggle(&mut states, state);
        if !states.is_empty() {
            self.states = StateFilter::Only(states);
        }
    }

    /// Adds a priority to those that are shown, or takes it away. None at all is every one.
    pub fn toggle_priority(&mut self, priority: Priority) {
        toggle(&mut self.priorities, priority);
    }

    /// The columns that are shown beside number, name and state, in their order.
    #[must_use]
    pub fn shown_columns(&self) -> &[ListColumn] {
        self.columns.as_deref().unwrap_or(&ListColumn::USUAL)
    }

    /// Shows a column, or hides it.
    pub fn toggle_column(&mut self, column: ListColumn) {
        let mut columns = self.shown_columns().to_vec();
        toggle(&mut columns, column);
        self.columns = (columns != ListColumn::USUAL).then_some(columns);
    }
}

fn toggle<T: Ord>(list: &mut Vec<T>, item: T) {
    match list.binary_search(&item) {
        Ok(at) => {
            list.remove(at);
        }
        Err(at) => list.insert(at, item),
    }
}
