//! The connection to ServiceNow, as the page knows it: one sign-in for all mounts of a page.

mod hub;
mod provider;
mod saved;

pub use hub::{Hub, PageServiceNow, Status};
pub use provider::{Connection, ConnectionProvider, use_connection, use_sign_in_again};
pub use saved::SavedConnection;
