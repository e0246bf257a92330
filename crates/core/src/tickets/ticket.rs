//! One ticket.

use super::CorrelationId;
use crate::date::Timestamp;
use crate::json::whole;
use crate::task::{Priority, TicketType};
use crate::text::number;

/// A ticket as the instance holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Incident or change request.
    pub ticket_type: TicketType,
    /// The record's ID.
    pub sys_id: String,
    /// `INC0010001`, `CHG0030001`
    pub number: String,
    /// Its one-line name; empty if it has none or may not be read.
    pub name: String,
    /// Where it stands.
    pub state: TicketState,
    /// How urgent it is.
    pub priority: Option<TicketPriority>,
    /// When it is due.
    pub due: Option<Timestamp>,
    /// The name of the group that is to work on it, where that was asked for.
    pub group: Option<String>,
    /// The name of whoever is to work on it, where that was asked for.
    pub assignee: Option<String>,
    /// Whether work on it is still to be done.
    pub open: bool,
    /// Which task it is of, if this product made it.
    pub correlation: Option<CorrelationId>,
    /// Whether it carries this product's mark.
    pub made_here: bool,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// When it was closed, or resolved before that; where that was asked for.
    pub closed: Option<Timestamp>,
}

impl Ticket {
    /// Whether it was given up: nobody did what it asks for. The numbers stand for that on every
    /// instance, whatever an administrator calls them.
    #[must_use]
    pub fn is_canceled(&self) -> bool {
        let canceled = match self.ticket_type {
            TicketType::ChangeRequest => "4",
            TicketType::Incident => "8",
        };
        !self.open && self.state.value == canceled
    }
}

/// A state, as the instance's administrator may have renamed it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TicketState {
    /// The number that stands for it; empty if it may not be read.
    pub value: String,
    /// Its name on the instance, in the integration user's language.
    pub label: Option<String>,
}

impl TicketState {
    /// Every key that [`TicketState::fallback_key`] can give.
    pub const ALL_KEYS: &[&str] = &[
        "state.change.-5",
        "state.change.-4",
        "state.change.-3",
        "state.change.-2",
        "state.change.-1",
        "state.change.0",
        "state.change.3",
        "state.change.4",
        "state.incident.1",
        "state.incident.2",
        "state.incident.3",
        "state.incident.6",
        "state.incident.7",
        "state.incident.8",
        "state.unknown",
    ];

    /// The numbers of the usual states of a type, in the workflow's order.
    pub fn usual(ticket_type: TicketType) -> impl Iterator<Item = i32> {
        let values = Self::ALL_KEYS
            .iter()
            .filter_map(move |key| value_of(key, ticket_type));
        values.filter_map(|value| whole(value)?.try_into().ok())
    }

    /// The message with the state's usual name, for when the instance gives none.
    #[must_use]
    pub fn fallback_key(&self, ticket_type: TicketType) -> &'static str {
        let (_, usual) = find(Self::ALL_KEYS, ticket_type, &self.value);
        usual.unwrap_or("state.unknown")
    }

    /// Whether it is one of the usual open states of that type. `None` for a state that an
    /// administrator added.
    #[must_use]
    pub fn is_open(&self, ticket_type: TicketType) -> Option<bool> {
        let (place, usual) = find(Self::ALL_KEYS, ticket_type, &self.value);
        let open_states = match ticket_type {
            TicketType::ChangeRequest => 6,
            TicketType::Incident => 3,
        };
        usual.map(|_| place < open_states)
    }

    /// The query of the list of the tickets that are in it, as
    /// [`TicketFilter::read`](super::TicketFilter::read) reads it; `None` where no number stands for
    /// it.
    #[must_use]
    pub fn query(&self) -> Option<String> {
        whole(&self.value)?;
        Some(["state=", &self.value].concat())
    }

    /// Its place in the usual workflow, open states first; added ones come last.
    #[must_use]
    pub fn place(&self, ticket_type: TicketType) -> usize {
        find(Self::ALL_KEYS, ticket_type, &self.value).0
    }
}

/// The state's place among those of its type, and its key. The keys are in the workflow's order.
fn find(
    keys: &'static [&'static str],
    ticket_type: TicketType,
    value: &str,
) -> (usize, Option<&'static str>) {
    let mut of_type = keys
        .iter()
        .filter_map(|key| Some((*key, value_of(key, ticket_type)?)));
    let mut place = 0;
    let found = of_type.find(|(_, known)| {
        let same = *known == value;
        place += usize::from(!same);
        same
    });
    (place, found.map(|(key, _)| key))
}

/// The state that a key is for, if it is one of that type.
fn value_of(key: &'static str, ticket_type: TicketType) -> Option<&'static str> {
    let rest = key
        .strip_prefix("state.")?
        .strip_prefix(ticket_type.key())?;
    rest.strip_prefix('.')
}

/// A priority, as the instance's administrator may have renamed it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TicketPriority {
    /// The number that stands for it.
    pub value: String,
    /// Its name on the instance.
    pub label: Option<String>,
}

impl TicketPriority {
    /// Which of the usual five it is.
    #[must_use]
    pub fn known(&self) -> Option<Priority> {
        Priority::from_number(number(&self.value)?.try_into().ok()?)
    }
}
