//! Who may do what with which table, row and field.

use crate::auth::Caller;
use crate::store::{Filter, Kind, Row, TABLES, Table};

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

/// The roles, besides `admin`, that may do it. `None` lets everybody. That a
/// role contains another is not looked at here: the user has that one too.
fn roles(table: &str, operation: Operation) -> Option<&'static [&'static str]> {
    use Operation::{Delete, Read};
    Some(match (table, operation) {
        ("change_request" | "change_task", Read) => &["itil", "sn_change_read"],
        ("conflict", Read) => &["itil", "sn_change_read"],
        ("problem" | "problem_task", Read) => &["itil", "sn_problem_read"],
        (
            "task" | "incident" | "change_request" | "change_task" | "problem" | "problem_task"
            | "sc_request" | "sc_req_item" | "sc_task",
            Delete,
        ) => &[],
        ("change_request" | "change_task", _) => &["itil", "sn_change_write"],
        ("problem" | "problem_task", _) => &["itil", "sn_problem_write"],
        // Rows and fields are looked at one by one.
        ("task" | "incident" | "sys_user" | "sys_choice", Read) => return None,
        ("incident", _) => &["itil", "sn_incident_write"],
        ("task", _) => &["itil"],
        ("sc_request" | "sc_req_item" | "sc_task", _) => &["itil", "catalog"],
        ("kb_knowledge" | "kb_knowledge_base" | "kb_category", Read) => return None,
        ("kb_knowledge", _) => &["itil", "knowledge", "knowledge_admin"],
        ("kb_knowledge_base" | "kb_category", _) => &["knowledge_admin"],
        ("alm_asset" | "alm_hardware", operation) => match operation {
            Read => &["itil", "asset"],
            _ => &["asset"],
        },
        ("sys_user" | "sys_user_group" | "sys_user_grmember", operation) => match operation {
            Read => &["itil", "user_admin"],
            _ => &["user_admin"],
        },
        (
            "sys_user_role" | "sys_user_has_role" | "sys_group_has_role" | "sys_user_role_contains",
            _,
        ) => &["user_admin"],
        (
            "cmdb_ci"
            | "cmdb_ci_computer"
            | "cmdb_ci_server"
            | "cmdb_ci_service"
            | "core_company"
            | "cmn_department"
            | "cmn_location"
            | "chg_model"
            | "sys_journal_field"
            | "sc_cat_item"
            | "sc_cat_item_producer"
            | "std_change_record_producer"
            | "std_change_producer_version"
            | "cmdb_rel_ci"
            | "cmdb_rel_type"
            | "sys_attachment"
            | "sys_db_object"
            | "sys_dictionary"
            | "sys_dictionary_override"
            | "dl_u_priority",
            Read,
        ) => &["itil"],
        (
            "oauth_entity"
            | "oauth_entity_auth_scope_mapping"
            | "oidc_provider_configuration"
            | "jwt_verifier_map"
            | "sys_auth_scope"
            | "sys_api_access_scope",
            _,
        )
        | ("oauth_credential", Read) => &["oauth_admin", "mi_admin"],
        ("sso_properties" | "oidc_identity_provider", _) => &["sso_config_admin"],
        ("sys_cors_rule", _) => &["cors_rule_admin", "web_service_admin"],
        ("sys_ws_definition", Read) => &["cors_rule_admin", "web_service_admin"],
        ("sys_rate_limit_rules", _) => &["web_service_admin"],
        // Whoever writes tickets from a portal leaves word of it.
        ("x_mioms_m365ticket_connection", Read | Operation::Insert | Operation::Update) => {
            &["itil", "sn_incident_write", "sn_change_write"]
        }
        _ => &[],
    })
}

/// Whether somebody without rights to the table is told so. Of other tables
/// they get an empty list. That `sys_dictionary` is like `sys_db_object` in
/// this is an assumption.
pub(super) fn says_no(table: &Table) -> bool {
    matches!(
        table.name,
        "sys_db_object" | "sys_dictionary" | "sys_dictionary_override"
    )
}

/// Whether the caller may do this with the table's records at all.
pub(crate) fn may(caller: &Caller, table: &Table, operation: Operation) -> bool {
    roles(table.name, operation).is_none_or(|roles| {
        caller.has_role("admin") || roles.iter().any(|role| caller.has_role(role))
    })
}

