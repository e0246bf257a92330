//! What the home page's cards and the table of tickets show.

use super::{Ticket, TicketState};
use crate::configuration::States;
use crate::task::TicketType;

/// One card of the home page: the tickets of a type that were made here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// How many are open.
    pub open: u64,
    /// How many of the open ones are past their due date.
    pub overdue: u64,
    /// How many of the open ones are due from now to the end of the seventh day from today.
    pub due_soon: u64,
    /// How many are in each state that has any: in the order that is set, else in the
    /// workflow's, open ones first.
    pub by_state: Vec<(TicketState, u64)>,
    /// The first five of [`CardRows`].
    pub tickets: Vec<Ticket>,
    /// Whether there are tickets among them that the signed-in user may not read.
    pub hidden: bool,
}

impl Card {
    /// The query of the list of those that are past their due date, as
    /// [`TicketFilter::read`](super::TicketFilter::read) reads it. Written here, so that the home
    /// page need not know all that a filter is.
    pub const OVERDUE: &str = "due=overdue";
    /// The same of those that are due soon.
    pub const DUE_SOON: &str = "due=soon";

    /// A card from what was counted; `states` say what is open and what comes first.
    #[must_use]
    pub fn new(
        ticket_type: TicketType,
        states: &States,
        counts: Vec<(TicketState, u64)>,
        overdue: u64,
        due_soon: u64,
        tickets: Vec<Ticket>,
    ) -> Self {
        let mut by_state: Vec<(TicketState, u64)> = Vec::new();
        let mut open = 0;
        for (state, count) in counts {
            if count == 0 {
                continue;
            }
            // A state that an administrator added is taken for an open one: better one
            // ticket too many in sight than one too few.
            if states.is_open(ticket_type, &state).unwrap_or(true) {
                open += count;
            }
            let place = states.place(ticket_type, &state);
            let at =
                by_state.partition_point(|(known, _)| states.place(ticket_type, known) <= place);
            by_state.insert(at, (state, count));
        }
        Self {
            open,
            overdue,
            due_soon,
            by_state,
            tickets,
            hidden: false,
        }
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.by_state.iter().map(|(_, count)| count).sum()
    }
}

/// Which tickets the cards name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardRows {
    /// Those that were changed last, rather than those that were made last.
    pub changed: bool,
    /// Closed ones, too.
    pub closed: bool,
}

/// Both cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Which tickets they name.
    pub rows: CardRows,
    /// Change management; `None` where the signed-in user may not read change requests.
    pub change: Option<Card>,
    /// Incident management, likewise.
    pub incident: Option<Card>,
}

/// A page of the table of tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketPage {
    /// Its tickets, newest first.
    pub tickets: Vec<Ticket>,
    /// How many there are in all, if the instance lets the page see that. Tickets that the
    /// integration user may not read are counted, too.
    pub total: Option<u64>,
    /// How many come before this page.
    pub offset: u64,
    /// Whether there are tickets on it that the signed-in user may not read.
    pub hidden: bool,
}
