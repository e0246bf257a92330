//! What an organisation sets for its tickets: the names and the order of their states, which of
//! these count as open, what a new task begins with, and the fields that
//! it has besides the usual ones.
//!
//! It is one JSON object, the same in the browser's store, in a file and in the host's options:
//!
//! ```json
//! {
//!   "snowline": "configuration",
//!   "version": 1,
//!   "states": {
//!     "change": [{ "value": -5, "name": "Planned" }, { "value": 0, "open": false }],
//!     "incident": []
//!   },
//!   "defaults": {
//!     "ticketType": "incident",
//!     "assignmentGroup": { "id": "d625dccec0a8016700a222a0f7900d06", "name": "Service Desk" },
//!     "dueDays": 14,
//!     "priorities": { "identity": "high" }
//!   },
//!   "fields": {
//!     "incident": [{ "column": "u_site", "label": "Site", "type": "text", "required": true }]
//!   }
//! }
//! ```
//!
//! A list of states is in the order in which they are shown; those that it leaves out come after.
//! [`States`] is what every page needs of it. All else is for the pages that are loaded later,
//! and so is [`read_file`], which looks whether every word of it is right.

mod check;
mod defaults;
mod edit;
mod fault;
mod field_problem;
mod fields;
mod name;
mod states;
#[cfg(test)]
mod tests;
mod whole;

pub use check::{MAX_BYTES, read_file};
pub use defaults::{Defaults, MAX_DUE_DAYS};
pub use edit::{KnownState, StateRow};
pub use fault::Fault;
pub use field_problem::FieldProblem;
pub use fields::{FIELD_TYPES, MAX_FIELDS, field_kind, field_type, fields};
pub use name::{LowerCase, NAME_LIMIT, NameProblem};
pub use states::{StateSetting, States};
pub use whole::Configuration;

/// The value of the member `snowline`, by which a configuration is known.
pub const MARK: &str = "configuration";
/// The version of this form of it.
pub const VERSION: i64 = 1;
