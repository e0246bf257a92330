//! A task as a change request. Its priority is written directly.

/// The type of every change request that is made here.
pub(super) const TYPE: &str = "normal";
