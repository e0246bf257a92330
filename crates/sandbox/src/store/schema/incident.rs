//! `incident`.

use super::{Column, Table, task};

pub(super) static TABLE: Table = Table {
    name: "incident",
    label: "Incident",
    extends: Some(&task::TABLE),
    own: COLUMNS,
    mandatory: &["short_description"],
    labels: &[("close_notes", "Resolution notes")],
    numbering: Some(("INC", 10_001)),
    indexes: &[&["caller_id", "state"], &["category", "state"]],
    ..task::TABLE
};

const COLUMNS: &[Column] = &[
    Column::number_choice("incident_state", "Incident state").or("1"),
    Column::number_choice("hold_reason", "On hold reason"),
    Column::link("caller_id", "Caller", "sys_user").required(),
    Column::choice("category", "Category").or("inquiry"),
    Column::choice("subcategory", "Subcategory"),
    Column::number_choice("severity", "Severity").or("3"),
    Column::number_choice("notify", "Notify").or("1"),
    Column::choice("close_code", "Resolution code"),
    Column::time("resolved_at", "Resolved"),
    Column::link("resolved_by", "Resolved by", "sys_user"),
    Column::link("reopened_by", "Last reopened by", "sys_user").fixed(),
    Column::time("reopened_time", "Last reopened at").fixed(),
    Column::whole("reopen_count", "Reopen count")
        .or("0")
        .fixed(),
    Column::whole("child_incidents", "Child incidents")
        .or("0")
        .fixed(),
    Column::link("parent_incident", "Parent incident", "incident"),
    Column::link("problem_id", "Problem", "problem"),
    Column::link("rfc", "Change request", "change_request"),
    Column::link("caused_by", "Caused by change", "change_request"),
    Column::whole("business_stc", "Business resolve time").fixed(),
    Column::whole("calendar_stc", "Resolve time").fixed(),
    Column::text("cause", "Probable cause", 4000),
    Column::text("business_impact", "Business impact", 4000),
    Column::text("lessons_learned", "Lessons learned", 4000),
    Column::text("origin_table", "Origin table", 80),
    Column::text("origin_id", "Origin", 32),
];
