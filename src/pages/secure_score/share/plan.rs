//! What will become of a row, as far as its ticket is known.

use std::rc::Rc;

use snowline_core::tickets::Ticket;

use crate::app::App;

/// What will become of a row.
#[derive(Clone, PartialEq)]
pub(super) enum Plan {
    /// It is looked up when it is sent.
    Unknown,
    /// A new ticket.
    New,
    /// It has an open one, and nothing is sent.
    There(Rc<Ticket>),
    /// Its ticket is closed, and gets a successor.
    Follows(Rc<Ticket>),
}

impl Plan {
    /// As the last look-up has it.
    pub(super) fn of(app: &App, action: &str) -> Self {
        let tickets = app.action_tickets();
        match tickets.of(action) {
            Some(ticket) if ticket.open => Self::There(ticket),
            Some(ticket) => Self::Follows(ticket),
            None if tickets.state().value().is_some() => Self::New,
            None => Self::Unknown,
        }
    }
}
