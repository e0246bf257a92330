//! Incidents.

use super::{ApiError, Write};

pub(super) fn apply(write: &mut Write<'_>) -> Result<(), ApiError> {
    write.open();
    mirror_state(write);
    if matches!(write.is("state"), "6" | "7") {
        write.mandatory(&[
            ("close_code", "Resolution code"),
            ("close_notes", "Resolution notes"),
        ])?;
    }
    if write.is("state") == "6" && write.changes("state") {
        let (by, at) = (write.caller.sys_id.clone(), write.now.clone());
        write.set_if_empty("resolved_by", &by);
        write.set_if_empty("resolved_at", &at);
    }
    write.close_in(&["7", "8"]);
    if let Some(priority) = priority(write.is("impact"), write.is("urgency")) {
        write.set("priority", priority);
    }
    Ok(())
}

/// `state` and `incident_state` are one state under two names.
fn mirror_state(write: &mut Write<'_>) {
    let default = if write.is_new() { "1" } else { "" };
    let changed = |column: &str| {
        let was = if write.is_new() {
            default
        } else {
            write.was(column)
        };
        write.is(column) != was
    };
    let from = match changed("state") || !changed("incident_state") {
        true => "state",
        false => "incident_state",
    };
    let state = write.is(from).to_owned();
    write.set("state", &state);
    write.set("incident_state", &state);
}

/// The look-up of priority by impact and urgency. A pair outside of it leaves
/// the priority as it is.
fn priority(impact: &str, urgency: &str) -> Option<&'static str> {
    Some(match (impact, urgency) {
        ("1", "1") => "1",
        ("1", "2") | ("2", "1") => "2",
        ("1", "3") | ("2", "2") | ("3", "1") => "3",
        ("2", "3") | ("3", "2") => "4",
        ("3", "3") => "5",
        _ => return None,
    })
}
