//! `problem`.

use super::{Column, Table, task};

pub(super) static TABLE: Table = Table {
    name: "problem",
    label: "Problem",
    extends: Some(&task::TABLE),
    own: COLUMNS,
    defaults: &[("state", "101")],
    numbering: Some(("PRB", 40_001)),
    ..task::TABLE
};

const COLUMNS: &[Column] = &[
    Column::number_choice("problem_state", "Problem state").or("101"),
    Column::choice("category", "Category"),
    Column::choice("subcategory", "Subcategory"),
    Column::choice("resolution_code", "Resolution code"),
    Column::text("cause_notes", "Cause notes", 4000),
    Column::text("fix_notes", "Fix notes", 4000),
    Column::text("workaround", "Workaround", 4000),
    Column::flag("workaround_applied", "Workaround applied"),
    Column::link(
        "workaround_communicated_by",
        "Workaround communicated by",
        "sys_user",
    ),
    Column::time("workaround_communicated_at", "Workaround communicated at"),
    Column::flag("known_error", "Known error"),
    Column::flag("major_problem", "Major problem"),
    Column::link("first_reported_by_task", "First reported by", "task"),
    Column::link("duplicate_of", "Duplicate of", "problem"),
    Column::link("rfc", "Change request", "change_request"),
    Column::whole("related_incidents", "Related Incidents").or("0"),
    Column::text("review_outcome", "Review outcome", 40),
    Column::link("confirmed_by", "Confirmed by", "sys_user"),
    Column::time("confirmed_at", "Confirmed"),
    Column::link("fix_by", "Fix by", "sys_user"),
    Column::time("fix_at", "Fixed"),
    Column::link("fix_communicated_by", "Fix communicated by", "sys_user"),
    Column::time("fix_communicated_at", "Fix communicated at"),
    Column::link("resolved_by", "Resolved by", "sys_user"),
    Column::time("resolved_at", "Resolved"),
    Column::link("reopened_by", "Last reopened by", "sys_user"),
    Column::time("reopened_at", "Last reopened at"),
    Column::whole("reopen_count", "Reopen count").or("0"),
];
