//! The rows of `sys_user` as callers.

use super::Caller;
use crate::{
    records::{is_true, text},
    store::{Result, Row, Store, Table, is_password},
};

/// The user of this name, if the password is theirs and they may sign in.
pub fn by_password(store: &Store, user_name: &str, password: &str) -> Result<Option<Caller>> {
    let found = store.find("sys_user", &[("user_name", user_name)])?;
    match found.first() {
        Some(row) if is_password(text(row, "user_password"), password) => caller(store, row),
        _ => Ok(None),
    }
}

/// The user of this `sys_id`, if they may still sign in.
pub fn by_id(store: &Store, sys_id: &str) -> Result<Option<Caller>> {
    match store.get("sys_user", sys_id)? {
        Some(row) => caller(store, &row),
        None => Ok(None),
    }
}

/// The one user in whose record this column has this value, if they may sign
/// in. Nobody is meant by nothing, nor by what two of them have.
pub fn by_field(store: &Store, field: &str, value: &str) -> Result<Option<Caller>> {
    let table = Table::named("sys_user").and_then(|table| table.column(field));
    if value.is_empty() || !table.is_some_and(|column| column.is_stored()) {
        return Ok(None);
    }
    match &*store.find("sys_user", &[(field, value)])? {
        [row] => caller(store, row),
        _ => Ok(None),
    }
}

fn caller(store: &Store, row: &Row) -> Result<Option<Caller>> {
    if !is_true(row, "active") || is_true(row, "locked_out") {
        return Ok(None);
    }
    let sys_id = text(row, "sys_id");
    Ok(Some(Caller {
        user_name: text(row, "user_name").to_owned(),
        sys_id: sys_id.to_owned(),
        roles: store.roles_of(sys_id)?,
    }))
}
