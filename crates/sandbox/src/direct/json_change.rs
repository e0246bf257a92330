//! `?JSONv2`: making, changing and deleting.

use axum::body::{Body, to_bytes};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::asked::Asked;
use super::json::{LIMITS, failure, shown, success};
use super::records::{read, rows};
use crate::auth::Caller;
use crate::locale::Locale;
use crate::params::{Params, encode};
use crate::state::AppState;
use crate::store::{Row, Table};
use crate::table_api::{ApiError, Change, MAX_BODY, Reading, sees_row, table_named};

/// Answers a POST.
pub(super) async fn answer(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    mut asked: Asked,
    body: Body,
) -> Result<Response, ApiError> {
    let bytes = to_bytes(body, MAX_BODY).await;
    let bytes = bytes.map_err(|_| ApiError::LargeBody {
        length: MAX_BODY as u64 + 1,
        max: MAX_BODY,
    })?;
    let sent = match bytes.is_empty() {
        true => Map::new(),
        // Of whatever type it says it is.
        false => match serde_json::from_slice(&bytes) {
            Ok(Value::Object(sent)) => sent,
            // Records alone, as some programs send them.
            Ok(many @ Value::Array(_)) => Map::from_iter([("records".to_owned(), many)]),
            _ => return Ok(failure("Invalid JSON object")),
        },
    };
    // What the body says goes before the address.
    let own = sent.iter().filter(|(name, _)| name.starts_with("sysparm_"));
    let own = own.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    asked.params = Params::of(&encode(own)).and(asked.params);
    let table = table_named(&asked.table)?;
    let locale = Locale::of(&state.store, &caller.sys_id, headers)?;
    let change = Change {
        state,
        caller,
        locale: &locale,
        reading: Reading::Displayed,
    };
    let job = Job {
        change,
        headers,
        asked: &asked,
        table,
    };
    match asked.params.get("sysparm_action") {
        "insert" | "insertMultiple" => job.insert(sent),
        "update" => job.update(sent),
        "deleteRecord" => job.delete(false),
        "deleteMultiple" => job.delete(true),
        _ => read(state, caller, headers, &asked),
    }
}

struct Job<'a> {
    change: Change<'a>,
    headers: &'a HeaderMap,
    asked: &'a Asked,
    table: &'static Table,
}

impl Job<'_> {
    fn insert(self, sent: Map<String, Value>) -> Result<Response, ApiError> {
        let many = match sent.get("records") {
            Some(Value::Array(many)) => many.clone(),
            _ => vec![Value::Object(sent)],
        };
        let mut made = Vec::with_capacity(many.len());
        for sent in many {
            let row = self.change.make(self.table, sent.clone());
            made.push(match row {
                Ok(row) => self.shown(&row)?,
                Err(ApiError::Store(error)) => return Err(error.into()),
                Err(error) => refused("Insert into", self.table, sent, &error),
            });
        }
        Ok(success(made))
    }

    fn update(self, sent: Map<String, Value>) -> Result<Response, ApiError> {
        let by = self
            .asked
            .first(&["sysparm_query", "sysparm_sys_id", "sys_id"]);
        if by.is_empty() {
            return Ok(failure("Cannot update with empty sysparm_query"));
        }
        let mut changed = Vec::new();
        for sys_id in self.sys_ids()? {
            let sent = Value::Object(sent.clone());
            let row = self.change.alter(self.table, &sys_id, sent.clone());
            changed.push(match row {
                Ok(row) => self.shown(&row)?,
                Err(ApiError::Store(error)) => return Err(error.into()),
                Err(error) => refused("Update of", self.table, sent, &error),
            });
        }
        Ok(success(changed))
    }

    fn delete(self, many: bool) -> Result<Response, ApiError> {
        let (by, why) = match many {
            true => ("sysparm_query", "Cannot delete with empty sysparm_query"),
            false => ("sysparm_sys_id", "Cannot delete with empty sysparm_sys_id"),
        };
        if self.asked.params.get(by).is_empty() {
            return Ok(failure(why));
        }
        let mut deleted = Vec::new();
        for sys_id in self.sys_ids()? {
            let sent = json!({ "sys_id": sys_id });
            deleted.push(match self.change.remove(self.table, &sys_id) {
                Ok(()) => json!({ "__status": "success", "sys_id": sys_id }),
                Err(ApiError::Store(error)) => return Err(error.into()),
                Err(error) => refused("Delete of", self.table, sent, &error),
            });
        }
        Ok(success(deleted))
    }

    fn sys_ids(&self) -> Result<Vec<String>, ApiError> {
        let Change { state, caller, .. } = self.change;
        let rows = rows(state, caller, self.headers, self.asked, self.table, &LIMITS)?;
        let ids = rows.into_iter().filter_map(|mut row| row.remove("sys_id"));
        Ok(ids.collect())
    }

    fn shown(&self, row: &Row) -> Result<Value, ApiError> {
        let Change { state, caller, .. } = self.change;
        // Who may make a record and not see it learns only that it is made.
        if !sees_row(caller, self.table, row) {
            return Ok(json!({ "__status": "success" }));
        }
        let row = std::slice::from_ref(row);
        let mut shown = shown(state, caller, self.headers, self.asked, self.table, row)?;
        Ok(shown.pop().unwrap_or_default())
    }
}

/// One record that was refused, beside others that were not.
fn refused(what: &str, table: &Table, sent: Value, error: &ApiError) -> Value {
    let mut record = Map::new();
    let error = json!({
        "message": format!("Invalid {what}: {}", table.name),
        "reason": error.words(),
    });
    record.insert("__error".into(), error);
    record.insert("__status".into(), json!("failure"));
    if let Value::Object(sent) = sent {
        record.extend(sent);
    }
    Value::Object(record)
}
