//! The Aggregate API: `/api/now/stats/{table}`.

mod having;
mod measures;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::json;

use crate::auth::Caller;
use crate::locale::Locale;
use crate::query::{Field, Reader};
use crate::state::AppState;
use crate::store::Statistics;
use crate::table_api::{
    self, ApiError, Params, Renderer, accepts_json, check_fields, no_such_method, reader, seen,
    seen_classes, sees_path, table_named,
};
use having::Having;

/// The routes below `/api/now`.
pub fn router() -> Router<AppState> {
    let route = || get(statistics).fallback(no_such_method);
    Router::new()
        .route("/stats/{table}", route())
        .route("/v1/stats/{table}", route())
        .route("/v2/stats/{table}", route())
}

async fn statistics(
    caller: Caller,
    State(state): State<AppState>,
    Path(table): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let table = table_named(&table)?;
    accepts_json(&headers)?;
    let query = params.query(table);
    check_fields(&caller, table, &query)?;
    let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
    let reader = reader(&state, table, &caller, &locale)?;
    let by = grouped_by(&reader, &params, &query.group_by);
    // By assumption records that the caller may not see are not counted.
    let parts = seen_classes(&caller, table);
    let filter = reader.filter(&query);
    let filter = match table.is_extended() {
        // Of a class all records are seen or none.
        true => filter,
        false => filter.within(seen(&caller, table)),
    };
    let having = Having::list(table, params.get("sysparm_having").unwrap_or_default());
    let shown = measures::asked_for(table, &params);
    let mut measures = shown.clone();
    measures.extend(having.iter().map(|having| having.measure));
    let fields = by.iter().map(|field| field.name.as_str());
    let fields = fields.chain(measures.iter().filter_map(|measure| measure.parts().1));
    for field in fields {
        if !sees_path(&caller, table, field) {
            return Err(ApiError::HiddenField);
        }
    }
    let order = measures::orders(params.get("sysparm_order_by").unwrap_or_default());
    measures.extend(order.iter().filter_map(|order| order.measure(table)));
    let wanted = Statistics {
        parts,
        filter,
        by: by.iter().map(|field| field.sql.clone()).collect(),
        measures,
    };
    let mut groups = state.store.statistics(table, &wanted)?;
    if by.is_empty() {
        let stats = groups.first().map(|group| measures::show(&shown, group));
        let body = json!({ "result": { "stats": stats } });
        return Ok(table_api::json(StatusCode::OK, &body));
    }
    groups.retain(|group| {
        let computed = group.measured.iter().skip(shown.len());
        having
            .iter()
            .zip(computed)
            .all(|(having, value)| having.holds(Some(value)))
    });
    let names: Vec<_> = by.iter().map(|field| field.name.as_str()).collect();
    // The first named decides, so it is sorted by last.
    for order in order.iter().rev() {
        order.sort(&mut groups, &names, &wanted.measures);
    }
    let origin = table_api::origin(&headers);
    let mut renderer = Renderer::new(&state.store, &caller, &origin, &locale, &params);
    let mut result = Vec::with_capacity(groups.len());
    for group in &groups {
        let mut fields = Vec::with_capacity(by.len());
        for (field, value) in by.iter().zip(&group.key) {
            fields.push(renderer.group(field, value)?);
        }
        result.push(json!({
            "stats": measures::show(&shown, group),
            "groupby_fields": fields,
        }));
    }
    let body = json!({ "result": result });
    Ok(table_api::json(StatusCode::OK, &body))
}

/// Fields that do not exist are left out, as everywhere.
fn grouped_by(reader: &Reader<'_>, params: &Params, in_query: &[String]) -> Vec<Field> {
    let asked = params.names("sysparm_group_by").unwrap_or_default();
    let names = asked.into_iter().chain(in_query.iter().map(String::as_str));
    names.filter_map(|name| reader.field(name)).collect()
}
