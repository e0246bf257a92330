//! The tasks of a change: `/change/{sys_id}/task`.

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::write::read;
use super::{Asked, answer, listed_of, shape};
use crate::auth::Caller;
use crate::state::AppState;
use crate::store::{Filter, Row, Table};
use crate::table_api::{ApiError, Params, table_named};

/// The column that says which change a task is of.
const CHANGE: &str = "change_request";

fn table() -> Result<&'static Table, ApiError> {
    table_named("change_task")
}

pub(super) async fn list(
    caller: Caller,
    State(state): State<AppState>,
    Path(change): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::of(caller, state, headers)?;
    asked.visible(None, &change)?;
    let of_change = Filter::equals(CHANGE, &change);
    listed_of(&asked, table()?, &params, of_change)
}

pub(super) async fn create(
    caller: Caller,
    State(state): State<AppState>,
    Path(change): Path<String>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let (asked, mut sent, ignored) = read(table()?, caller, state, &params, request).await?;
    asked.visible(None, &change)?;
    sent.insert(CHANGE.to_owned(), json!(change));
    let row = asked.change().make(table()?, Value::Object(sent))?;
    shown(&asked, &row, Some(&ignored))
}

pub(super) async fn one(
    caller: Caller,
    State(state): State<AppState>,
    Path((change, task)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::of(caller, state, headers)?;
    shown(&asked, &visible(&asked, &change, &task)?, None)
}

pub(super) async fn update(
    caller: Caller,
    State(state): State<AppState>,
    Path((change, task)): Path<(String, String)>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let (asked, sent, ignored) = read(table()?, caller, state, &params, request).await?;
    visible(&asked, &change, &task)?;
    let row = asked.change().alter(table()?, &task, Value::Object(sent))?;
    shown(&asked, &row, Some(&ignored))
}

pub(super) async fn delete(
    caller: Caller,
    State(state): State<AppState>,
    Path((change, task)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    let asked = Asked::of(caller, state, headers)?;
    visible(&asked, &change, &task)?;
    asked.change().remove(table()?, &task)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The task, if it is of this change and the caller may know of both.
fn visible(asked: &Asked, change: &str, task: &str) -> Result<Row, ApiError> {
    asked.visible(None, change)?;
    let row = asked.change().visible(table()?, task)?;
    match row.get(CHANGE).is_some_and(|of| of == change) {
        true => Ok(row),
        false => Err(ApiError::NoRecord),
    }
}

fn shown(asked: &Asked, row: &Row, ignored: Option<&[String]>) -> Result<Response, ApiError> {
    let mut result = shape::of(asked, table()?, row)?;
    if let (Some(ignored), Value::Object(result)) = (ignored, &mut result) {
        result.insert("__meta".into(), json!({ "ignoredFields": ignored }));
    }
    Ok(answer(&result))
}
