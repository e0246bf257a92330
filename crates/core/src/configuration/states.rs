//! The ticket states: their names, their order, and which of them count as open.

use crate::json::{Value, whole};
use crate::task::TicketType;
use crate::tickets::TicketState;

/// What is set of one state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateSetting {
    /// The number that stands for the state.
    pub value: i32,
    /// What it is called here; the instance's own name if it is not set.
    pub name: Option<String>,
    /// Whether it counts as open; as usual if it is not set.
    pub open: Option<bool>,
}

/// What is set of the states of both types. By default nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    change: Vec<StateSetting>,
    incident: Vec<StateSetting>,
}

impl States {
    /// Reads a configuration's states. What is not as it should be counts as not set: whether
    /// all is right was looked at when it was taken.
    #[must_use]
    pub fn read(configuration: &Value) -> Self {
        let mut states = Self::default();
        for ticket_type in TicketType::ALL {
            let lists = configuration.get("states");
            let Some(Value::Array(list)) = lists.and_then(|all| all.get(ticket_type.key())) else {
                continue;
            };
            let settings = states.list(ticket_type);
            for one in list {
                if let Some(value) = one.get("value").and_then(Value::as_i64)
                    && let Ok(value) = i32::try_from(value)
                {
                    settings.push(StateSetting {
                        value,
                        name: one.text("name").map(str::to_owned),
                        open: one.get("open").and_then(Value::as_bool),
                    });
                }
            }
        }
        states
    }

    /// What is set of a type's states, in their order.
    #[must_use]
    pub fn of(&self, ticket_type: TicketType) -> &[StateSetting] {
        match ticket_type {
            TicketType::ChangeRequest => &self.change,
            TicketType::Incident => &self.incident,
        }
    }

    pub(super) fn list(&mut self, ticket_type: TicketType) -> &mut Vec<StateSetting> {
        match ticket_type {
            TicketType::ChangeRequest => &mut self.change,
            TicketType::Incident => &mut self.incident,
        }
    }

    /// What a state is called here, if that is set.
    #[must_use]
    pub fn name(&self, ticket_type: TicketType, state: &TicketState) -> Option<&str> {
        self.find(ticket_type, state)?.1.name.as_deref()
    }

    /// Whether a state counts as open: as it is set, else as usual. `None` for a state that an
    /// administrator added and of which nothing is set.
    #[must_use]
    pub fn is_open(&self, ticket_type: TicketType, state: &TicketState) -> Option<bool> {
        let set = self.find(ticket_type, state).and_then(|(_, set)| set.open);
        set.or_else(|| state.is_open(ticket_type))
    }

    /// Whether tickets are counted and ordered by both in the same way, whatever the states are
    /// called.
    #[must_use]
    pub fn counts_like(&self, other: &Self) -> bool {
        for ticket_type in TicketType::ALL {
            let (own, others) = (self.of(ticket_type), other.of(ticket_type));
            if own.len() != others.len() {
                return false;
            }
            for (a, b) in own.iter().zip(others) {
                if a.value != b.value || a.open != b.open {
                    return false;
                }
            }
        }
        true
    }

    /// A state's place: those that are set first, in their order, then the others in the usual
    /// one.
    #[must_use]
    pub fn place(&self, ticket_type: TicketType, state: &TicketState) -> usize {
        match self.find(ticket_type, state) {
            Some((place, _)) => place,
            None => self.of(ticket_type).len() + state.place(ticket_type),
        }
    }

    /// The numbers of the states that do not count as open.
    #[must_use]
    pub fn closed(&self, ticket_type: TicketType) -> Vec<i32> {
        let usual: &[i32] = match ticket_type {
            TicketType::ChangeRequest => &[3, 4],
            TicketType::Incident => &[6, 7, 8],
        };
        let mut closed = Vec::new();
        for value in usual {
            let set = |set: &StateSetting| set.value == *value && set.open.is_some();
            if !self.of(ticket_type).iter().any(set) {
                closed.push(*value);
            }
        }
        for set in self.of(ticket_type) {
            if set.open == Some(false) {
                closed.push(set.value);
            }
        }
        closed
    }

    fn find(&self, ticket_type: TicketType, state: &TicketState) -> Option<(usize, &StateSetting)> {
        let value = whole(&state.value)?;
        let mut settings = self.of(ticket_type).iter().enumerate();
        settings.find(|(_, set)| i64::from(set.value) == value)
    }
}
