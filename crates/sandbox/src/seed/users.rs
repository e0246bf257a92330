//! Users and their roles.

use super::{put, row};
use crate::store::{Result, Store, hash};

/// The password of every user of the demo.
pub const PASSWORD: &str = "snowline";

/// `sys_id` of the integration user.
pub(super) const INTEGRATION: &str = "c1a4d9e07b5f4c0c8e2b6f93a7d05e18";
/// `sys_id` of a user without roles.
pub(super) const ABEL: &str = "62826bf03710200044e0bfc8bcbe5df1";
/// `sys_id` of the administrator.
pub(super) const ADMIN: &str = "6816f79cc0a8016401c5a33be04be441";

const ROLES: &[(&str, &str)] = &[
    ("admin", "Everything"),
    ("itil", "Incidents, changes and users"),
    ("sn_incident_read", "Incidents, to read"),
    ("sn_incident_write", "Incidents, to write"),
    ("sn_change_read", "Changes, to read"),
    ("sn_change_write", "Changes, to write"),
    ("oauth_admin", "The application registry"),
    ("cors_rule_admin", "CORS rules"),
    ("web_service_admin", "Web services and their CORS rules"),
    ("user_admin", "Users"),
];

/// `sys_id`, user name, first name, last name, roles.
type User = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const USERS: &[User] = &[
    (ADMIN, "admin", "System", "Administrator", &["admin"]),
    (
        INTEGRATION,
        "integration.user",
        "Integration",
        "User",
        &[
            "sn_incident_read",
            "sn_incident_write",
            "sn_change_read",
            "sn_change_write",
        ],
    ),
    (ABEL, "abel.tuter", "Abel", "Tuter", &[]),
];

pub(super) fn seed(store: &Store) -> Result<()> {
    for (name, description) in ROLES {
        let role = row(&[("name", name), ("description", description)]);
        store.insert("sys_user_role", role, "admin")?;
    }
    for (sys_id, user_name, first, last, roles) in USERS {
        let email = format!("{user_name}@example.com");
        let columns = [
            ("user_name", *user_name),
            ("first_name", *first),
            ("last_name", *last),
            ("name", &format!("{first} {last}")),
            ("email", &email),
            ("user_password", &hash(PASSWORD)?),
        ];
        put(store, "sys_user", sys_id, &columns)?;
        for role in *roles {
            for role in store.find("sys_user_role", &[("name", role)])? {
                let role = role.get("sys_id").map_or("", String::as_str);
                let has = row(&[("user", sys_id), ("role", role)]);
                store.insert("sys_user_has_role", has, "admin")?;
            }
        }
    }
    Ok(())
}
