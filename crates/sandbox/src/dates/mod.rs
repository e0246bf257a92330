//! Dates as ServiceNow stores them, and how people see them.

mod pattern;
mod stamp;
mod zone;

pub use pattern::Pattern;
pub use stamp::{format, parse};
pub use zone::{Zone, month};
