//! Secure Score: where the tenant stands, and what would raise it.

mod action;
mod action_body;
mod empty;
mod facts;
mod filter;
mod list;
mod load_button;
mod own_ticket;
mod row;
mod said;
mod score;
mod share_links;
mod share_menu;
mod source;
mod table;
mod ticket;
mod tickets_note;
mod words;

pub use action::Action;
pub use list::SecureScore;
