//! Hooks that pages share.

mod use_action_tickets;
mod use_navigator;
mod use_options;

pub use use_action_tickets::{ActionTickets, ActionTicketsProvider, use_action_tickets};
pub use use_navigator::{Navigator, NavigatorProvider, Outside, use_navigator};
pub use use_options::use_options;
