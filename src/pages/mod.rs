//! The pages: a folder a page.

mod configuration;
mod data;
mod fresh;
mod home;
mod not_found;
mod provisioning;
mod secure_score;
mod ticket;
mod tickets;

use fresh::keep_fresh;

pub use configuration::Configuration;
pub use data::DataExchange;
pub use home::Home;
pub use not_found::NotFound;
pub use provisioning::Provisioning;
pub(crate) use provisioning::check_at_once;
pub use secure_score::{Action, SecureScore, Share};
pub use ticket::Ticket;
pub use tickets::Tickets;
