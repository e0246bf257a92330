//! What the list of improvement actions shows: which of them, in what order, in which groups. All
//! of it is in the page's address, so that a view can be kept, shared and gone back to.

mod address;
mod arrange;
mod choices;
#[cfg(test)]
mod tests;

use super::{ImprovementAction, Report, Status};
use crate::order::{Order, SortKey};

pub use arrange::{Arranged, Group};
pub use choices::Choices;

/// A longer text is cut.
pub const ACTION_TEXT_LIMIT: usize = 100;

/// Which improvement actions a list shows, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionFilter {
    /// Words of the title, each of which has to be there, in any order and case.
    pub text: String,
    /// What they are about, as [`ImprovementAction::category_word`] has it; empty for everything.
    pub category: String,
    /// What became of them, if that matters.
    pub status: Option<Status>,
    /// The product, in any case of ASCII letters; empty for every one.
    pub service: String,
    /// What they protect from, in any case of ASCII letters; empty for everything.
    pub threat: String,
    /// Whether they have a ticket, if that matters.
    pub ticket: Option<bool>,
    /// Only those that can still gain points and that Microsoft still recommends.
    pub fixable: bool,
    /// Only those of which that is reported. [`ActionFilter::arrange`] leaves this to whoever knows
    /// the tickets.
    pub report: Option<Report>,
    /// In what order.
    pub order: ActionOrder,
    /// In which groups.
    pub group: Option<GroupBy>,
    /// How many pages come before the one that is shown.
    pub page: u64,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActionSort {
    /// The points that are still to gain.
    #[default]
    Points,
    /// The title.
    Title,
    /// What it is about, then the points left.
    Category,
}

impl SortKey for ActionSort {
    const ALL: &'static [Self] = &[Self::Title, Self::Category, Self::Points];

    fn key(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Title => "title",
            Self::Category => "category",
        }
    }

    fn begins_descending(self) -> bool {
        self == Self::Points
    }
}

/// In what order the list shows its actions: most points left first by default.
pub type ActionOrder = Order<ActionSort>;

/// In which groups the list shows its actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// By what they are about.
    Category,
    /// By the product.
    Service,
}

impl GroupBy {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Category, Self::Service];

    /// Its word in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Service => "service",
        }
    }

    /// The inverse of [`GroupBy::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

impl ActionFilter {
    /// Whether it leaves out any action.
    #[must_use]
    pub fn narrows(&self) -> bool {
        let widest = Self {
            page: self.page,
            ..self.widened()
        };
        *self != widest
    }

    /// All actions in the same order and groups; the first page.
    #[must_use]
    pub fn widened(&self) -> Self {
        Self {
            order: self.order,
            group: self.group,
            ..Self::default()
        }
    }
}

impl ImprovementAction {
    /// What stands for its category in addresses: the key of one of the five, else the category as
    /// the file has it; may be empty.
    #[must_use]
    pub fn category_word(&self) -> &str {
        match self.category {
            Some(category) => category.key(),
            None => &self.category_label,
        }
    }
}
