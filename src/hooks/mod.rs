//! Hooks that pages share.

mod use_action_tickets;
mod use_navigator;
mod use_options;
mod use_remote;
mod use_tickets_changed;
mod use_visible_again;

pub use use_action_tickets::{ActionTickets, ActionTicketsProvider, use_action_tickets};
pub use use_navigator::{Navigator, NavigatorProvider, Outside, use_navigator};
pub use use_options::use_options;
pub use use_remote::{RemoteAction, RemoteState};
pub use use_tickets_changed::{TicketsChanged, TicketsChangedProvider, use_tickets_changed};
pub use use_visible_again::use_visible_again;