/// Whether the caller's roles let see every incident.
fn reads_incidents(caller: &Caller) -> bool {
    ["itil", "sn_incident_read"]
        .iter()
        .any(|role| caller.has_role(role))
}

/// Whether the caller may see this record. Of the incidents people see those
/// that they have opened and those that are about them, whatever their roles
/// (inci-roles-instld-itsm-roles). By way of `task` they do not, since it has
/// no caller: an assumption. That users without `itil` see of
/// the users only themselves is an assumption, and the less convenient one.
pub(crate) fn sees_row(caller: &Caller, table: &Table, row: &Row) -> bool {
    let is = |column: &str, value: &str| row.get(column).is_some_and(|has| has == value);
    match table.name {
        "incident" => {
            let own = ["caller_id", "opened_by"];
            reads_incidents(caller) || own.iter().any(|column| is(column, &caller.sys_id))
        }
        "task" => match Table::named(row.get("sys_class_name").map_or("", String::as_str)) {
            Some(class) if class.name == "incident" => reads_incidents(caller),
            Some(class) if class.name != "task" => may(caller, class, Operation::Read),
            _ => caller.has_role("itil"),
        },
        "sys_user" => {
            ["itil", "user_admin"]
                .iter()
                .any(|role| caller.has_role(role))
                || is("sys_id", &caller.sys_id)
        }
        _ => may(caller, table, Operation::Read),
    }
}

/// The records that the caller may see, as a condition: for figures about
/// records that are never looked at one by one.
pub(crate) fn seen(caller: &Caller, table: &'static Table) -> Filter {
    if !may(caller, table, Operation::Read) {
        return Filter::none();
    }
    match table.name {
        "sys_user" if !sees_row(caller, table, &Row::new()) => {
            Filter::equals("sys_id", &caller.sys_id)
        }
        "incident" if !reads_incidents(caller) => {
            let own = Filter::equals("caller_id", &caller.sys_id);
            own.or(Filter::equals("opened_by", &caller.sys_id))
        }
        _ => {
            let seen = seen_classes(caller, table);
            match seen.len() {
                0 => Filter::none(),
                all if all == classes(table).count() => Filter::all(),
                _ => {
                    let seen: Vec<_> = seen.iter().map(|class| class.name.to_owned()).collect();
                    Filter::one_of("sys_class_name", false, &seen)
                }
            }
        }
    }
}

/// The tables of whose records the caller may see some: the table itself, and
/// those that extend it. Each of them counts its own records by its indexes.
pub(crate) fn seen_classes(caller: &Caller, table: &'static Table) -> Vec<&'static Table> {
    if !may(caller, table, Operation::Read) {
        return Vec::new();
    }
    let row = |class: &Table| Row::from([("sys_class_name".to_owned(), class.name.to_owned())]);
    let seen = classes(table);
    seen.filter(|class| table.name != "task" || sees_row(caller, table, &row(class)))
        .collect()
}

fn classes(table: &'static Table) -> impl Iterator<Item = &'static Table> {
    let all = TABLES.iter().copied();
    all.filter(move |class| class.is_a(table.name))
}

/// Whether the caller may see this field of some record, and on the way to it
/// every reference and some record of the tables that these lead to.
pub(crate) fn sees_path(caller: &Caller, table: &Table, path: &str) -> bool {
    if !sees_field(caller, table, path) {
        return false;
    }
    let Some((first, rest)) = path.split_once('.') else {
        return true;
    };
    match table.column(first).map(|column| column.kind) {
        Some(Kind::Reference(to)) => match Table::named(to) {
            Some(to) => may(caller, to, Operation::Read) && sees_path(caller, to, rest),
            None => true,
        },
        _ => true,
    }
}

/// Whether the caller may see this field, of whatever record. Of a field of a
/// reference only the reference is looked at.
pub(crate) fn sees_field(caller: &Caller, table: &Table, field: &str) -> bool {
    let first = field.split('.').next().unwrap_or(field);
    match table.column(first) {
        Some(column) if column.kind == Kind::Password => false,
        Some(_) if table.name == "sys_choice" => caller.has_role("admin") || field == "label",
        _ => true,
    }
}
