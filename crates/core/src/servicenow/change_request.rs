//! A task as a change request.

use serde_json::{Map, Value};

use super::columns::{PRIORITY, TYPE};
use crate::task::Priority;

/// Sets the priority, which is written directly here, and the type.
pub(super) fn set_priority(record: &mut Map<String, Value>, priority: Priority) {
    let number = priority.number().to_string();
    record.insert(PRIORITY.as_str().to_owned(), number.into());
    record.insert(TYPE.as_str().to_owned(), "normal".into());
}
