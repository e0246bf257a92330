//! The tables that have pages, with the menus and columns by which people
//! know them.

use crate::{
    auth::Caller,
    records::{is_true, text},
    store::{Filter, Row, Table},
    table_api::{Operation, may, seen},
};

/// The state of incidents that are done but not closed.
const RESOLVED: &str = "6";

/// One table as people see it. Its pages are at `/{table}_list.do` and
/// `/{table}.do`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct View {
    /// The table's name.
    pub(super) table: &'static str,
    /// Where ServiceNow has it below "All".
    pub(super) menu: &'static str,
    /// What the list is called.
    pub(super) title: &'static str,
    /// What a list shows of a record; the first leads to it.
    pub(super) list: &'static [&'static str],
    /// What can be changed by hand.
    pub(super) form: &'static [&'static str],
}

const TASK_LIST: &[&str] = &[
    "number",
    "short_description",
    "state",
    "priority",
    "due_date",
];

/// Every view, in the order of the menu. Menus, titles and labels are the
/// defaults that administrators are told to look for.
pub(super) static VIEWS: &[View] = &[
    View {
        table: "change_request",
        menu: "Change > All",
        title: "Change requests",
        list: TASK_LIST,
        form: &[
            "state",
            "priority",
            "risk",
            "impact",
            "assignment_group",
            "assigned_to",
            "short_description",
            "description",
            "due_date",
            "close_code",
            "close_notes",
            "comments",
            "work_notes",
        ],
    },
    View {
        table: "incident",
        menu: "Incident > All",
        title: "Incidents",
        list: TASK_LIST,
        form: &[
            "state",
            "hold_reason",
            "impact",
            "urgency",
            "caller_id",
            "assignment_group",
            "assigned_to",
            "short_description",
            "description",
            "due_date",
            "close_code",
            "close_notes",
            "comments",
            "work_notes",
        ],
    },
    View {
        table: "problem",
        menu: "Problem > All",
        title: "Problems",
        list: TASK_LIST,
        form: &[
            "state",
            "impact",
            "urgency",
            "assignment_group",
            "assigned_to",
            "short_description",
            "description",
            "work_notes",
        ],
    },
    View {
        table: "oauth_entity",
        menu: "System OAuth > Application Registry",
        title: "Application Registries",
        list: &["name", "client_id", "type", "public_client", "active"],
        form: &[
            "name",
            "client_id",
            "client_secret",
            "public_client",
            "redirect_url",
            "active",
            "token_format",
            "access_token_lifespan",
            "refresh_token_lifespan",
            "auth_code_lifespan",
            "disable_consent_screen",
            "login_url",
            "user",
            "comments",
        ],
    },
    View {
        table: "sys_cors_rule",
        menu: "System Web Services > REST > CORS Rules",
        title: "CORS Rules",
        list: &["name", "rest_api", "domain", "max_age", "active"],
        form: &[
            "name",
            "rest_api",
            "use_resource_path",
            "resource_path",
            "domain",
            "max_age",
            "get",
            "post",
            "put",
            "patch",
            "delete",
            "access_control_allow_credentials",
            "access_control_allow_headers",
            "exposed_headers",
            "active",
        ],
    },
    View {
        table: "ip_access",
        menu: "System Security > IP Address Access Control",
        title: "IP Address Access Controls",
        list: &["range_start", "range_end", "type", "direction", "active"],
        form: &[
            "type",
            "direction",
            "active",
            "description",
            "range_start",
            "range_end",
        ],
    },
    View {
        table: "sys_user",
        menu: "User Administration > Users",
        title: "Users",
        list: &["user_name", "name", "email", "active", "locked_out"],
        form: &[
            "user_name",
            "first_name",
            "last_name",
            "title",
            "email",
            "user_password",
            "time_zone",
            "active",
            "locked_out",
            "web_service_access_only",
            "enable_multifactor_authn",
        ],
    },
    View {
        table: "sys_db_object",
        menu: "System Definition > Tables",
        title: "Tables",
        list: &["label", "name", "access", "read_access"],
        form: &[
            "label",
            "access",
            "read_access",
            "create_access",
            "update_access",
            "delete_access",
            "ws_access",
        ],
    },
    View {
        table: "sys_script_fix",
        menu: "System Definition > Fix Scripts",
        title: "Fix Scripts",
        list: &["name", "active", "sys_updated_on"],
        form: &["name", "active", "description", "script"],
    },
    View {
        table: "sys_properties",
        menu: "sys_properties.list",
        title: "System Properties",
        list: &["name", "value", "type"],
        form: &["name", "type", "value", "description"],
    },
];

impl View {
    /// Its table, if the person may see it at all.
    pub(super) fn table_for(&self, caller: &Caller) -> Option<&'static Table> {
        Table::named(self.table).filter(|table| may(caller, table, Operation::Read))
    }

    /// The records that the person may see.
    pub(super) fn seen(table: &'static Table, caller: &Caller) -> Filter {
        seen(caller, table)
    }

    /// Whether its records are work to be done.
    pub(super) fn is_task(&self) -> bool {
        self.list == TASK_LIST
    }

    /// Those that somebody still has to do something about: a resolved
    /// incident is active until it is closed, yet nobody waits for it.
    pub(super) fn open(&self) -> Filter {
        let active = Filter::equals("active", "true");
        match self.table {
            "incident" => active.and(Filter::raw("\"state\" <> ?").with(RESOLVED)),
            _ => active,
        }
    }

    /// Whether the record is one of them.
    pub(super) fn is_open(&self, row: &Row) -> bool {
        let resolved = self.table == "incident" && text(row, "state") == RESOLVED;
        self.is_task() && is_true(row, "active") && !resolved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_of_columns_that_there_are() {
        for view in VIEWS {
            let table = Table::named(view.table).unwrap();
            for name in view.list.iter().chain(view.form) {
                assert!(table.column(name).is_some(), "{}.{name}", view.table);
            }
        }
    }
}
