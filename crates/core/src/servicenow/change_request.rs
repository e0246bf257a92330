//! A task as a change request.

use super::columns::{PRIORITY, TYPE};
use crate::json::Object;
use crate::task::Priority;
use crate::text::integer;

/// Sets the priority, which is written directly here, and the type.
pub(super) fn set_priority(record: &mut Object, priority: Priority) {
    let number = integer(priority.number());
    record
        .text(PRIORITY.as_str(), &number)
        .text(TYPE.as_str(), "normal");
}
