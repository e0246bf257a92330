//! Who asks for things, who does them and what they are about.

use crate::store::{Result, Store};

/// Their `sys_id`s, and the names that records are signed with.
pub(super) struct People {
    pub(super) users: Vec<String>,
    pub(super) agents: Vec<String>,
    /// What stands in `sys_created_by`, one for each of the agents.
    pub(super) names: Vec<String>,
    pub(super) groups: Vec<String>,
    pub(super) items: Vec<String>,
}

impl People {
    pub(super) fn of(store: &Store) -> Result<Self> {
        let ids = |table| -> Result<Vec<String>> {
            let rows = store.find(table, &[])?.into_iter();
            Ok(rows.filter_map(|mut row| row.remove("sys_id")).collect())
        };
        let users = ids("sys_user")?;
        let (mut agents, mut names) = (Vec::new(), Vec::new());
        for sys_id in &users {
            let roles = store.roles_of(sys_id)?;
            if let Some(mut user) = store.get("sys_user", sys_id)?
                && roles.iter().any(|role| role == "itil")
            {
                agents.push(sys_id.clone());
                names.extend(user.remove("user_name"));
            }
        }
        Ok(Self {
            users,
            agents,
            names,
            groups: ids("sys_user_group")?,
            items: ids("cmdb_ci")?,
        })
    }

    /// The `sys_id` and the name of one of those who work on tickets.
    pub(super) fn agent(&self, chance: u64) -> (&str, &str) {
        let count = self.agents.len().max(1) as u64;
        let at = usize::try_from(chance % count).unwrap_or_default();
        (
            self.agents.get(at).map_or("", String::as_str),
            self.names.get(at).map_or("admin", String::as_str),
        )
    }
}
