//! The installation checklist.

use super::{ENTITY, USER};
use crate::{
    records::{is_true, text},
    store::{Result, Row, Store},
};

/// What an application of another scope is told when the table's defaults
/// were changed, word for word.
pub(super) const REFUSED: &str = "Read operation against 'oauth_entity' from scope \
     'x_mioms_m365ticket' has been refused because of the table's cross-scope access policy";

/// What was found of the connection's parts.
pub(super) struct Found {
    /// The names that were given.
    pub(super) entity_name: String,
    pub(super) user_name: String,
    /// The Application Registry's table has its defaults, so that the
    /// connector may read it.
    pub(super) registry_is_open: bool,
    /// The active registry record of that name.
    pub(super) entity: Option<Row>,
    /// The user of that name who may sign in and write tickets.
    pub(super) user: Option<Row>,
}

impl Found {
    pub(super) fn of(store: &Store) -> Result<Self> {
        let (entity_name, user_name) = (store.property(ENTITY)?, store.property(USER)?);
        let registry_is_open = registry_is_open(store)?;
        let entity = match registry_is_open {
            true => named(store, "oauth_entity", "name", &entity_name)?,
            false => None,
        };
        let user = match named(store, "sys_user", "user_name", &user_name)? {
            Some(user) if !is_true(&user, "locked_out") && writes(store, &user)? => Some(user),
            _ => None,
        };
        Ok(Self {
            entity_name,
            user_name,
            registry_is_open,
            entity,
            user,
        })
    }
}

/// The defaults: accessible from all application scopes, and "Can read"
/// checked.
fn registry_is_open(store: &Store) -> Result<bool> {
    let rows = store.find("sys_db_object", &[("name", "oauth_entity")])?;
    Ok(rows
        .iter()
        .all(|row| text(row, "access") == "public" && is_true(row, "read_access")))
}

fn named(store: &Store, table: &str, column: &str, name: &str) -> Result<Option<Row>> {
    if name.is_empty() {
        return Ok(None);
    }
    let found = store.find(table, &[(column, name), ("active", "true")])?;
    Ok(found.into_iter().next())
}

fn writes(store: &Store, user: &Row) -> Result<bool> {
    const WRITING: [&str; 4] = ["admin", "itil", "sn_incident_write", "sn_change_write"];
    let roles = store.roles_of(text(user, "sys_id"))?;
    Ok(roles.iter().any(|role| WRITING.contains(&&**role)))
}
