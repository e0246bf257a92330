//! The records that a request is about, with what is stored and what people
//! see of each field.

use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

use super::asked::{Asked, Format};
use super::{csv, json, xml};
use crate::auth::Caller;
use crate::locale::Locale;
use crate::query::Query;
use crate::state::AppState;
use crate::store::{Filter, Result as Stored, Row, Select, Table};
use crate::table_api::{
    ApiError, Operation, Params, Renderer, check_fields, may, origin, reader, sees_row, table_named,
};

/// No format has more, unless a property says so.
const MOST: u64 = 10_000;

/// One field of a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// As it is stored.
    pub(super) value: String,
    /// As people see it.
    pub(super) shown: String,
}

/// A record's fields by their names.
pub(super) type Record = Vec<(String, Cell)>;

/// Answers a request that changes nothing.
pub(super) fn read(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    asked: &Asked,
) -> Result<Response, ApiError> {
    let table = table_named(&asked.table)?;
    match asked.format {
        Format::Csv => csv::answer(state, caller, headers, asked, table),
        Format::Xml => xml::answer(state, caller, headers, asked, table),
        Format::Json => json::answer(state, caller, headers, asked, table),
    }
}

/// The rows that the request is about and the caller may see.
pub(super) fn rows(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    asked: &Asked,
    table: &'static Table,
    limits: &[&str],
) -> Result<Vec<Row>, ApiError> {
    let mut query = asked.params.get("sysparm_query").to_owned();
    let order = asked.params.get("sysparm_orderby");
    if !order.is_empty() {
        query = format!("{query}^ORDERBY{order}");
    }
    let query = Query::parse(&query);
    check_fields(caller, table, &query)?;
    let locale = Locale::of(&state.store, &caller.sys_id, headers)?;
    let reader = reader(state, table, caller, &locale)?;
    let mut filter = reader.filter(&query);
    let sys_id = asked.first(&["sysparm_sys_id", "sys_id"]);
    if !sys_id.is_empty() {
        filter = filter.and(Filter::equals("sys_id", sys_id));
    }
    let most = limit(state, limits)?;
    let wanted = asked.params.get("sysparm_record_count").parse();
    let select = Select {
        filter,
        order: reader.order(&query),
        limit: wanted.map_or(most, |wanted: u64| wanted.min(most)),
        offset: 0,
    };
    if !may(caller, table, Operation::Read) {
        return Ok(Vec::new());
    }
    let mut rows = state.store.select(table, &select)?;
    rows.retain(|row| sees_row(caller, table, row));
    Ok(rows)
}

/// The first of these properties that is a number.
fn limit(state: &AppState, properties: &[&str]) -> Stored<u64> {
    for name in properties {
        if let Ok(limit) = state.store.property(name)?.trim().parse() {
            return Ok(limit);
        }
    }
    Ok(MOST)
}

/// The fields of these rows: those that are named, or all.
pub(super) fn records(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    table: &'static Table,
    rows: &[Row],
    fields: Option<&[&str]>,
) -> Result<Vec<Record>, ApiError> {
    let locale = Locale::of(&state.store, &caller.sys_id, headers)?;
    let origin = origin(headers);
    let mut wants =
        "sysparm_display_value=all&sysparm_exclude_reference_link=true&sysparm_fields=".to_owned();
    wants.extend(url::form_urlencoded::byte_serialize(
        fields.unwrap_or_default().join(",").as_bytes(),
    ));
    let wants = Params::of(&wants);
    let mut renderer = Renderer::new(&state.store, caller, &origin, &locale, &wants);
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        records.push(cells(renderer.record(table, row)?));
    }
    Ok(records)
}

fn cells(record: Value) -> Record {
    let Value::Object(fields) = record else {
        return Record::new();
    };
    let text = |field: &Value, name| field.get(name).and_then(Value::as_str).map(str::to_owned);
    let cell = |field: Value| Cell {
        value: text(&field, "value").unwrap_or_default(),
        // An empty choice is nothing here.
        shown: text(&field, "display_value").unwrap_or_default(),
    };
    let fields = fields.into_iter();
    fields.map(|(name, field)| (name, cell(field))).collect()
}
