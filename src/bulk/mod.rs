//! Many improvement actions shared in one go: which are chosen, and the run that sends them.

mod drive;
mod selection;
mod sharing;

pub use selection::{choose, selection};
pub use sharing::{Sharing, forget_removed};
