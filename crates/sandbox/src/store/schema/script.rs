//! What the platform itself runs and writes down: business rules, of which
//! the instance runs none that is written here, and the log.

use super::{Column, Table, system};

pub(super) static BUSINESS_RULE: Table = Table {
    name: "sys_script",
    label: "Business Rule",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 40),
        Column::text("collection", "Table", 80),
        Column::text("description", "Description", 4000),
        Column::flag("active", "Active").or("true"),
        Column::flag("advanced", "Advanced"),
        Column::text("when", "When", 40).or("before"),
        Column::whole("order", "Order").or("100"),
        Column::whole("priority", "Priority").or("100"),
        Column::flag("action_insert", "Insert"),
        Column::flag("action_update", "Update"),
        Column::flag("action_delete", "Delete"),
        Column::flag("action_query", "Query"),
        Column::text("condition", "Condition", 254),
        Column::text("filter_condition", "Filter Conditions", 4000),
        Column::text("role_conditions", "Role conditions", 4000),
        Column::text("template", "Template", 4000),
        Column::text("script", "Script", 65_000),
        Column::flag("abort_action", "Abort action"),
        Column::flag("add_message", "Add message"),
        Column::text("message", "Message", 4000),
        Column::flag("client_callable", "Client callable"),
        Column::flag("is_rest", "REST"),
        Column::text("rest_service", "REST service", 32),
        Column::text("rest_method", "REST method", 32),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static LOG: Table = Table {
    name: "syslog",
    label: "Log Entry",
    system: system::WRITTEN_ONCE,
    own: &[
        Column::number_choice("level", "Level").or("0"),
        Column::text("message", "Message", 4000),
        Column::text("source", "Source", 255),
        Column::text("sequence", "Sequence", 40),
        Column::text("context_map", "Context map", 4000),
        Column::link("source_package", "Source package", "sys_package"),
        Column::link("source_application_family", "App Family", "sys_package"),
        Column::text("sys_class_name", "Class", 80).or("syslog"),
    ],
    display: "message",
    indexes: &[&["sys_created_on"]],
    ..Table::BASE
};
