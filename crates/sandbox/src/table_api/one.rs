//! One record: made, read, changed, deleted.

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::error::MAX_BODY;
use super::list::table_named;
use super::render::Renderer;
use super::rules::Writer;
use super::{ApiError, Operation, Params, acl, answer, body, links, rules};
use crate::auth::Caller;
use crate::locale::Locale;
use crate::state::AppState;
use crate::store::{Row, Table};

pub(super) async fn create(
    caller: Caller,
    State(state): State<AppState>,
    Path(table): Path<String>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let table = table_named(&table)?;
    let (parts, sent) = request.into_parts();
    answer::accepts_json(&parts.headers)?;
    let sent = answer::read_body(&parts.headers, sent, MAX_BODY).await?;
    // A task can be made as what it is to be: `sys_class_name` says so.
    let class = sent.get("sys_class_name").and_then(Value::as_str);
    let class = class
        .and_then(Table::named)
        .filter(|class| class.is_a(table.name))
        .unwrap_or(table);
    require(&caller, class, Operation::Insert)?;
    let sys_id = body::sys_id(&sent);
    let locale = Locale::of(&state.store, &caller.sys_id, &parts.headers)?;
    let as_displayed = params.is_true("sysparm_input_display_value");
    let sent = body::columns(&state.store, table, sent, as_displayed.then_some(&locale))?;
    let writer = Writer {
        caller: &caller,
        language: locale.language,
        now: state.clock.now(),
    };
    let mut row = rules::before_insert(class, sent, writer)?;
    row.extend(sys_id.map(|sys_id| ("sys_id".to_owned(), sys_id)));
    let row = state.store.insert(class.name, row, &caller.user_name)?;
    let origin = links::origin(&parts.headers);
    let sys_id = row.get("sys_id").map_or("", String::as_str);
    let location = links::record(&origin, table.name, sys_id);
    let mut response = show(&state, &caller, &parts.headers, &params, table, &row)?;
    *response.status_mut() = StatusCode::CREATED;
    if let Ok(location) = location.parse() {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

pub(super) async fn read(
    caller: Caller,
    State(state): State<AppState>,
    Path((table, sys_id)): Path<(String, String)>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let table = table_named(&table)?;
    answer::accepts_json(&headers)?;
    let row = visible(&state, &caller, table, &sys_id)?;
    show(&state, &caller, &headers, &params, table, &row)
}

/// PUT as well as PATCH: either changes what is sent and nothing else.
pub(super) async fn update(
    caller: Caller,
    State(state): State<AppState>,
    Path((table, sys_id)): Path<(String, String)>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let table = table_named(&table)?;
    let (parts, sent) = request.into_parts();
    answer::accepts_json(&parts.headers)?;
    let sent = answer::read_body(&parts.headers, sent, MAX_BODY).await?;
    let before = visible(&state, &caller, table, &sys_id)?;
    // Reached by way of `task` an incident is still one, with its rules; yet
    // only the columns of `task` are written and shown.
    let class = table.class_of(&before).unwrap_or(table);
    require(&caller, class, Operation::Update)?;
    let locale = Locale::of(&state.store, &caller.sys_id, &parts.headers)?;
    let as_displayed = params.is_true("sysparm_input_display_value");
    let sent = body::columns(&state.store, table, sent, as_displayed.then_some(&locale))?;
    let before = state.store.get(class.name, &sys_id)?.unwrap_or(before);
    let writer = Writer {
        caller: &caller,
        language: locale.language,
        now: state.clock.now(),
    };
    let row = rules::before_update(class, &before, sent, writer)?;
    let row = state
        .store
        .update(class.name, &sys_id, row, &caller.user_name)?;
    let row = row.ok_or(ApiError::NoRecord)?;
    show(&state, &caller, &parts.headers, &params, table, &row)
}

pub(super) async fn delete(
    caller: Caller,
    State(state): State<AppState>,
    Path((table, sys_id)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let table = table_named(&table)?;
    let row = visible(&state, &caller, table, &sys_id)?;
    let class = table.class_of(&row).unwrap_or(table);
    require(&caller, class, Operation::Delete)?;
    match state.store.delete(table.name, &sys_id)? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::NoRecord),
    }
}

fn require(caller: &Caller, table: &Table, operation: Operation) -> Result<(), ApiError> {
    match acl::may(caller, table, operation) {
        true => Ok(()),
        false => Err(ApiError::Denied(operation)),
    }
}

/// The record, if the caller may know of it.
fn visible(
    state: &AppState,
    caller: &Caller,
    table: &Table,
    sys_id: &str,
) -> Result<Row, ApiError> {
    let row = state.store.get(table.name, sys_id)?;
    row.filter(|row| acl::sees_row(caller, table, row))
        .ok_or(ApiError::NoRecord)
}

fn show(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    params: &Params,
    table: &'static Table,
    row: &Row,
) -> Result<Response, ApiError> {
    if headers
        .get("x-no-response-body")
        .is_some_and(|value| value == "true")
    {
        return Ok(StatusCode::OK.into_response());
    }
    let origin = links::origin(headers);
    let locale = Locale::of(&state.store, &caller.sys_id, headers)?;
    let mut renderer = Renderer::new(&state.store, caller, &origin, &locale, params);
    // Who may make a record and not see it learns only where it is.
    let result = match acl::sees_row(caller, table, row) {
        true => renderer.record(table, row)?,
        false => json!({}),
    };
    Ok(answer::json(StatusCode::OK, &json!({ "result": result })))
}
