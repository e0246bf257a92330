//! `/change/{sys_id}/task`: the steps that a change is worked off in.

use axum::extract::{Path, Request};
use axum::response::Response;
use serde_json::{Value, json};

use super::{Asked, page, write};
use crate::store::{Filter, Row, Table};
use crate::table_api::{ApiError, Params, table_named};

fn table() -> Result<&'static Table, ApiError> {
    table_named("change_task")
}

pub(super) async fn list(
    asked: Asked,
    Path(change): Path<String>,
    params: Params,
) -> Result<Response, ApiError> {
    asked.visible(None, &change)?;
    page(&asked, table()?, &params, Filter::equals("parent", &change))
}

pub(super) async fn create(
    asked: Asked,
    Path(change): Path<String>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let table = table()?;
    let (mut sent, ignored) = write::read(table, &asked, &params, request).await?;
    asked.visible(None, &change)?;
    for column in ["parent", "change_request"] {
        sent.insert(column.to_owned(), json!(change));
    }
    let row = asked.change().make(table, Value::Object(sent))?;
    asked.show(table, &row, Some(&ignored))
}

pub(super) async fn one(
    asked: Asked,
    Path((change, task)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    asked.show(table()?, &of_change(&asked, &change, &task)?, None)
}

pub(super) async fn update(
    asked: Asked,
    Path((change, task)): Path<(String, String)>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let table = table()?;
    let (sent, ignored) = write::read(table, &asked, &params, request).await?;
    let row = {
        let alone = asked.state.store.alone();
        of_change(&asked, &change, &task)?;
        let sent = Value::Object(sent);
        asked.change().alter_alone(&alone, table, &task, sent)?
    };
    asked.show(table, &row, Some(&ignored))
}

/// The answer is the task as it was.
pub(super) async fn delete(
    asked: Asked,
    Path((change, task)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let table = table()?;
    let alone = asked.state.store.alone();
    let row = of_change(&asked, &change, &task)?;
    let answer = asked.show(table, &row, None)?;
    asked.change().remove_alone(&alone, table, &task)?;
    Ok(answer)
}

/// The task, if it is one of this change's and the caller may know of both.
fn of_change(asked: &Asked, change: &str, task: &str) -> Result<Row, ApiError> {
    asked.visible(None, change)?;
    let row = asked.change().visible(table()?, task)?;
    match row.get("parent").is_some_and(|parent| parent == change) {
        true => Ok(row),
        false => Err(ApiError::NoRecord),
    }
}
