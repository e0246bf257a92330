//! Dates as ServiceNow stores them, and the zone in which it shows them.

mod stamp;
mod zone;

pub use stamp::{format, parse};
pub use zone::{from_local, to_local};
