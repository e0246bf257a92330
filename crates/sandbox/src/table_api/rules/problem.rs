//! Problems.

use super::{ApiError, Write};

pub(super) fn apply(write: &mut Write<'_>) -> Result<(), ApiError> {
    write.open();
    write.mirror("state", "problem_state", "101");
    if write.is("state") == "106" && write.changes("state") {
        write.sign("resolved_by", "resolved_at");
    }
    write.close_in(&["107"]);
    write.look_priority_up()
}
