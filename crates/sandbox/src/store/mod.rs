//! The records.

/// The records.
#[derive(Debug)]
pub struct Store;
