//! What the instance finds out about changes: conflicts with others, and what
//! the workers of the Change Management API have done.

use super::{Column, Table};

pub(super) static CONFLICT: Table = Table {
    name: "conflict",
    label: "Conflict",
    own: &[
        Column::link("change", "Change", "change_request"),
        Column::link("conflicting_change", "Conflicting change", "change_request"),
        Column::link("configuration_item", "Affected CI", "cmdb_ci"),
        Column::link("related_configuration_item", "Related CI", "cmdb_ci"),
        Column::choice("type", "Type"),
        Column::link("schedule", "Schedule", "cmn_schedule"),
        Column::time("last_checked", "Last checked"),
    ],
    display: "type",
    indexes: &[&["change"]],
    ..Table::BASE
};

pub(super) static WORKER: Table = Table {
    name: "chg_mgt_worker",
    label: "Change Management Worker",
    own: &[
        Column::text("type", "Type", 40),
        Column::whole("state", "State"),
        Column::text("request", "Request", 4000),
        Column::text("payload", "Payload", 65_000),
    ],
    display: "type",
    ..Table::BASE
};
