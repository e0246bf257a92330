//! Data policies: which fields a record must have whoever writes it, and which
//! nobody may change.

use super::{Column, Table, system};

pub(super) static POLICY: Table = Table {
    name: "sys_data_policy2",
    label: "Data Policy",
    system: system::METADATA,
    own: &[
        Column::text("model_table", "Table", 80).required(),
        Column::text("short_description", "Short description", 100),
        Column::text("description", "Description", 4000),
        Column::text("conditions", "Conditions", 4000),
        Column::flag("active", "Active").or("true"),
        Column::flag("inherit", "Inherit"),
        Column::flag("reverse_if_false", "Reverse if false").or("true"),
        Column::flag("apply_import_set", "Apply to import sets").or("true"),
        Column::flag("apply_soap", "Apply to SOAP").or("true"),
        Column::flag("enforce_ui", "Use as UI Policy on client").or("true"),
    ],
    display: "short_description",
    ..Table::BASE
};

pub(super) static RULE: Table = Table {
    name: "sys_data_policy_rule",
    label: "Data Policy Rule",
    system: system::METADATA,
    own: &[
        Column::link("sys_data_policy", "Data policy", "sys_data_policy2"),
        Column::text("table", "Table", 80),
        Column::text("field", "Field name", 80).required(),
        // "ignore", "true" or "false", as in the choice lists of the form.
        Column::text("mandatory", "Mandatory", 40).or("ignore"),
        Column::text("disabled", "Read only", 40).or("ignore"),
    ],
    display: "field",
    indexes: &[&["sys_data_policy"]],
    ..Table::BASE
};
