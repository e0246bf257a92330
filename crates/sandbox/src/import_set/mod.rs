//! The Import Set API: `/api/now/import/{stagingTable}`. What is sent becomes
//! a row of a staging table and, by that table's transform map, a record.

mod many;
mod maps;
mod memory;
#[cfg(test)]
mod tests;

pub use memory::Imports;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use crate::auth::Caller;
use crate::locale::Locale;
use crate::state::AppState;
use crate::store::{Row, new_id};
use crate::table_api::{
    self, ApiError, Change, MAX_BODY, Operation, Reading, accepts_json, no_such_method, table_named,
};
use maps::Staging;

/// The routes below `/api/now`.
pub fn router() -> Router<AppState> {
    ["/import", "/v1/import"]
        .into_iter()
        .fold(Router::new(), |router, at| {
            let routes = Router::new()
                .route("/{table}", post(import).fallback(no_such_method))
                .route(
                    "/{table}/insertMultiple",
                    post(many::insert).fallback(no_such_method),
                )
                .route("/{table}/{sys_id}", get(read).fallback(no_such_method));
            router.nest(at, routes)
        })
}

/// Prefix and first number of the sets.
const NUMBERS: (&str, u64) = ("ISET", 10_001);

/// A request to import, read.
struct Asked {
    caller: Caller,
    state: AppState,
    locale: Locale,
    origin: String,
    staging: &'static Staging,
    sent: Map<String, Value>,
}

impl Asked {
    fn change(&self) -> Change<'_> {
        Change {
            state: &self.state,
            caller: &self.caller,
            locale: &self.locale,
            reading: Reading::Imported,
        }
    }
}

async fn asked(
    caller: Caller,
    state: AppState,
    name: String,
    request: Request,
) -> Result<Asked, ApiError> {
    let staging = Staging::named(&name).ok_or(ApiError::NoTable(name))?;
    let (parts, body) = request.into_parts();
    accepts_json(&parts.headers)?;
    let Value::Object(sent) = table_api::read_body(&parts.headers, body, MAX_BODY).await? else {
        return Err(ApiError::BadBody);
    };
    Ok(Asked {
        locale: Locale::of(&state.store, &caller.sys_id, &parts.headers)?,
        origin: table_api::origin(&parts.headers),
        caller,
        state,
        staging,
        sent,
    })
}

async fn import(
    caller: Caller,
    State(state): State<AppState>,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let asked = asked(caller, state, name, request).await?;
    let (staging, origin, state) = (asked.staging, &asked.origin, &asked.state);
    let change = asked.change();
    // That who may not write the records may not import them is an assumption.
    change.require(table_named(staging.target)?, Operation::Insert)?;
    let result = transform(change, staging, &asked.sent, origin)?;
    let answer = json!({
        "import_set": state.store.number("sys_import_set", NUMBERS)?,
        "staging_table": staging.name,
        "result": [result],
    });
    let sys_id = new_id()?;
    let location = format!("{origin}/api/now/import/{}/{sys_id}", staging.name);
    state.imports.put(staging.name, sys_id, answer.clone());
    let mut response = table_api::json(StatusCode::CREATED, &answer);
    if let Ok(location) = location.parse() {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

async fn read(
    _: Caller,
    State(state): State<AppState>,
    Path((name, sys_id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    accepts_json(&headers)?;
    let staging = Staging::named(&name).ok_or(ApiError::NoTable(name))?;
    let kept = state.imports.get(staging.name, &sys_id);
    let kept = kept.ok_or(ApiError::NoRecord)?;
    Ok(table_api::json(StatusCode::OK, &kept))
}

/// Makes or changes the record that the row stands for, and tells what became
/// of it. What the rules refuse is no refusal of the request.
fn transform(
    change: Change<'_>,
    staging: &Staging,
    sent: &Map<String, Value>,
    origin: &str,
) -> Result<Value, ApiError> {
    let target = table_named(staging.target)?;
    let fields = staging.mapped(sent);
    // Of two rows at once for what is not there yet, one makes it.
    let alone = change.state.store.alone();
    let key = fields.get(staging.coalesce).and_then(Value::as_str);
    let known = match key.filter(|key| !key.is_empty()) {
        Some(key) => {
            let found = change
                .state
                .store
                .find(target.name, &[(staging.coalesce, key)])?;
            found.into_iter().next()
        }
        None => None,
    };
    let done = match &known {
        None => change
            .make_alone(&alone, target, Value::Object(fields))
            .map(|row| ("inserted", row)),
        Some(before) => {
            let sys_id = before.get("sys_id").map_or("", String::as_str);
            let after = change.alter_alone(&alone, target, sys_id, Value::Object(fields));
            after.map(|row| match row == *before {
                true => ("ignored", row),
                false => ("updated", row),
            })
        }
    };
    let (status, row) = match done {
        Ok(done) => done,
        Err(ApiError::Store(error)) => return Err(ApiError::Store(error)),
        Err(error) => {
            return Ok(json!({
                "transform_map": staging.map,
                "table": staging.target,
                "status": "error",
                "error_message": error.words(),
            }));
        }
    };
    Ok(shown(staging, target.display, status, &row, origin))
}

fn shown(staging: &Staging, display: &str, status: &str, row: &Row, origin: &str) -> Value {
    let text = |column: &str| row.get(column).map_or("", String::as_str);
    let sys_id = text("sys_id");
    json!({
        "transform_map": staging.map,
        "table": staging.target,
        "display_name": display,
        "display_value": text(display),
        "record_link": format!("{origin}/api/now/table/{}/{sys_id}", staging.target),
        "status": status,
        "sys_id": sys_id,
    })
}
