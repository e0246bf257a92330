//! Incidents.

use super::{ApiError, Write};

pub(super) fn apply(write: &mut Write<'_>) -> Result<(), ApiError> {
    write.open();
    write.mirror("state", "incident_state", "1");
    if write.changes("state") {
        match (write.was("state"), write.is("state")) {
            (_, "6") => write.sign("resolved_by", "resolved_at"),
            ("6" | "7", "1" | "2" | "3") => reopen(write),
            _ => {}
        }
    }
    if write.is("state") != "3" {
        write.set("hold_reason", "");
    }
    write.close_in(&["7", "8"]);
    write.look_priority_up()
}

/// What was resolved is not any more. That the instance counts this and
/// forgets who had resolved it is an assumption.
fn reopen(write: &mut Write<'_>) {
    write.count("reopen_count");
    let (by, at) = (write.caller.sys_id.clone(), write.now.clone());
    write.set("reopened_by", &by);
    write.set("reopened_time", &at);
    for column in ["resolved_by", "resolved_at", "closed_by", "closed_at"] {
        write.set(column, "");
    }
}
