//! The connection to ServiceNow, as the page knows it: one sign-in for all mounts of a page.

mod expected;
mod hub;
mod saved;
mod state;
mod way;

pub use expected::{expect_nobody, expect_user, integration_user};
pub use hub::{Hub, PageServiceNow, Status};
pub(crate) use hub::{microsoft, removing, supplied};
pub use saved::SavedConnection;
pub(crate) use saved::TYPED;
pub use state::{Connection, take_place};
pub use way::{Choice, SignInBy, Way};
