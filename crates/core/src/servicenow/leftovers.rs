//! What a setup leaves on an instance when the connection is removed from the portal, and where an
//! administrator takes it away.

use super::connection_record::{self, PORTAL};
use super::needs;
use super::provisioning;
use super::query::{Column, Condition, Query, QueryValue};
use super::setup::Step;
use super::{columns, user};
use crate::oauth::form::encoded;

const CLIENT_ID: Column = Column::new("client_id");
const DOMAIN: Column = Column::new("domain");

/// Something on the instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The name of the message that says what it is.
    pub key: &'static str,
    /// What the message names.
    pub arguments: Vec<(&'static str, String)>,
    /// Where it is in ServiceNow's own menus, in its own words.
    pub menu: &'static str,
    /// The path of the list that has it, and nothing else where that can be asked for.
    pub path: String,
}

/// The tokens that the instance has given: the menu, and the path of its list.
pub const TOKENS: (&str, &str) = (
    "System OAuth > Manage Tokens",
    "/nav_to.do?uri=oauth_credential_list.do",
);

/// What a setup was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup<'a> {
    /// The portal's origin.
    pub origin: &'a str,
    /// The page by which the instance knows the portal.
    pub portal: &'a str,
    /// The client ID of the OAuth entity.
    pub client_id: &'a str,
    /// The user name of the integration user.
    pub user_name: &'a str,
    /// Requests went through the portal's proxy, so that nothing lets this origin in.
    pub proxied: bool,
}

/// All of it, in the order in which it is taken away: what ends the tokens first.
#[must_use]
pub fn leftovers(setup: &Setup<'_>) -> Vec<Leftover> {
    let own = |text: &str| text.to_owned();
    let mut left = vec![Leftover {
        key: "remove.left.entity",
        arguments: vec![("id", own(setup.client_id))],
        menu: "System OAuth > Application Registry",
        path: list("oauth_entity", CLIENT_ID, setup.client_id),
    }];
    if !setup.proxied {
        let names = needs::CORS_RULES.map(|rule| rule.name).join(", ");
        left.push(Leftover {
            key: "remove.left.rules",
            arguments: vec![("names", names), ("origin", own(setup.origin))],
            menu: "System Web Services > REST > CORS Rules",
            path: list("sys_cors_rule", DOMAIN, setup.origin),
        });
        left.push(Leftover {
            key: "remove.left.property",
            arguments: vec![
                ("name", own(needs::TOKEN_PROPERTY)),
                ("origin", own(setup.origin)),
            ],
            menu: "sys_properties.list",
            path: Step::Token.path().unwrap_or_default().to_owned(),
        });
    }
    left.push(Leftover {
        key: "remove.left.user",
        arguments: vec![
            ("user", own(setup.user_name)),
            ("roles", needs::ROLES.join(", ")),
        ],
        menu: "User Administration > Users",
        path: list(user::TABLE, columns::USER_NAME, setup.user_name),
    });
    left.push(Leftover {
        key: "remove.left.word",
        arguments: vec![("portal", own(setup.portal))],
        menu: "x_mioms_m365ticket_connection.list",
        path: list(connection_record::TABLE, PORTAL, setup.portal),
    });
    let script = provisioning::name_for(setup.origin);
    left.push(Leftover {
        key: "remove.left.script",
        path: list("sys_script_fix", columns::NAME, &script),
        arguments: vec![("name", script)],
        menu: "System Definition > Fix Scripts",
    });
    left
}

/// The records of a table with that value; all of them where a query cannot have it.
fn list(table: &str, column: Column, value: &str) -> String {
    let mut address = [table, "_list.do"].concat();
    if let Ok(value) = QueryValue::parse(value) {
        let query = Query::new().and(&Condition::equals(column, value));
        address.push_str("?sysparm_query=");
        address.push_str(&encoded(query.as_str()));
    }
    ["/nav_to.do?uri=", &encoded(&address)].concat()
}
