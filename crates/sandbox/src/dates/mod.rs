//! Dates as ServiceNow stores them, and how people see them.

mod duration;
mod pattern;
mod stamp;
mod zone;

pub use duration::{format_duration, show_duration};
pub use pattern::Pattern;
pub use stamp::{format, parse};
pub use zone::{Zone, month};
