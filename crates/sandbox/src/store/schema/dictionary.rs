//! `sys_db_object` and `sys_dictionary`: the tables and columns themselves,
//! as records.

use super::{Column, Kind, Table, system};

pub(super) static DB_OBJECT: Table = Table {
    name: "sys_db_object",
    label: "Table",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 80),
        Column::text("label", "Label", 80),
        Column::link("super_class", "Extends table", "sys_db_object"),
        Column::flag("is_extendable", "Extensible"),
        Column::text("extension_model", "Extension model", 40),
        Column::text("number_ref", "Auto number", 40),
        Column::text("access", "Accessible from", 40).or("public"),
        Column::flag("read_access", "Can read").or("true"),
        Column::flag("create_access", "Can create"),
        Column::flag("update_access", "Can update"),
        Column::flag("delete_access", "Can delete"),
        Column::flag("ws_access", "Allow access to this table via web services").or("true"),
        Column::text("caller_access", "Caller Access", 40),
        Column::link("user_role", "User role", "sys_user_role"),
        Column::flag("create_access_controls", "Create access controls"),
        Column::flag("live_feed_enabled", "Live feed"),
        Column::text("provider_class", "Provider class", 80),
        Column::text("sys_class_code", "Sys class code", 40),
        Column::text("sys_class_path", "Sys class path", 255),
    ],
    display: "label",
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static DICTIONARY: Table = Table {
    name: "sys_dictionary",
    label: "Dictionary Entry",
    system: system::METADATA,
    own: &[
        Column::text("name", "Table", 80),
        Column::text("element", "Column name", 80),
        Column::text("column_label", "Column label", 80),
        Column::new(
            "internal_type",
            "Type",
            Kind::NameReference("sys_glide_object"),
        ),
        Column::new(
            "reference",
            "Reference",
            Kind::NameReference("sys_db_object"),
        ),
        Column::whole("max_length", "Max length"),
        Column::text("default_value", "Default value", 512),
        Column::whole("choice", "Choice"),
        Column::text("choice_table", "Choice table", 80),
        Column::text("choice_field", "Choice field", 80),
        Column::text("dependent", "Dependent", 80),
        Column::text("attributes", "Attributes", 1000),
        Column::text("comments", "Comments", 1000),
        Column::flag("active", "Active").or("true"),
        Column::flag("array", "Array"),
        Column::flag("audit", "Audit"),
        Column::flag("display", "Display"),
        Column::flag("mandatory", "Mandatory"),
        Column::flag("primary", "Primary"),
        Column::flag("read_only", "Read only"),
        Column::flag("unique", "Unique"),
        Column::flag("virtual", "Calculated"),
    ],
    display: "column_label",
    indexes: &[&["name", "element"]],
    ..Table::BASE
};

/// What an extending table has otherwise than the table that a column is of.
pub(super) static OVERRIDE: Table = Table {
    name: "sys_dictionary_override",
    label: "Dictionary Entry Override",
    system: system::METADATA,
    own: &[
        Column::text("name", "Table", 80),
        Column::text("base_table", "Base table", 80),
        Column::text("element", "Column name", 80),
        Column::flag("default_value_override", "Override default value"),
        Column::text("default_value", "Default value", 512),
        Column::flag("mandatory_override", "Override mandatory"),
        Column::flag("mandatory", "Mandatory"),
        Column::flag("read_only_override", "Override read only"),
        Column::flag("read_only", "Read only"),
        Column::flag("display_override", "Override display value"),
        Column::flag("dependent_override", "Override dependent"),
        Column::text("dependent", "Dependent on field", 80),
        Column::flag("reference_qual_override", "Override reference qualifier"),
        Column::text("reference_qual", "Reference qual", 1000),
        Column::flag("attributes_override", "Override attributes"),
        Column::text("attributes", "Attributes", 1000),
        Column::flag("calculation_override", "Override calculation"),
    ],
    display: "element",
    indexes: &[&["name", "element"]],
    ..Table::BASE
};
