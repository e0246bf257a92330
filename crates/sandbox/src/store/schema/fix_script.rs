//! `sys_script_fix`: scripts that an administrator keeps, and runs by a button.

use super::{Column, Table, system};

pub(super) static TABLE: Table = Table {
    name: "sys_script_fix",
    label: "Fix Script",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::text("description", "Description", 4000),
        Column::text("script", "Script", 8000),
        Column::flag("active", "Active").or("true"),
        Column::flag("run_once", "Run once"),
        Column::flag("unloadable", "Unloadable"),
        Column::flag("record_for_rollback", "Record for rollback"),
    ],
    ..Table::BASE
};
