//! `change_request`.

use super::{Column, Kind, Table, task};
use Kind::{Boolean, Choice, DateTime, NumberChoice, Reference};

pub(super) static TABLE: Table = Table {
    name: "change_request",
    label: "Change Request",
    extends: Some(&task::TABLE),
    own: COLUMNS,
    defaults: &[("state", "-5")],
    display: "number",
    numbering: Some(("CHG", 30_001)),
    indexes: task::INDEXES,
    ..Table::BASE
};

const COLUMNS: &[Column] = &[
    Column::new("type", "Type", Choice).or("normal"),
    Column::new("chg_model", "Model", Reference("chg_model")),
    Column::new("category", "Category", Choice).or("Other"),
    Column::new("risk", "Risk", NumberChoice).or("3"),
    Column::text("risk_value", "Risk value", 40),
    Column::text("risk_impact_analysis", "Risk and impact analysis", 4000),
    Column::new("scope", "Scope", NumberChoice).or("3"),
    Column::new("phase", "Phase", Choice).or("requested"),
    Column::new("phase_state", "Phase state", Choice).or("open"),
    Column::new("requested_by", "Requested by", Reference("sys_user")),
    Column::new("requested_by_date", "Requested by date", DateTime),
    Column::new("start_date", "Planned start date", DateTime),
    Column::new("end_date", "Planned end date", DateTime),
    Column::text("justification", "Justification", 4000),
    Column::text("implementation_plan", "Implementation plan", 4000),
    Column::text("backout_plan", "Backout plan", 4000),
    Column::text("test_plan", "Test plan", 4000),
    Column::text("change_plan", "Change plan", 4000),
    Column::text("reason", "Reason", 40),
    Column::new("on_hold", "On hold", Boolean).or("false"),
    Column::text("on_hold_reason", "On hold reason", 4000),
    Column::new("close_code", "Close code", Choice),
    Column::new("conflict_status", "Conflict status", Choice).or("Not Run"),
    Column::new("conflict_last_run", "Conflict last run", DateTime),
    Column::new("cab_required", "CAB required", Boolean).or("false"),
    Column::new("cab_date_time", "CAB date/time", DateTime),
    Column::new("cab_delegate", "CAB delegate", Reference("sys_user")),
    Column::text("cab_recommendation", "CAB recommendation", 4000),
    Column::new("production_system", "Production system", Boolean).or("false"),
    Column::new(
        "outside_maintenance_schedule",
        "Outside maintenance schedule",
        Boolean,
    )
    .or("false"),
    Column::new("unauthorized", "Unauthorized", Boolean).or("false"),
    Column::new("review_date", "Review date", DateTime),
    Column::text("review_comments", "Review comments", 4000),
    Column::new("review_status", "Review status", NumberChoice),
    Column::new(
        "std_change_producer_version",
        "Standard Change Template version",
        Reference("std_change_producer_version"),
    ),
];
