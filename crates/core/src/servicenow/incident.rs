//! A task as an incident.

use crate::task::Priority;

/// What gives an incident its priority. ServiceNow calculates it from impact and urgency and
/// overwrites what is written to it directly; these are the pairs of its own look-up table that
/// give the wished one. An administrator can change that table, so the answer says what came of it.
pub(super) fn impact_and_urgency(priority: Priority) -> (&'static str, &'static str) {
    match priority {
        Priority::Critical => ("1", "1"),
        Priority::High => ("2", "1"),
        Priority::Moderate => ("2", "2"),
        Priority::Low => ("3", "2"),
        Priority::Planning => ("3", "3"),
    }
}
