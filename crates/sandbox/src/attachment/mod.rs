//! The Attachment API: `/api/now/attachment`, files on records.

mod file;
mod put;
#[cfg(test)]
mod tests;
mod upload;

pub(crate) use file::for_people;

use axum::Router;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use crate::auth::Caller;
use crate::locale::Locale;
use crate::state::AppState;
use crate::store::{Row, Table};
use crate::table_api::{
    self, ApiError, Page, Params, accepts_json, check_fields, no_such_method, reader, sees_row,
    selected, table_named,
};

/// How many rows a list has unless told otherwise.
const DEFAULT_LIMIT: u64 = 1_000;

/// The routes below `/api/now`.
pub fn router() -> Router<AppState> {
    ["/attachment", "/v1/attachment"]
        .into_iter()
        .fold(Router::new(), |router, at| router.nest(at, routes()))
}

fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(list).fallback(no_such_method))
        .route("/file", post(put::file).fallback(no_such_method))
        .route("/upload", post(upload::upload).fallback(no_such_method))
        .route(
            "/{sys_id}",
            get(read).delete(delete).fallback(no_such_method),
        )
        .route("/{sys_id}/file", get(file::file).fallback(no_such_method))
}

fn table() -> Result<&'static Table, ApiError> {
    table_named("sys_attachment")
}

async fn list(
    caller: Caller,
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    accepts_json(&headers)?;
    let table = table()?;
    let query = params.query(table);
    check_fields(&caller, table, &query)?;
    let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
    let reader = reader(&state, table, &caller, &locale)?;
    let select = selected(&reader, &query, &params, DEFAULT_LIMIT);
    let origin = table_api::origin(&headers);
    let mut result = Vec::new();
    for row in state.store.select(table, &select)? {
        if is_visible(&state, &caller, &row)? {
            result.push(metadata(table, &row, &origin));
        }
    }
    let total = state.store.count(table, &select.filter)?;
    let mut answer = table_api::json(StatusCode::OK, &json!({ "result": result }));
    let page = Page {
        offset: select.offset,
        limit: select.limit,
        total: Some(total),
    };
    let answered = answer.headers_mut();
    answered.insert(table_api::TOTAL, total.into());
    if let Ok(links) = HeaderValue::from_str(&table_api::pages(&origin, &uri, page)) {
        answered.insert(header::LINK, links);
    }
    Ok(answer)
}

async fn read(
    caller: Caller,
    State(state): State<AppState>,
    Path(sys_id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    accepts_json(&headers)?;
    let row = visible(&state, &caller, &sys_id)?;
    show(StatusCode::OK, &row, &headers)
}

/// Who may write the record may take its files away.
async fn delete(
    caller: Caller,
    State(state): State<AppState>,
    Path(sys_id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    let row = visible(&state, &caller, &sys_id)?;
    let text = |column: &str| row.get(column).map_or("", String::as_str);
    let target = put::Target {
        table: text("table_name"),
        sys_id: text("table_sys_id"),
    };
    put::may_write(
        &state,
        &caller,
        &headers,
        target,
        table_api::Operation::Delete,
    )?;
    state.store.delete("sys_attachment", &sys_id)?;
    Ok(StatusCode::NO_CONTENT)
}

fn show(status: StatusCode, row: &Row, headers: &HeaderMap) -> Result<Response, ApiError> {
    let origin = table_api::origin(headers);
    let body = json!({ "result": metadata(table()?, row, &origin) });
    Ok(table_api::json(status, &body))
}

/// What is known of a file: plain texts, whatever the table has.
fn metadata(table: &Table, row: &Row, origin: &str) -> Value {
    let mut shown: Map<String, Value> = table
        .columns()
        .filter_map(|column| Some((column.name.to_owned(), json!(row.get(column.name)?))))
        .collect();
    let sys_id = row.get("sys_id").map_or("", String::as_str);
    let link = format!("{origin}/api/now/attachment/{sys_id}/file");
    shown.insert("download_link".into(), link.into());
    Value::Object(shown)
}

/// The file's row, if the caller may know of it.
fn visible(state: &AppState, caller: &Caller, sys_id: &str) -> Result<Row, ApiError> {
    let row = state.store.get("sys_attachment", sys_id)?;
    match row {
        Some(row) if is_visible(state, caller, &row)? => Ok(row),
        _ => Err(ApiError::NoRecord),
    }
}

/// Who sees the record sees what is attached.
fn is_visible(state: &AppState, caller: &Caller, row: &Row) -> Result<bool, ApiError> {
    let text = |column: &str| row.get(column).map_or("", String::as_str);
    let Some(table) = Table::named(text("table_name")) else {
        return Ok(caller.has_role("admin"));
    };
    let record = state.store.get(table.name, text("table_sys_id"))?;
    Ok(match record {
        Some(record) => sees_row(caller, table, &record),
        None => caller.has_role("admin"),
    })
}
