//! `insertMultiple`: many rows in one request, of which only the sets are told.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::{asked, transform};
use crate::auth::Caller;
use crate::state::AppState;
use crate::store::{Table, new_id};
use crate::table_api::{self, ApiError, Operation, Params, table_named};

/// Real instances transform the rows after their answer; here it is done
/// before, which a caller who waits for the records cannot tell.
pub(super) async fn insert(
    caller: Caller,
    State(state): State<AppState>,
    Path(name): Path<String>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let asked = asked(caller, state, name, request).await?;
    let Some(Value::Array(records)) = asked.sent.get("records") else {
        return Err(ApiError::BadBody);
    };
    let change = asked.change();
    let target = table_named(asked.staging.target)?;
    change.require(target, Operation::Insert)?;
    let records = records.iter().map(Value::as_object);
    let records: Option<Vec<_>> = records.collect();
    for record in records.ok_or(ApiError::BadBody)? {
        let record = by_name(target, record);
        transform(change, asked.staging, &record, &asked.origin)?;
    }
    asked.state.store.number("sys_import_set", super::NUMBERS)?;
    let set = match params.get("multi_import_set_id") {
        Some(set) if !set.is_empty() => set.to_owned(),
        _ => new_id()?,
    };
    let answer = json!({ "import_set_id": new_id()?, "multi_import_set_id": set });
    Ok(table_api::json(StatusCode::CREATED, &answer))
}

/// Fields are named by their labels; by assumption by their names, too.
fn by_name(target: &Table, record: &Map<String, Value>) -> Map<String, Value> {
    let named = record.iter().map(|(label, value)| {
        let mut columns = target.columns();
        let column = columns.find(|column| target.label_of(column) == label);
        let name = column.map_or(label.as_str(), |column| column.name);
        (name.to_owned(), value.clone())
    });
    named.collect()
}
