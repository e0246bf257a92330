//! Who may do what with which table, row and field.

use crate::auth::Caller;
use crate::store::{Kind, Row, Table};

/// What is done with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Seeing it.
    Read,
    /// Making it.
    Insert,
    /// Changing it.
    Update,
    /// Deleting it.
    Delete,
}

impl Operation {
    /// The word in ServiceNow's message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Insert => "Insert",
            Self::Update => "Update",
            Self::Delete => "Delete",
        }
    }
}

/// The roles, besides `admin`, that may do it. `None` lets everybody. No role
/// contains another: who may write a record need not see any.
fn roles(table: &str, operation: Operation) -> Option<&'static [&'static str]> {
    use Operation::{Delete, Read};
    Some(match (table, operation) {
        ("incident", Read) => &["itil", "sn_incident_read"],
        ("change_request", Read) => &["itil", "sn_change_read"],
        ("incident" | "change_request", Delete) => &[],
        ("incident", _) => &["itil", "sn_incident_write"],
        ("change_request", _) => &["itil", "sn_change_write"],
        // Rows and fields are looked at one by one.
        ("task" | "sys_user" | "sys_choice", Read) => return None,
        ("sys_user_group" | "sys_journal_field", Read) => &["itil"],
        ("oauth_entity", _) => &["oauth_admin", "mi_admin"],
        ("sys_cors_rule", _) => &["cors_rule_admin", "web_service_admin"],
        ("sys_ws_definition", Read) => &["cors_rule_admin", "web_service_admin"],
        _ => &[],
    })
}

/// Whether the caller may do this with the table's records at all.
pub(crate) fn may(caller: &Caller, table: &Table, operation: Operation) -> bool {
    roles(table.name, operation).is_none_or(|roles| {
        caller.has_role("admin") || roles.iter().any(|role| caller.has_role(role))
    })
}

/// Whether the caller may see this record. That users without `itil` see of
/// the users only themselves is an assumption, and the less convenient one.
pub(super) fn sees_row(caller: &Caller, table: &Table, row: &Row) -> bool {
    let is = |column: &str, value: &str| row.get(column).is_some_and(|has| has == value);
    match table.name {
        "task" => Table::named(row.get("sys_class_name").map_or("", String::as_str))
            .is_some_and(|table| may(caller, table, Operation::Read)),
        "sys_user" => {
            ["itil", "user_admin"]
                .iter()
                .any(|role| caller.has_role(role))
                || is("sys_id", &caller.sys_id)
        }
        _ => may(caller, table, Operation::Read),
    }
}

/// Whether the caller may see this field, of whatever record.
pub(crate) fn sees_field(caller: &Caller, table: &Table, field: &str) -> bool {
    let first = field.split('.').next().unwrap_or(field);
    match table.column(first) {
        Some(column) if column.kind == Kind::Password => false,
        Some(_) if table.name == "sys_choice" => caller.has_role("admin") || field == "label",
        _ => true,
    }
}
