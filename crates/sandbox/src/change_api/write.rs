//! Making, changing and deleting changes. Fields come in the body or in the
//! address; what a change does not have is named in the answer.

use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::templates;
use super::{Asked, known, table};
use crate::auth::Caller;
use crate::state::AppState;
use crate::store::Table;
use crate::table_api::{self, ApiError, MAX_BODY, Params};

pub(super) async fn create(
    caller: Caller,
    State(state): State<AppState>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    make(caller, state, &params, request, &[]).await
}

/// `/change/normal`, `/change/emergency`. A standard one needs its template.
pub(super) async fn create_type(
    caller: Caller,
    State(state): State<AppState>,
    Path(kind): Path<String>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    match known(&kind)? {
        "standard" => Err(ApiError::NoMethod),
        kind => make(caller, state, &params, request, &[("type", kind)]).await,
    }
}

/// `/change/standard/{template}`.
pub(super) async fn create_standard(
    caller: Caller,
    State(state): State<AppState>,
    Path((kind, sys_id)): Path<(String, String)>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    if known(&kind)? != "standard" {
        return Err(ApiError::NoMethod);
    }
    let fixed = templates::fields(&state, &sys_id)?;
    let fixed: Vec<_> = fixed
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    make(caller, state, &params, request, &fixed).await
}

/// Answers 200, not 201, and says nothing of where the change is.
async fn make(
    caller: Caller,
    state: AppState,
    params: &Params,
    request: Request,
    fixed: &[(&str, &str)],
) -> Result<Response, ApiError> {
    let (asked, mut sent, ignored) = read(table()?, caller, state, params, request).await?;
    for (field, value) in fixed {
        sent.insert((*field).to_owned(), json!(value));
    }
    let row = asked.change().make(table()?, Value::Object(sent))?;
    asked.show(&row, Some(&ignored))
}

pub(super) async fn update(
    caller: Caller,
    State(state): State<AppState>,
    Path(sys_id): Path<String>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    alter(caller, state, None, &sys_id, &params, request).await
}

pub(super) async fn update_type(
    caller: Caller,
    State(state): State<AppState>,
    Path((kind, sys_id)): Path<(String, String)>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let kind = known(&kind)?;
    alter(caller, state, Some(kind), &sys_id, &params, request).await
}

async fn alter(
    caller: Caller,
    state: AppState,
    kind: Option<&str>,
    sys_id: &str,
    params: &Params,
    request: Request,
) -> Result<Response, ApiError> {
    let (asked, sent, ignored) = read(table()?, caller, state, params, request).await?;
    asked.visible(kind, sys_id)?;
    let change = asked.change();
    let row = change.alter(table()?, sys_id, Value::Object(sent))?;
    asked.show(&row, Some(&ignored))
}

pub(super) async fn delete(
    caller: Caller,
    State(state): State<AppState>,
    Path(sys_id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    remove(caller, state, None, &sys_id, headers)
}

pub(super) async fn delete_type(
    caller: Caller,
    State(state): State<AppState>,
    Path((kind, sys_id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    remove(caller, state, Some(known(&kind)?), &sys_id, headers)
}

fn remove(
    caller: Caller,
    state: AppState,
    kind: Option<&str>,
    sys_id: &str,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    let asked = Asked::of(caller, state, headers)?;
    asked.visible(kind, sys_id)?;
    asked.change().remove(table()?, sys_id)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who asks, the fields that the table has, and the names of the others.
pub(super) async fn read(
    table: &Table,
    caller: Caller,
    state: AppState,
    params: &Params,
    request: Request,
) -> Result<(Asked, Map<String, Value>, Vec<String>), ApiError> {
    let (parts, body) = request.into_parts();
    let asked = Asked::of(caller, state, parts.headers)?;
    let mut sent = Map::new();
    for (field, value) in params.pairs() {
        if !field.starts_with("sysparm_") {
            sent.insert(field.to_owned(), json!(value));
        }
    }
    let bytes = to_bytes(body, MAX_BODY).await;
    let bytes = bytes.map_err(|_| ApiError::LargeBody {
        length: MAX_BODY as u64 + 1,
        max: MAX_BODY,
    })?;
    // Everything may stand in the address, and then there is no body.
    if !bytes.is_empty() {
        match table_api::read_body(&asked.headers, bytes.into(), MAX_BODY).await? {
            Value::Object(body) => sent.extend(body),
            _ => return Err(ApiError::BadBody),
        }
    }
    let is_known = |field: &String| table.column(field).is_some();
    let ignored = sent.keys().filter(|field| !is_known(field));
    let ignored = ignored.cloned().collect();
    sent.retain(|field, _| is_known(field));
    Ok((asked, sent, ignored))
}
