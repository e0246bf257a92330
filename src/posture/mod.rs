//! What is known of the Secure Score that is shown.

pub mod remembered;
mod state;

pub use state::{PostureAction, PostureState, Source};
