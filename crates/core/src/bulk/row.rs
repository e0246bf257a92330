//! One of the tasks.

use super::doubt::Doubt;
use crate::error::Error;
use crate::servicenow::{Outcome, Sent};
use crate::task::{Reference, TicketType};
use crate::tickets::{CorrelationId, Ticket};

/// One of the tasks, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The improvement action's ID.
    pub action_id: String,
    /// Its title.
    pub title: String,
    /// What tells its task from every other.
    pub correlation: CorrelationId,
    /// How far it has come.
    pub state: RowState,
    /// The closed ticket that a new one follows, once it was looked up.
    pub follows: Option<Reference>,
    /// What failed last, while it waits for the next try.
    pub failed: Option<Error>,
    /// It was sent once, and whether a ticket came of it is not known.
    pub(super) doubt: Option<Doubt>,
    pub(super) looked_up: bool,
    pub(super) tries: u32,
    /// It is not tried before this moment, on the monotonic clock.
    pub(super) not_before: u64,
}

/// How far a row has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It is still to be sent.
    Waiting,
    /// Its ticket is being looked up, with those of others.
    LookingUp,
    /// It is on its way.
    Sending,
    /// It has its ticket.
    Done(Made),
    /// It has none, and none comes by trying the same again.
    Failed(Error),
    /// It was sent, and it stays unknown whether a ticket came of it: the person has to decide.
    InDoubt,
}

/// The ticket of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Incident or change request.
    pub ticket_type: TicketType,
    /// The record's ID.
    pub sys_id: String,
    /// `INC0010001`, `CHG0030001`
    pub number: String,
    /// How it came about.
    pub outcome: Outcome,
    /// Whether the instance gave it another priority than was wished.
    pub priority_differs: bool,
}

impl Made {
    /// Whether it was there before, and nothing was sent.
    #[must_use]
    pub fn was_there(&self) -> bool {
        self.outcome == Outcome::AlreadyThere
    }
}

impl Row {
    /// A row that is still to be sent.
    #[must_use]
    pub fn new(action_id: &str, title: &str, correlation: CorrelationId) -> Self {
        Self {
            action_id: action_id.to_owned(),
            title: title.to_owned(),
            correlation,
            state: RowState::Waiting,
            follows: None,
            failed: None,
            doubt: None,
            looked_up: false,
            tries: 0,
            not_before: 0,
        }
    }

    /// Whether it has a ticket, or none comes of it by itself.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(
            self.state,
            RowState::Done(_) | RowState::Failed(_) | RowState::InDoubt
        )
    }

    /// Whether it was sent once, and it is not known whether a ticket came of it.
    #[must_use]
    pub fn in_doubt(&self) -> bool {
        self.doubt.is_some()
    }

    /// Its ticket.
    #[must_use]
    pub fn made(&self) -> Option<&Made> {
        match &self.state {
            RowState::Done(made) => Some(made),
            _ => None,
        }
    }

    /// What of it is done over: it is looked up anew, and tried as often as at first.
    pub(super) fn begin_again(&mut self) {
        self.state = RowState::Waiting;
        self.looked_up = false;
        self.tries = 0;
        self.not_before = 0;
    }

    pub(super) fn is_sent(&mut self, sent: &Sent) {
        self.is_done(&sent.ticket, sent.outcome, sent.priority_differs);
    }

    /// What an open ticket means that was there when it was looked up.
    pub(super) fn is_there(&mut self, ticket: &Ticket) {
        self.is_done(ticket, Outcome::AlreadyThere, false);
    }

    fn is_done(&mut self, ticket: &Ticket, outcome: Outcome, priority_differs: bool) {
        // In doubt, an open ticket is most likely the row's own.
        let outcome = match outcome {
            Outcome::AlreadyThere if self.in_doubt() => Outcome::FoundAfterDoubt,
            other => other,
        };
        self.doubt = None;
        self.failed = None;
        self.state = RowState::Done(Made {
            ticket_type: ticket.ticket_type,
            sys_id: ticket.sys_id.clone(),
            number: ticket.number.clone(),
            outcome,
            priority_differs,
        });
    }
}
