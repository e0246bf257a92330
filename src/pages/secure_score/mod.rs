//! Secure Score: where the tenant stands, and what would raise it.

mod action;
mod action_body;
mod chart;
mod decide;
mod facts;
mod filters;
mod follow_up;
mod fresh;
mod its_tickets;
mod list;
mod load;
mod reports;
mod row;
mod said;
mod score;
mod select;
mod share;
mod share_links;
mod share_menu;
mod source;
mod standing;
mod table;
mod ticket;
mod view;
mod words;

pub use action::Action;
pub use list::SecureScore;
pub use share::Share;
