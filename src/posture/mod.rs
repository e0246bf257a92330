//! The Secure Score that is shown: loaded once, from the host's file or the person's own.

mod provider;
mod remembered;
mod state;

pub use provider::{PostureHandle, PostureProvider, use_posture};
pub use state::{PostureState, Source};
