//! Groups that tasks are assigned to, their members and their roles.

use super::data::{id, lines, names};
use super::users::{members, user};
use super::{put, row};
use crate::store::{Result, Store};

/// Name, manager, roles, description.
const GROUPS: &str = include_str!("data/groups.txt");

pub(super) fn seed(store: &Store) -> Result<()> {
    let known = [
        [
            "Security Operations",
            "minji.park",
            "itil",
            "Looks after the tenant",
        ],
        ["Service Desk", "bud.richman", "itil", "Answers first"],
    ];
    for [name, manager, roles, description] in known.into_iter().chain(lines(GROUPS)) {
        let group = group(name);
        let columns = [
            ("name", name),
            ("manager", &*user(manager)),
            ("description", description),
            (
                "email",
                &*format!("{}@example.com", name.to_lowercase().replace(' ', ".")),
            ),
        ];
        put(store, "sys_user_group", &group, &columns)?;
        for role in names(roles) {
            let has = row(&[("group", &group), ("role", &id("role", role))]);
            store.insert("sys_group_has_role", has, "admin")?;
        }
        for member in members(name) {
            let member = user(member);
            let is_in = row(&[("group", &group), ("user", &member)]);
            store.insert("sys_user_grmember", is_in, "admin")?;
        }
    }
    Ok(())
}

/// `sys_id` of a group by name.
pub(super) fn group(name: &str) -> String {
    id("group", name)
}
