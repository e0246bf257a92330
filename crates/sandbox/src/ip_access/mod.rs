//! IP Address Access Control: the rows of `ip_access`. An address is blocked
//! when a Deny rule has it and no Allow rule does.

mod layer;
mod rule;

pub(crate) use layer::callers_address;
pub use layer::layer;
pub(crate) use rule::denies;
