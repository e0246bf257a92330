//! One record: made, read, changed, deleted.

use axum::extract::{OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::error::MAX_BODY;
use super::list::table_named;
use super::render::Renderer;
use super::{ApiError, Operation, Params, acl, answer, body, links, rules};
use crate::auth::Caller;
use crate::state::AppState;
use crate::store::{Row, Table};

pub(super) async fn create(
    caller: Caller,
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(table): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let table = table_named(&table)?;
    let (parts, sent) = request.into_parts();
    answer::accepts_json(&parts.headers)?;
    let params = Params::of(&uri);
    let sent = answer::read_body(&parts.headers, sent, MAX_BODY).await?;
    require(&caller, table, Operation::Insert)?;
    let as_displayed = params.is_true("sysparm_input_display_value");
    let sent = body::columns(&state.store, table, sent, as_displayed)?;
    let row = rules::before_insert(table, sent, &caller, state.clock.now())?;
    let row = state.store.insert(table.name, row, &caller.user_name)?;
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
    OriginalUri(uri): OriginalUri,
    Path((table, sys_id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let table = table_named(&table)?;
    answer::accepts_json(&headers)?;
    let row = visible(&state, &caller, table, &sys_id)?;
    show(&state, &caller, &headers, &Params::of(&uri), table, &row)
}

/// PUT as well as PATCH: either changes what is sent and nothing else.
pub(super) async fn update(
    caller: Caller,
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path((table, sys_id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let table = table_named(&table)?;
    let (parts, sent) = request.into_parts();
    answer::accepts_json(&parts.headers)?;
    let params = Params::of(&uri);
    let sent = answer::read_body(&parts.headers, sent, MAX_BODY).await?;
    let before = visible(&state, &caller, table, &sys_id)?;
    // Reached by way of `task` an incident is still one, with its rules; yet
    // only the columns of `task` are written and shown.
    let class = table.class_of(&before).unwrap_or(table);
    require(&caller, class, Operation::Update)?;
    let as_displayed = params.is_true("sysparm_input_display_value");
    let sent = body::columns(&state.store, table, sent, as_displayed)?;
    let before = state.store.get(class.name, &sys_id)?.unwrap_or(before);
    let row = rules::before_update(class, &before, sent, &caller, state.clock.now())?;
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

/// A POST to a record is a method in disguise, or nothing.
pub(super) async fn overridden(
    caller: Caller,
    state: State<AppState>,
    uri: OriginalUri,
    path: Path<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let meant = request
        .headers()
        .get("x-http-method-override")
        .and_then(|method| Method::from_bytes(method.as_bytes()).ok());
    match meant {
        Some(Method::PUT | Method::PATCH) => update(caller, state, uri, path, request).await,
        Some(Method::DELETE) => Ok(delete(caller, state, path).await?.into_response()),
        Some(Method::GET) => read(caller, state, uri, path, request.headers().clone()).await,
        _ => Err(ApiError::NoMethod),
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
    let mut renderer = Renderer::new(&state.store, caller, &origin, params);
    // Who may make a record and not see it learns only where it is.
    let result = match acl::sees_row(caller, table, row) {
        true => renderer.record(table, row)?,
        false => json!({}),
    };
    Ok(answer::json(StatusCode::OK, &json!({ "result": result })))
}
