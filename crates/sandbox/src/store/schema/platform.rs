//! The platform's own tables, and the columns that every table has.

use super::{Column, Kind, Table};
use Kind::{Boolean, DateTime, Integer, Reference};

/// The columns of every table.
pub(super) static SYSTEM: &[Column] = &[
    Column::text("sys_id", "Sys ID", 32),
    Column::new("sys_created_on", "Created", DateTime),
    Column::text("sys_created_by", "Created by", 40),
    Column::new("sys_updated_on", "Updated", DateTime),
    Column::text("sys_updated_by", "Updated by", 40),
    Column::new("sys_mod_count", "Updates", Integer).or("0"),
    Column::new("sys_domain", "Domain", Reference("sys_user_group")).or("global"),
    Column::text("sys_domain_path", "Domain Path", 255).or("/"),
    Column::text("sys_tags", "Tags", 255),
];

pub(super) static CHOICE: Table = Table {
    name: "sys_choice",
    label: "Choice",
    own: &[
        Column::text("name", "Table", 80),
        Column::text("element", "Element", 80),
        Column::text("value", "Value", 80),
        Column::text("label", "Label", 100),
        Column::text("language", "Language", 40).or("en"),
        Column::new("sequence", "Sequence", Integer),
        Column::text("dependent_value", "Dependent value", 80),
        Column::text("hint", "Hint", 255),
        Column::new("inactive", "Inactive", Boolean).or("false"),
    ],
    display: "label",
    indexes: &[&["name", "element"]],
    ..Table::BASE
};

pub(super) static PROPERTY: Table = Table {
    name: "sys_properties",
    label: "System Property",
    own: &[
        Column::text("name", "Name", 100),
        Column::text("value", "Value", 4000),
        Column::text("description", "Description", 1000),
        Column::text("type", "Type", 40).or("string"),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static JOURNAL: Table = Table {
    name: "sys_journal_field",
    label: "Journal Entry",
    own: &[
        Column::text("name", "Name", 80),
        Column::text("element", "Element", 80),
        Column::text("element_id", "Element ID", 32),
        Column::text("value", "Value", 4000),
    ],
    indexes: &[&["element_id"]],
    ..Table::BASE
};

/// The REST APIs that a CORS rule can be for.
pub(super) static API: Table = Table {
    name: "sys_ws_definition",
    label: "Scripted REST Service",
    own: &[
        Column::text("name", "Name", 80),
        Column::text("base_uri", "Base API path", 255),
        Column::new("active", "Active", Boolean).or("true"),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static CORS_RULE: Table = Table {
    name: "sys_cors_rule",
    label: "CORS Rule",
    own: &[
        Column::text("name", "Name", 80),
        Column::new("rest_api", "REST API", Reference("sys_ws_definition")),
        Column::new("use_resource_path", "Use Resource Path", Boolean).or("false"),
        Column::text("resource_path", "Web Resource Path", 255),
        Column::text("domain", "Domain", 255),
        Column::new("max_age", "Max age", Integer).or("0"),
        Column::new("get", "GET", Boolean).or("false"),
        Column::new("post", "POST", Boolean).or("false"),
        Column::new("put", "PUT", Boolean).or("false"),
        Column::new("patch", "PATCH", Boolean).or("false"),
        Column::new("delete", "DELETE", Boolean).or("false"),
        Column::new(
            "access_control_allow_credentials",
            "Access-Control-Allow-Credentials",
            Boolean,
        )
        .or("false"),
        Column::text(
            "access_control_allow_headers",
            "Access-Control-Allow-Headers",
            1000,
        ),
        Column::text("exposed_headers", "Access-Control-Expose-Headers", 1000),
        Column::new("active", "Active", Boolean).or("true"),
        Column::new("for_embeddables", "For Embeddables", Boolean).or("false"),
    ],
    ..Table::BASE
};
