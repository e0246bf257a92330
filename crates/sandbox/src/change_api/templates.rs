//! Templates of standard changes: rows of `std_change_record_producer`.

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};

use super::{Asked, answer};
use crate::state::AppState;
use crate::store::Row;
use crate::table_api::{ApiError, template};

const TABLE: &str = "std_change_record_producer";

/// What a change made from the template of this `sys_id` has.
pub(super) fn fields(state: &AppState, sys_id: &str) -> Result<Vec<(String, String)>, ApiError> {
    let found = state.store.get(TABLE, sys_id)?;
    let found = found.filter(|row| row.get("active").is_some_and(|is| is == "true"));
    let found = found.ok_or(ApiError::NoRecord)?;
    let version = found.get("current_version").map_or("", String::as_str);
    let own = [
        ("type", "standard"),
        ("approval", "approved"),
        // As recorded it follows no model.
        ("chg_model", ""),
        ("std_change_producer_version", version),
    ];
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let mut fields = template(&found);
    fields.extend(own.map(owned));
    Ok(fields)
}

pub(super) async fn list(asked: Asked) -> Result<Response, ApiError> {
    let all = asked.state.store.find(TABLE, &[("active", "true")])?;
    let all: Vec<_> = all.iter().map(shown).collect();
    Ok(answer(&json!(all)))
}

pub(super) async fn read(asked: Asked, Path(sys_id): Path<String>) -> Result<Response, ApiError> {
    let found = asked.state.store.get(TABLE, &sys_id)?;
    Ok(answer(&shown(&found.ok_or(ApiError::NoRecord)?)))
}

fn shown(template: &Row) -> Value {
    let get = |column: &str| template.get(column).map_or("", String::as_str);
    let both = |value: &str| json!({ "display_value": value, "value": value });
    let active = get("active");
    json!({
        "sys_id": both(get("sys_id")),
        "name": both(get("name")),
        "short_description": both(get("short_description")),
        "active": { "display_value": active, "value": active == "true" },
    })
}
