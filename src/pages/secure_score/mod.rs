//! Secure Score: where the tenant stands, and what would raise it.
//!
//! What has no state of its own is a function that gives `Html`, not a component: a component
//! weighs some 3 KiB in the module, whatever it draws.

mod action;
mod action_body;
mod facts;
mod filter;
mod list;
mod load;
mod row;
mod said;
mod score;
mod share_links;
mod share_menu;
mod source;
mod ticket;
mod words;

pub use action::Action;
pub use list::SecureScore;
