//! `change_task` and `problem_task`: the steps that a change or a problem is
//! worked off in.

use super::{Column, Table, task};

pub(super) static OF_CHANGE: Table = Table {
    name: "change_task",
    label: "Change Task",
    extends: Some(&task::TABLE),
    own: &[
        Column::link("change_request", "Change request", "change_request"),
        Column::text("change_task_type", "Type", 40),
        Column::time("planned_start_date", "Planned start date"),
        Column::time("planned_end_date", "Planned end date"),
        Column::text("close_code", "Close code", 40),
        Column::flag("on_hold", "On hold"),
        Column::text("on_hold_reason", "On hold reason", 4000),
        Column::text("created_from", "Created from", 40),
    ],
    defaults: &[("state", "-5")],
    numbering: Some(("CTASK", 10_001)),
    ..task::TABLE
};

pub(super) static OF_PROBLEM: Table = Table {
    name: "problem_task",
    label: "Problem Task",
    extends: Some(&task::TABLE),
    own: &[
        Column::link("problem", "Problem", "problem"),
        Column::text("problem_task_type", "Type", 40),
        Column::text("close_code", "Close code", 40),
        Column::text("cause_notes", "Cause notes", 4000),
        Column::text("fix_notes", "Fix notes", 4000),
        Column::text("workaround", "Workaround", 4000),
    ],
    defaults: &[("state", "151")],
    numbering: Some(("PTASK", 10_001)),
    ..task::TABLE
};
