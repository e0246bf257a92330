//! The tickets that come of tasks, as pages show them: nothing here knows ServiceNow's columns.

mod by_action;
mod card;
mod correlation;
pub mod csv;
mod detail;
pub mod edit_draft;
mod filter;
pub mod linked;
pub mod note_draft;
mod remote;
mod ticket;

#[cfg(test)]
mod tests;

pub use by_action::ByAction;
pub use card::{Card, CardRows, Home, TicketPage};
pub use correlation::{CORRELATION_LIMIT, CorrelationId};
pub use detail::{
    Attachment, Entry, Journal, Move, NoteKind, Shown, TicketDetail, TicketField, Version,
    WholeTicket,
};
pub use filter::{DueFilter, ListColumn, Order, SortBy, StateFilter, TEXT_LIMIT, TicketFilter};
pub use remote::Remote;
pub use ticket::{Ticket, TicketPriority, TicketState};
