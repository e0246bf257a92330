//! The connector application's own page: is everything set up, and is the
//! portal connected?

mod checklist;
mod connections;
mod page;
mod status;

pub(super) use page::{save, show};

use crate::auth::Caller;

/// The page's address. The real one is not known.
pub(super) const PATH: &str = "/x_mioms_m365ticket_connector.do";
/// What the application and its page are called.
pub(super) const TITLE: &str = "Microsoft 365 Ticketing Connector";

/// The properties that keep the names that were given in the checklist.
const ENTITY: &str = "x_mioms_m365ticket.oauth_entity";
const USER: &str = "x_mioms_m365ticket.integration_user";

/// The page is for administrators, by assumption.
pub(super) fn is_for(caller: &Caller) -> bool {
    caller.has_role("admin")
}
