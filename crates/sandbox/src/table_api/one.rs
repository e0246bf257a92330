//! One record: made, read, changed, deleted.

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::body::Reading;
use super::changing::Change;
use super::error::MAX_BODY;
use super::list::table_named;
use super::render::Renderer;
use super::{ApiError, Params, acl, answer, links};
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
    let (headers, sent) = received(request).await?;
    let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
    let change = change(&state, &caller, &locale, &params);
    let row = change.make(table, sent)?;
    let origin = links::origin(&headers);
    let sys_id = row.get("sys_id").map_or("", String::as_str);
    let location = links::record(&origin, table.name, sys_id);
    let mut response = show(&state, &caller, &headers, &params, table, &row)?;
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
    let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
    let row = change(&state, &caller, &locale, &params).visible(table, &sys_id)?;
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
    let (headers, sent) = received(request).await?;
    let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
    let change = change(&state, &caller, &locale, &params);
    let row = change.alter(table, &sys_id, sent)?;
    show(&state, &caller, &headers, &params, table, &row)
}

pub(super) async fn delete(
    caller: Caller,
    State(state): State<AppState>,
    Path((table, sys_id)): Path<(String, String)>,
    params: Params,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    let table = table_named(&table)?;
    let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
    change(&state, &caller, &locale, &params).remove(table, &sys_id)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The headers, and what was sent. Of several records the first counts, as
/// documented.
async fn received(request: Request) -> Result<(HeaderMap, Value), ApiError> {
    let (parts, body) = request.into_parts();
    answer::accepts_json(&parts.headers)?;
    let sent = match answer::read_body(&parts.headers, body, MAX_BODY).await? {
        Value::Array(records) => records.into_iter().next().unwrap_or_default(),
        sent => sent,
    };
    Ok((parts.headers, sent))
}

fn change<'a>(
    state: &'a AppState,
    caller: &'a Caller,
    locale: &'a Locale,
    params: &Params,
) -> Change<'a> {
    Change {
        state,
        caller,
        locale,
        reading: Reading::of(params),
    }
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
