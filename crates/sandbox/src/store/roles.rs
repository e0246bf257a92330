//! Which roles users inherit: from the groups that they are in, and from roles
//! that contain others. The rows of `sys_user_has_role` that say so are kept
//! in the transaction that changes what they follow from.
//!
//! As with Role Management V2, which new instances have, a user inherits a role
//! once, and `inh_count` says in how many ways.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params, params};

use super::{Result, Row, Table, write};

/// The tables that roles follow from.
const FOLLOWED: [&str; 5] = [
    "sys_user_grmember",
    "sys_user_has_role",
    "sys_group_has_role",
    "sys_user_role_contains",
    "sys_user_group",
];

/// Whose roles may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Affected {
    /// Nobody's.
    #[default]
    Nobody,
    /// These users'.
    Users(Vec<String>),
    /// Anybody's.
    Everybody,
}

impl Affected {
    /// By a record that was so, or is so now.
    pub(super) fn by(table: &Table, records: &[&Row]) -> Self {
        let users = records.iter().filter_map(|row| row.get("user"));
        match table.name {
            "sys_user_grmember" | "sys_user_has_role" => Self::Users(users.cloned().collect()),
            name if FOLLOWED.contains(&name) => Self::Everybody,
            _ => Self::Nobody,
        }
    }

    /// Makes, counts and takes away the inherited roles.
    pub(super) fn settle(self, connection: &Connection, by: &str, now: &str) -> Result<()> {
        match self {
            Self::Nobody => Ok(()),
            Self::Everybody => settle(connection, None, by, now),
            Self::Users(mut users) => {
                users.sort_unstable();
                users.dedup();
                let mut each = users.iter();
                each.try_for_each(|user| settle(connection, Some(user), by, now))
            }
        }
    }
}

/// A user, a role and in how many ways it is inherited. `$of` is a user, or
/// empty for all. A group has the roles of the groups above it where these let
/// them be inherited.
const INHERITED: &str = r#"
WITH RECURSIVE
above (grp, of) AS (
    SELECT sys_id, sys_id FROM sys_user_group
    UNION
    SELECT above.grp, parent.parent FROM above
    JOIN sys_user_group AS parent ON parent.sys_id = above.of
    WHERE parent.parent <> ''),
by_group (user, role) AS (
    SELECT member.user, has.role FROM sys_user_grmember AS member
    JOIN above ON above.grp = member."group"
    JOIN sys_group_has_role AS has ON has."group" = above.of
    WHERE ($of = '' OR member.user = $of)
    AND (above.of = above.grp OR has.inherits = 'true')),
everything (user, role) AS (
    SELECT user, role FROM by_group
    UNION
    SELECT user, role FROM sys_user_has_role
    WHERE inherited <> 'true' AND ($of = '' OR user = $of)
    UNION
    SELECT everything.user, part.contains FROM everything
    JOIN sys_user_role_contains AS part ON part.role = everything.role)
SELECT user, role, count(*) FROM (
    SELECT user, role FROM by_group
    UNION ALL
    SELECT everything.user, part.contains FROM everything
    JOIN sys_user_role_contains AS part ON part.role = everything.role)
WHERE user <> '' AND role <> '' GROUP BY user, role"#;

fn settle(connection: &Connection, user: Option<&str>, by: &str, now: &str) -> Result<()> {
    let of = user.unwrap_or_default();
    let mut wanted = BTreeMap::new();
    let mut statement = connection.prepare_cached(INHERITED)?;
    let found = statement.query_map(named_params! { "$of": of }, |row| {
        Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
    })?;
    for entry in found {
        let (key, count): ((String, String), i64) = entry?;
        wanted.insert(key, count);
    }
    let mut statement = connection.prepare_cached(
        "SELECT sys_id, user, role, inh_count FROM sys_user_has_role
         WHERE inherited = 'true' AND (?1 = '' OR user = ?1)",
    )?;
    let present = statement.query_map([of], |row| {
        Ok((
            row.get::<_, String>(0)?,
            (row.get(1)?, row.get(2)?),
            super::read::text(row.get_ref(3)?),
        ))
    })?;
    let present = present.collect::<rusqlite::Result<Vec<_>>>()?;
    for (sys_id, key, count) in present {
        match wanted.remove(&key) {
            Some(wanted) if count == wanted.to_string() => {}
            Some(wanted) => {
                connection.execute(
                    "UPDATE sys_user_has_role SET inh_count = ?, sys_updated_on = ?,
                     sys_updated_by = ?, sys_mod_count = sys_mod_count + 1 WHERE sys_id = ?",
                    params![wanted, now, by, sys_id],
                )?;
            }
            None => {
                connection.execute("DELETE FROM sys_user_has_role WHERE sys_id = ?", [sys_id])?;
            }
        }
    }
    let Some(table) = Table::named("sys_user_has_role") else {
        return Ok(());
    };
    for ((user, role), count) in wanted {
        let row = Row::from([
            ("user".to_owned(), user),
            ("role".to_owned(), role),
            ("inherited".to_owned(), "true".to_owned()),
            ("inh_count".to_owned(), count.to_string()),
        ]);
        write::add(connection, table, row, by, now)?;
    }
    Ok(())
}

/// What names a user, a group or a role, and goes with it.
pub(super) fn forget(connection: &Connection, table: &Table, sys_id: &str) -> Result<Affected> {
    let named_in: &[(&str, &str)] = match table.name {
        "sys_user" => &[("sys_user_grmember", "user"), ("sys_user_has_role", "user")],
        "sys_user_group" => &[
            ("sys_user_grmember", "\"group\""),
            ("sys_group_has_role", "\"group\""),
        ],
        "sys_user_role" => &[
            ("sys_user_has_role", "role"),
            ("sys_group_has_role", "role"),
            ("sys_user_role_contains", "role"),
            ("sys_user_role_contains", "contains"),
        ],
        _ => return Ok(Affected::Nobody),
    };
    for (table, column) in named_in {
        connection.execute(&format!("DELETE FROM {table} WHERE {column} = ?"), [sys_id])?;
    }
    Ok(match table.name {
        "sys_user" => Affected::Nobody,
        _ => Affected::Everybody,
    })
}
