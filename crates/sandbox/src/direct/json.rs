//! `?JSONv2`: records as objects of plain texts.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::asked::Asked;
use super::records::{Record, records, rows};
use crate::auth::Caller;
use crate::state::AppState;
use crate::store::{Kind, Row, Table};
use crate::table_api::{self, ApiError};

pub(super) const LIMITS: [&str; 3] = [
    "glide.processor.json.row_limit",
    "glide.json.export.limit",
    "glide.ui.export.limit",
];

/// Answers `get`, `getRecords` and `getKeys`.
pub(super) fn answer(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    asked: &Asked,
    table: &'static Table,
) -> Result<Response, ApiError> {
    let rows = rows(state, caller, headers, asked, table, &LIMITS)?;
    let result = match asked.params.get("sysparm_action") {
        "getKeys" => {
            let keys = rows.iter().filter_map(|row| row.get("sys_id"));
            keys.map(|sys_id| json!(sys_id)).collect()
        }
        "" | "get" | "getRecords" => shown(state, caller, headers, asked, table, &rows)?,
        other => return Ok(failure(&format!("Invalid action: {other}"))),
    };
    Ok(success(result))
}

/// The records as they are answered.
pub(super) fn success(records: Vec<Value>) -> Response {
    table_api::json(StatusCode::OK, &json!({ "records": records }))
}

/// Nothing was done at all.
pub(super) fn failure(why: &str) -> Response {
    table_api::json(StatusCode::OK, &json!({ "_error": why, "reason": null }))
}

/// These rows as objects, as `displayvalue` wants them.
pub(super) fn shown(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    asked: &Asked,
    table: &'static Table,
    rows: &[Row],
) -> Result<Vec<Value>, ApiError> {
    let records = records(state, caller, headers, table, rows, None)?;
    let property = state.store.property("glide.json.return_displayValue")?;
    let mode = match asked.params.get("displayvalue") {
        "" => property,
        mode => mode.to_owned(),
    };
    let mode = mode.to_ascii_lowercase();
    let records = records.iter();
    Ok(records.map(|record| object(table, record, &mode)).collect())
}

fn object(table: &Table, record: &Record, mode: &str) -> Value {
    let mut object = Map::new();
    object.insert("__status".into(), json!("success"));
    for (name, cell) in record {
        let kind = table.column(name).map(|column| column.kind);
        let is_plain = matches!(kind, Some(Kind::Journal | Kind::JournalList));
        let value = match mode {
            "true" if !is_plain => &cell.shown,
            _ => &cell.value,
        };
        object.insert(name.clone(), json!(value));
        if mode == "all" && !is_plain {
            object.insert(format!("dv_{name}"), json!(cell.shown));
        }
    }
    Value::Object(object)
}
