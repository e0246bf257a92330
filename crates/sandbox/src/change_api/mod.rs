//! The Change Management API: `/api/sn_chg_rest/change`, the same changes as
//! the Table API has, in shapes of their own.

mod next_states;
mod shape;
mod tasks;
mod templates;
#[cfg(test)]
mod tests;
mod write;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use crate::auth::Caller;
use crate::locale::Locale;
use crate::state::AppState;
use crate::store::{Filter, Row, Select, Table};
use crate::table_api::{
    self, ApiError, Change, Operation, Params, accepts_json, check_fields, may, no_such_method,
    reader, table_named,
};

/// How many changes a list has unless told otherwise.
const DEFAULT_LIMIT: u64 = 1_000;

/// The types that have addresses of their own.
const TYPES: [&str; 3] = ["normal", "standard", "emergency"];

/// The routes below `/api/sn_chg_rest`.
pub fn router() -> Router<AppState> {
    ["/change", "/v1/change"]
        .into_iter()
        .fold(Router::new(), |router, at| router.nest(at, routes()))
}

fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(list).post(write::create).fallback(no_such_method))
        .route("/model", get(models).fallback(no_such_method))
        .route("/model/{sys_id}", get(model).fallback(no_such_method))
        .route(
            "/standard/template",
            get(templates::list).fallback(no_such_method),
        )
        .route(
            "/standard/template/{sys_id}",
            get(templates::read).fallback(no_such_method),
        )
        // In place of the first `sys_id` stands a type, as in `/normal/…`.
        .route(
            "/{sys_id}",
            get(one_or_type)
                .post(write::create_type)
                .patch(write::update)
                .delete(write::delete)
                .fallback(no_such_method),
        )
        .route(
            "/{sys_id}/nextstates",
            get(next_states::next_states).fallback(no_such_method),
        )
        .route(
            "/{sys_id}/task",
            get(tasks::list)
                .post(tasks::create)
                .fallback(no_such_method),
        )
        .route(
            "/{sys_id}/task/{task}",
            get(tasks::one)
                .patch(tasks::update)
                .delete(tasks::delete)
                .fallback(no_such_method),
        )
        .route(
            "/{sys_id}/{of_type}",
            get(one_of_type)
                .post(write::create_standard)
                .patch(write::update_type)
                .delete(write::delete_type)
                .fallback(no_such_method),
        )
}

/// Everything that an answer is made with.
struct Asked {
    caller: Caller,
    state: AppState,
    headers: HeaderMap,
    locale: Locale,
}

impl Asked {
    fn of(caller: Caller, state: AppState, headers: HeaderMap) -> Result<Self, ApiError> {
        accepts_json(&headers)?;
        let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
        Ok(Self {
            caller,
            state,
            headers,
            locale,
        })
    }

    fn change(&self) -> Change<'_> {
        Change {
            state: &self.state,
            caller: &self.caller,
            locale: &self.locale,
            as_displayed: false,
        }
    }

    /// The change, if it is of this type and the caller may know of it.
    fn visible(&self, kind: Option<&str>, sys_id: &str) -> Result<Row, ApiError> {
        let row = self.change().visible(table()?, sys_id)?;
        let has = row.get("type").map_or("", String::as_str);
        match kind.is_none_or(|kind| kind == has) {
            true => Ok(row),
            false => Err(ApiError::NoRecord),
        }
    }

    fn show(&self, row: &Row, ignored: Option<&[String]>) -> Result<Response, ApiError> {
        let mut result = shape::of(self, table()?, row)?;
        if let (Some(ignored), Value::Object(result)) = (ignored, &mut result) {
            result.insert("__meta".into(), json!({ "ignoredFields": ignored }));
        }
        Ok(answer(&result))
    }
}

fn table() -> Result<&'static Table, ApiError> {
    table_named("change_request")
}

fn answer(result: &Value) -> Response {
    table_api::json(StatusCode::OK, &json!({ "result": result }))
}

/// The type of this name; anything else is no address.
fn known(kind: &str) -> Result<&str, ApiError> {
    match TYPES.contains(&kind) {
        true => Ok(kind),
        false => Err(ApiError::NoResource(format!("/sn_chg_rest/change/{kind}"))),
    }
}

async fn list(
    caller: Caller,
    State(state): State<AppState>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    listed(&Asked::of(caller, state, headers)?, &params, None)
}

async fn one_or_type(
    caller: Caller,
    State(state): State<AppState>,
    Path(sys_id): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::of(caller, state, headers)?;
    match TYPES.contains(&&*sys_id) {
        true => listed(&asked, &params, Some(&sys_id)),
        false => asked.show(&asked.visible(None, &sys_id)?, None),
    }
}

async fn one_of_type(
    caller: Caller,
    State(state): State<AppState>,
    Path((kind, sys_id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::of(caller, state, headers)?;
    asked.show(&asked.visible(Some(known(&kind)?), &sys_id)?, None)
}

/// A page of changes. Those that the caller may not see are left out.
fn listed(asked: &Asked, params: &Params, kind: Option<&str>) -> Result<Response, ApiError> {
    let of_type = kind.map_or(Filter::all(), |kind| Filter::equals("type", kind));
    listed_of(asked, table()?, params, of_type)
}

/// A page of the records that the filter lets through.
fn listed_of(
    asked: &Asked,
    table: &'static Table,
    params: &Params,
    fixed: Filter,
) -> Result<Response, ApiError> {
    let state = &asked.state;
    let query = params.query(table);
    check_fields(&asked.caller, table, &query)?;
    let reader = reader(state, table, &asked.caller, &asked.locale)?;
    let filter = reader.filter(&query).and(fixed);
    let select = Select {
        filter,
        order: reader.order(&query),
        limit: params.number("sysparm_limit", DEFAULT_LIMIT),
        offset: params.number("sysparm_offset", 0),
    };
    let rows = match may(&asked.caller, table, Operation::Read) {
        true => state.store.select(table, &select)?,
        false => Vec::new(),
    };
    let shown: Result<Vec<_>, _> = rows
        .iter()
        .map(|row| shape::of(asked, table, row))
        .collect();
    Ok(answer(&json!(shown?)))
}

async fn models(
    caller: Caller,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::of(caller, state, headers)?;
    let table = table_named("chg_model")?;
    let rows = match may(&asked.caller, table, Operation::Read) {
        true => asked.state.store.find(table.name, &[])?,
        false => Vec::new(),
    };
    let shown: Result<Vec<_>, _> = rows
        .iter()
        .map(|row| shape::of(&asked, table, row))
        .collect();
    Ok(answer(&json!(shown?)))
}

async fn model(
    caller: Caller,
    State(state): State<AppState>,
    Path(sys_id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::of(caller, state, headers)?;
    let table = table_named("chg_model")?;
    let row = asked.change().visible(table, &sys_id)?;
    Ok(answer(&shape::of(&asked, table, &row)?))
}
