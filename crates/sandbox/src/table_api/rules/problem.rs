//! Problems.

use super::{ApiError, Write};

pub(super) fn apply(write: &mut Write<'_>) -> Result<(), ApiError> {
    write.open();
    write.mirror("state", "problem_state", "101");
    if matches!(write.is("state"), "106" | "107") {
        // Which fields a problem needs to be resolved is an assumption.
        write.mandatory(&[
            ("resolution_code", "Resolution code"),
            ("cause_notes", "Cause notes"),
            ("fix_notes", "Fix notes"),
        ])?;
    }
    if write.is("state") == "106" && write.changes("state") {
        write.sign("resolved_by", "resolved_at");
    }
    write.close_in(&["107"]);
    write.look_priority_up()
}
