//! `incident`.

use super::{Column, Kind, Table, task};
use Kind::{Choice, DateTime, Integer, NumberChoice, Reference};

pub(super) static TABLE: Table = Table {
    name: "incident",
    label: "Incident",
    extends: Some(&task::TABLE),
    own: COLUMNS,
    display: "number",
    numbering: Some(("INC", 10_001)),
    indexes: task::INDEXES,
    ..Table::BASE
};

const COLUMNS: &[Column] = &[
    Column::new("incident_state", "Incident state", NumberChoice).or("1"),
    Column::new("hold_reason", "On hold reason", NumberChoice),
    Column::new("caller_id", "Caller", Reference("sys_user")),
    Column::new("category", "Category", Choice).or("inquiry"),
    Column::new("subcategory", "Subcategory", Choice),
    Column::new("severity", "Severity", NumberChoice).or("3"),
    Column::new("notify", "Notify", NumberChoice).or("1"),
    Column::new("close_code", "Resolution code", Choice),
    Column::new("resolved_at", "Resolved", DateTime),
    Column::new("resolved_by", "Resolved by", Reference("sys_user")),
    Column::new("reopened_by", "Last reopened by", Reference("sys_user")),
    Column::new("reopened_time", "Last reopened at", DateTime),
    Column::new("reopen_count", "Reopen count", Integer).or("0"),
    Column::new("child_incidents", "Child incidents", Integer).or("0"),
    Column::new("parent_incident", "Parent incident", Reference("incident")),
    Column::new("problem_id", "Problem", Reference("problem")),
    Column::new("rfc", "Change request", Reference("change_request")),
    Column::new("caused_by", "Caused by change", Reference("change_request")),
    Column::new("business_stc", "Business resolve time", Integer),
    Column::new("calendar_stc", "Resolve time", Integer),
    Column::text("cause", "Probable cause", 4000),
    Column::text("business_impact", "Business impact", 4000),
    Column::text("lessons_learned", "Lessons learned", 4000),
    Column::text("origin_table", "Origin table", 80),
    Column::text("origin_id", "Origin", 32),
];
