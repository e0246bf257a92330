//! A task as a change request.

use super::columns::{PRIORITY, TYPE};
use crate::json::Object;
use crate::task::Priority;

/// Sets the priority, which is written directly here, and the type.
pub(super) fn set_priority(record: &mut Object, priority: Priority) {
    let number = priority.number().to_string();
    record
        .text(PRIORITY.as_str(), &number)
        .text(TYPE.as_str(), "normal");
}
