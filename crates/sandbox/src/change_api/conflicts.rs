//! `/change/{sys_id}/conflict`: which other changes are planned for the same
//! configuration item at the same time. There are neither blackouts nor
//! maintenance windows here, and a check is over before its answer.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::calendar::{comparable, others, overlap};
use super::{Asked, answer, shape, table};
use crate::dates;
use crate::records::text;
use crate::store::{Row, new_id};
use crate::table_api::{ApiError, Operation, table_named};

/// The state of a job that has ended, as documented.
const DONE: &str = "2";
/// What a change has that nobody has checked.
const NOT_RUN: &str = "Not Run";

pub(super) async fn read(asked: Asked, Path(sys_id): Path<String>) -> Result<Response, ApiError> {
    let change = asked.visible(None, &sys_id)?;
    let table = table_named("conflict")?;
    let rows = asked.state.store.find(table.name, &[("change", &sys_id)])?;
    let conflicts: Result<Vec<_>, _> = rows
        .iter()
        .map(|row| shape::of(&asked, table, row))
        .collect();
    let last_run = text(&change, "conflict_last_run");
    // It says so even where there is none, as documented.
    let (status, count, job) = match last_run.is_empty() {
        true => (NOT_RUN, "", ""),
        false => ("Conflict", "1", DONE),
    };
    Ok(answer(&json!({
        "status": status,
        "last_run": last_run,
        "record_count": count,
        "job_status": job,
        "conflicts": conflicts?,
    })))
}

pub(super) async fn check(asked: Asked, Path(sys_id): Path<String>) -> Result<Response, ApiError> {
    let _alone = asked.state.store.alone();
    let change = writable(&asked, &sys_id)?;
    let span = comparable(&change)?;
    forget(&asked, &sys_id)?;
    let store = &asked.state.store;
    let now = dates::format(asked.state.clock.now());
    let mut status = "No Conflict";
    for (other, _) in others(&asked, &change)?
        .into_iter()
        .filter(|(_, other)| overlap(span, *other))
    {
        let columns = [
            ("change", &*sys_id),
            ("conflicting_change", text(&other, "sys_id")),
            ("configuration_item", text(&change, "cmdb_ci")),
            ("type", "ci_already_scheduled"),
            ("last_checked", &*now),
        ];
        let row = columns.map(|(name, value)| (name.to_owned(), value.to_owned()));
        store.insert("conflict", row.into(), &asked.caller.user_name)?;
        status = "Conflict";
    }
    note(&asked, &sys_id, status, &now)?;
    Ok(answer(&Value::String(new_id()?)))
}

/// Takes the conflicts away and makes it as if nobody had checked. The answer
/// has no body.
pub(super) async fn cancel(
    asked: Asked,
    Path(sys_id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let _alone = asked.state.store.alone();
    writable(&asked, &sys_id)?;
    forget(&asked, &sys_id)?;
    note(&asked, &sys_id, NOT_RUN, "")?;
    Ok(StatusCode::OK)
}

fn writable(asked: &Asked, sys_id: &str) -> Result<Row, ApiError> {
    let change = asked.visible(None, sys_id)?;
    asked.change().require(table()?, Operation::Update)?;
    Ok(change)
}

fn forget(asked: &Asked, sys_id: &str) -> Result<(), ApiError> {
    let store = &asked.state.store;
    for row in store.find("conflict", &[("change", sys_id)])? {
        store.delete("conflict", text(&row, "sys_id"))?;
    }
    Ok(())
}

fn note(asked: &Asked, sys_id: &str, status: &str, on: &str) -> Result<(), ApiError> {
    let columns = [("conflict_status", status), ("conflict_last_run", on)];
    let row = columns.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let by = &asked.caller.user_name;
    asked
        .state
        .store
        .update(table()?.name, sys_id, row.into(), by)?;
    Ok(())
}
