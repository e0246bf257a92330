//! `change_request` and the models that changes follow.

use super::{Column, Kind, Table, system, task};

pub(super) static TABLE: Table = Table {
    name: "change_request",
    label: "Change Request",
    extends: Some(&task::TABLE),
    own: COLUMNS,
    defaults: &[("state", "-5")],
    numbering: Some(("CHG", 30_001)),
    indexes: &[
        &["requested_by", "state"],
        &["type", "state"],
        &["category", "state"],
        &["start_date"],
    ],
    ..task::TABLE
};

/// One row for each model: normal, standard, emergency.
pub(super) static MODEL: Table = Table {
    name: "chg_model",
    label: "Change Model",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::text("description", "Description", 4000),
        Column::flag("active", "Active").or("true"),
        Column::flag("available_in_ui", "Available in UI").or("true"),
        Column::flag("default_change_model", "Default change model"),
        Column::text("state_field", "State field", 80).or("state"),
        Column::text("table_name", "Table", 80).or("change_request"),
        Column::text("color", "Color", 40),
    ],
    ..Table::BASE
};

const COLUMNS: &[Column] = &[
    Column::choice("type", "Type").or("normal"),
    Column::link("chg_model", "Model", "chg_model"),
    Column::choice("category", "Category").or("Other"),
    Column::number_choice("risk", "Risk").or("3"),
    Column::text("risk_value", "Risk value", 40).fixed(),
    Column::text("risk_impact_analysis", "Risk and impact analysis", 4000),
    Column::number_choice("scope", "Scope").or("3"),
    Column::choice("phase", "Phase").or("requested"),
    Column::choice("phase_state", "Phase state").or("open"),
    Column::link("requested_by", "Requested by", "sys_user"),
    Column::new("requested_by_date", "Requested by date", Kind::DateTime),
    Column::time("start_date", "Planned start date"),
    Column::time("end_date", "Planned end date"),
    Column::text("justification", "Justification", 4000),
    Column::text("implementation_plan", "Implementation plan", 4000),
    Column::text("backout_plan", "Backout plan", 4000),
    Column::text("test_plan", "Test plan", 4000),
    Column::text("change_plan", "Change plan", 4000),
    Column::text("proposed_change", "Proposed change", 4000),
    Column::text("reason", "Reason", 40),
    Column::flag("is_bulk", "Is bulk"),
    Column::text("ci_class", "CI class", 80),
    Column::flag("on_hold", "On hold"),
    Column::text("on_hold_reason", "On hold reason", 4000),
    Column::link("on_hold_task", "On Hold Change Tasks", "task"),
    Column::choice("close_code", "Close code"),
    Column::choice("conflict_status", "Conflict status")
        .or("Not Run")
        .fixed(),
    Column::time("conflict_last_run", "Conflict last run").fixed(),
    Column::flag("cab_required", "CAB required"),
    Column::new("cab_date", "CAB date", Kind::Date),
    Column::time("cab_date_time", "CAB date/time"),
    Column::link("cab_delegate", "CAB delegate", "sys_user"),
    Column::text("cab_recommendation", "CAB recommendation", 4000),
    Column::flag("production_system", "Production system"),
    Column::flag(
        "outside_maintenance_schedule",
        "Outside maintenance schedule",
    ),
    Column::flag("unauthorized", "Unauthorized"),
    Column::new("review_date", "Review date", Kind::Date),
    Column::text("review_comments", "Review comments", 4000),
    Column::number_choice("review_status", "Review status"),
    Column::link(
        "std_change_producer_version",
        "Standard Change Template version",
        "std_change_producer_version",
    ),
];
