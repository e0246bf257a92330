//! What the instance has from the start.

mod assets;
mod catalog;
pub(crate) mod change_models;
mod changes;
mod choices;
mod connection;
mod data;
mod desk;
mod dictionary;
mod groups;
mod incidents;
mod items;
mod knowledge;
mod known;
mod lookups;
mod many;
mod platform;
mod policies;
mod problems;
mod single_sign_on;
#[cfg(test)]
mod tests;
mod ticket;
mod users;

pub use connection::{AUDIENCE, CLIENT_ID, customise_registry};
pub use many::fill;
pub use single_sign_on::{IDENTITY_PROVIDER, single_sign_on};
pub use users::PASSWORD;

use crate::store::{Filter, Result, Row, Store, Table};

/// Users, roles, choices, properties and APIs. A store that has them already
/// is left as it is.
pub fn base(store: &Store) -> Result<()> {
    if store
        .find("sys_user", &[("user_name", "admin")])?
        .is_empty()
    {
        users::seed(store)?;
        groups::seed(store)?;
        items::seed(store)?;
        platform::seed(store)?;
        change_models::seed(store)?;
    }
    // What an older version did not have is made in its files, too.
    users::roles(store)?;
    choices::seed(store)?;
    platform::numbers(store)?;
    policies::seed(store)?;
    lookups::seed(store)?;
    catalog::templates(store)?;
    dictionary::seed(store)
}

/// [`base`] and the demo's records; with a portal's origin also the tickets
/// that it has made, and the OAuth entity, the CORS rules and the property
/// that let it in. Records
/// that are there already stay, whoever made them.
pub fn demo(store: &Store, portal: Option<&str>) -> Result<()> {
    base(store)?;
    if is_empty(store, "incident")? && is_empty(store, "change_request")? {
        changes::seed(store, portal.is_some())?;
        incidents::seed(store, portal.is_some())?;
        problems::seed(store)?;
    }
    catalog::seed(store)?;
    knowledge::seed(store)?;
    assets::seed(store)?;
    match portal {
        Some(portal) => connection::seed(store, portal),
        None => Ok(()),
    }
}

fn is_empty(store: &Store, table: &str) -> Result<bool> {
    match Table::named(table) {
        Some(table) => store.count(table, &Filter::all()).map(|count| count == 0),
        None => Ok(false),
    }
}

/// The record with these columns.
fn row(columns: &[(&str, &str)]) -> Row {
    columns
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// Makes a record under a `sys_id` that is the same in every instance, unless
/// it is there.
fn put(store: &Store, table: &str, sys_id: &str, columns: &[(&str, &str)]) -> Result<()> {
    if store.get(table, sys_id)?.is_some() {
        return Ok(());
    }
    let mut row = row(columns);
    row.insert("sys_id".to_owned(), sys_id.to_owned());
    store.insert(table, row, "admin").map(drop)
}
