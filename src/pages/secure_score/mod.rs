//! Secure Score: where the tenant stands, and what would raise it.

mod action;
mod action_body;
mod facts;
mod filter;
mod fresh;
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
