//! Records made and changed at the pages: with the same rights and rules as
//! over the API, but for secrets, which a form may set.

use super::error::ApiError;
use super::rules::{self, Writer};
use super::{Operation, acl};
use crate::auth::Caller;
use crate::state::AppState;
use crate::store::{Kind, Row, Table, hash};

/// Makes a record.
pub(crate) fn make(
    state: &AppState,
    caller: &Caller,
    table: &'static Table,
    sent: Row,
) -> Result<Row, ApiError> {
    require(caller, table, Operation::Insert)?;
    let row = rules::before_insert(table, sealed(table, sent)?, writer(state, caller))?;
    Ok(state.store.insert(table.name, row, &caller.user_name)?)
}

/// Changes a record that the caller may see.
pub(crate) fn change(
    state: &AppState,
    caller: &Caller,
    table: &'static Table,
    before: &Row,
    sent: Row,
) -> Result<Row, ApiError> {
    require(caller, table, Operation::Update)?;
    let sent = sealed(table, sent)?;
    // What the rules have looked at is what is written over.
    let _alone = state.store.alone();
    let sys_id = before.get("sys_id").map_or("", String::as_str);
    let before = state.store.get(table.name, sys_id)?;
    let before = before.ok_or(ApiError::NoRecord)?;
    let row = rules::before_update(table, &before, sent, writer(state, caller))?;
    let row = state
        .store
        .update(table.name, sys_id, row, &caller.user_name)?;
    row.ok_or(ApiError::NoRecord)
}

fn writer<'a>(state: &'a AppState, caller: &'a Caller) -> Writer<'a> {
    Writer {
        store: &state.store,
        caller,
        language: "en",
        now: state.clock.now(),
    }
}

fn require(caller: &Caller, table: &Table, operation: Operation) -> Result<(), ApiError> {
    match acl::may(caller, table, operation) {
        true => Ok(()),
        false => Err(ApiError::Denied(operation)),
    }
}

/// Secrets as they are kept. An empty one leaves what there is.
fn sealed(table: &Table, mut sent: Row) -> Result<Row, ApiError> {
    for column in table.columns().filter(|c| c.kind == Kind::Password) {
        match sent.remove(column.name) {
            Some(secret) if !secret.is_empty() => {
                sent.insert(column.name.to_owned(), hash(&secret)?);
            }
            _ => {}
        }
    }
    Ok(sent)
}
