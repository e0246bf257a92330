//! Changing what is set of the states: all of a type as a list of rows, in their order.

use super::{Configuration, StateSetting, States};
use crate::task::TicketType;
use crate::text::integer;
use crate::tickets::TicketState;

/// A state that an instance has, or that is usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownState {
    /// The number that stands for it.
    pub value: i32,
    /// The instance's own name for it, where it is known.
    pub label: Option<String>,
}

/// One state, as it is set and as it is without that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateRow {
    /// The state, with the instance's own name.
    pub state: TicketState,
    /// The number that stands for it.
    pub value: i32,
    /// What it is called here, if that is set.
    pub name: Option<String>,
    /// Whether it counts as open.
    pub open: bool,
    /// Whether it does if nothing is set.
    pub usually_open: bool,
}

impl StateRow {
    fn of(ticket_type: TicketType, known: KnownState, states: &States) -> Self {
        let state = TicketState {
            value: integer(known.value),
            label: known.label,
        };
        // What an administrator added counts as open: better one ticket too many in sight.
        let usually_open = state.is_open(ticket_type).unwrap_or(true);
        Self {
            name: states.name(ticket_type, &state).map(str::to_owned),
            open: states.is_open(ticket_type, &state).unwrap_or(true),
            usually_open,
            value: known.value,
            state,
        }
    }
}

impl KnownState {
    /// The usual states of a type, in the workflow's order.
    #[must_use]
    pub fn usual(ticket_type: TicketType) -> Vec<Self> {
        let mut usual = Vec::new();
        for value in TicketState::usual(ticket_type) {
            usual.push(Self { value, label: None });
        }
        usual
    }
}

impl Configuration {
    /// All states of a type in their order. `known` are those that the instance has; states that
    /// are set are there all the same.
    #[must_use]
    pub fn rows(&self, ticket_type: TicketType, known: &[KnownState]) -> Vec<StateRow> {
        rows(&self.states, ticket_type, known)
    }

    /// The configuration with these rows in their order.
    #[must_use]
    pub fn with_rows(&self, ticket_type: TicketType, rows: &[StateRow]) -> Self {
        let mut known = Vec::new();
        for row in rows {
            let (value, label) = (row.value, row.state.label.clone());
            known.push(KnownState { value, label });
        }
        let mut next = self.clone();
        let list = next.states.list(ticket_type);
        list.clear();
        // What differs in nothing from what is usual is not set, so that it follows the instance.
        if rows != self::rows(&States::default(), ticket_type, &known) {
            for row in rows {
                list.push(StateSetting {
                    value: row.value,
                    name: row.name.clone(),
                    open: (row.open != row.usually_open).then_some(row.open),
                });
            }
        }
        next
    }
}

fn rows(states: &States, ticket_type: TicketType, known: &[KnownState]) -> Vec<StateRow> {
    let mut all = known.to_vec();
    for set in states.of(ticket_type) {
        let value = set.value;
        if all.iter().all(|known| known.value != value) {
            all.push(KnownState { value, label: None });
        }
    }
    let mut rows = Vec::new();
    for known in all {
        rows.push(StateRow::of(ticket_type, known, states));
    }
    rows.sort_by_key(|row| states.place(ticket_type, &row.state));
    rows
}
