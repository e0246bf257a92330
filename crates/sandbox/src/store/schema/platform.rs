//! The platform's own tables: lists of choices, properties, journals, what is
//! attached to records, and how often the APIs may be called.

use super::{Column, Kind, Table, system};

pub(super) static CHOICE: Table = Table {
    name: "sys_choice",
    label: "Choice",
    system: system::METADATA,
    own: &[
        Column::text("name", "Table", 80).required(),
        Column::text("element", "Element", 80).required(),
        Column::text("value", "Value", 80),
        Column::text("label", "Label", 100),
        Column::text("language", "Language", 40).or("en"),
        Column::whole("sequence", "Sequence"),
        Column::text("dependent_value", "Dependent value", 80),
        Column::text("hint", "Hint", 255),
        Column::text("synonyms", "Synonyms", 1000),
        Column::flag("inactive", "Inactive"),
    ],
    display: "label",
    indexes: &[&["name", "element"]],
    ..Table::BASE
};

pub(super) static PROPERTY: Table = Table {
    name: "sys_properties",
    label: "System Property",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100).required(),
        Column::text("value", "Value", 4000),
        Column::text("description", "Description", 1000),
        Column::text("type", "Type", 40).or("string"),
        Column::text("choices", "Choices", 4000),
        Column::text("suffix", "Suffix", 100),
        Column::text("read_roles", "Read roles", 255),
        Column::text("write_roles", "Write roles", 255),
        Column::flag("ignore_cache", "Ignore cache"),
        Column::flag("is_private", "Private"),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static JOURNAL: Table = Table {
    name: "sys_journal_field",
    label: "Journal Entry",
    system: system::WRITTEN_ONCE,
    own: &[
        Column::text("name", "Name", 80),
        Column::text("element", "Element", 80),
        Column::text("element_id", "Element ID", 32),
        Column::text("value", "Value", 4000),
    ],
    display: "element",
    indexes: &[&["element_id"]],
    ..Table::BASE
};

/// How the records of a table are numbered.
pub(super) static NUMBER: Table = Table {
    name: "sys_number",
    label: "Number",
    system: system::METADATA,
    own: &[
        Column::new("category", "Table", Kind::NameReference("sys_db_object")).required(),
        Column::text("prefix", "Prefix", 40).required(),
        Column::whole("number", "Number"),
        Column::whole("maximum_digits", "Number of digits").or("7"),
    ],
    display: "prefix",
    indexes: &[&["category"]],
    ..Table::BASE
};

/// The last number that each table has given.
pub(super) static COUNTER: Table = Table {
    name: "sys_number_counter",
    label: "Counter",
    own: &[
        Column::new("table", "Table", Kind::NameReference("sys_db_object")),
        Column::whole("number", "Number"),
    ],
    display: "table",
    indexes: &[&["table"]],
    ..Table::BASE
};

/// Which priority an impact and an urgency make.
pub(super) static PRIORITY: Table = Table {
    name: "dl_u_priority",
    label: "Priority Data Lookup",
    system: system::METADATA,
    own: &[
        Column::whole("impact", "Impact"),
        Column::whole("urgency", "Urgency"),
        Column::whole("priority", "Priority"),
        Column::whole("order", "Order").or("100"),
        Column::flag("active", "Active").or("true"),
    ],
    display: "priority",
    ..Table::BASE
};

/// The REST APIs that a CORS rule can be for.
pub(super) static API: Table = Table {
    name: "sys_ws_definition",
    label: "Scripted REST Service",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 80),
        Column::text("namespace", "API namespace", 80),
        Column::text("service_id", "API ID", 80),
        Column::text("base_uri", "Base API path", 255),
        Column::text("short_description", "Short description", 160),
        Column::flag("active", "Active").or("true"),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static CORS_RULE: Table = Table {
    name: "sys_cors_rule",
    label: "CORS Rule",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 80),
        Column::link("rest_api", "REST API", "sys_ws_definition"),
        Column::flag("use_resource_path", "Use Resource Path"),
        Column::text("resource_path", "Web Resource Path", 255),
        Column::text("domain", "Domain", 255).required(),
        Column::whole("max_age", "Max age").or("0"),
        Column::flag("get", "GET"),
        Column::flag("post", "POST"),
        Column::flag("put", "PUT"),
        Column::flag("patch", "PATCH"),
        Column::flag("delete", "DELETE"),
        Column::flag(
            "access_control_allow_credentials",
            "Access-Control-Allow-Credentials",
        ),
        Column::text(
            "access_control_allow_headers",
            "Access-Control-Allow-Headers",
            1000,
        ),
        Column::text("exposed_headers", "Access-Control-Expose-Headers", 1000),
        Column::flag("active", "Active").or("true"),
        Column::flag("for_embeddables", "For Embeddables"),
    ],
    ..Table::BASE
};

pub(super) static RATE_LIMIT: Table = Table {
    name: "sys_rate_limit_rules",
    label: "Rate Limit Rule",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 80),
        Column::text("type", "Type", 40).or("all"),
        Column::link("user", "User", "sys_user"),
        Column::link("role", "Role", "sys_user_role"),
        Column::text("request_resource", "Request resource type", 40).or("rest"),
        Column::link("rest_api", "REST API", "sys_ws_definition"),
        Column::text("method", "Method", 40),
        Column::whole("request_limit", "Request limit per hour"),
        Column::text("limit_id", "Rate Limit ID", 40),
        Column::flag("active", "Active").or("true"),
    ],
    ..Table::BASE
};

pub(super) static ATTACHMENT: Table = Table {
    name: "sys_attachment",
    label: "Attachment",
    own: &[
        Column::text("file_name", "File name", 255),
        Column::text("content_type", "Content type", 127),
        Column::text("table_name", "Table name", 80),
        Column::text("table_sys_id", "Table sys ID", 32),
        Column::whole("size_bytes", "Size bytes"),
        Column::whole("size_compressed", "Size compressed"),
        Column::whole("chunk_size_bytes", "Chunk size bytes"),
        Column::flag("compressed", "Compressed").or("true"),
        Column::text("state", "State", 40).or("pending"),
        Column::text("hash", "Hash", 255),
        Column::text("average_image_color", "Average image color", 40),
        Column::text("image_height", "Image height", 40),
        Column::text("image_width", "Image width", 40),
        Column::text("encryption_context", "Encryption context", 40),
    ],
    display: "file_name",
    indexes: &[&["table_sys_id"]],
    ..Table::BASE
};
