//! A task as an incident.

use super::columns::{IMPACT, URGENCY};
use crate::json::Object;
use crate::task::Priority;

/// Sets the priority. ServiceNow calculates it from impact and urgency and overwrites what is
/// written to it directly; these are the pairs of its own look-up table that give the wished
/// one. An administrator can change that table, so the answer says what came of it.
pub(super) fn set_priority(record: &mut Object, priority: Priority) {
    let (impact, urgency) = match priority {
        Priority::Critical => ("1", "1"),
        Priority::High => ("2", "1"),
        Priority::Moderate => ("2", "2"),
        Priority::Low => ("3", "2"),
        Priority::Planning => ("3", "3"),
    };
    record
        .text(IMPACT.as_str(), impact)
        .text(URGENCY.as_str(), urgency);
}
