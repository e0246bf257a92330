//! The Change Management API: `/api/sn_chg_rest/change`, the same changes as
//! the Table API has, in shapes of their own.

mod calendar;
mod conflicts;
mod next_states;
mod schedule;
mod shape;
mod tasks;
mod templates;
#[cfg(test)]
mod tests;
mod write;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::auth::Caller;
use crate::locale::Locale;
use crate::query::Term;
use crate::state::AppState;
use crate::store::{Filter, Row, Table};
use crate::table_api::{
    self, ApiError, Change, Choices, Operation, Params, Reading, accepts_json, check_fields, may,
    no_such_method, reader, selected, table_named,
};

/// How many records a list has unless told otherwise.
const DEFAULT_LIMIT: u64 = 500;

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
            "/{sys_id}/task",
            get(tasks::list)
                .post(tasks::create)
                .fallback(no_such_method),
        )
        .route(
            "/{sys_id}/conflict",
            get(conflicts::read)
                .post(conflicts::check)
                .delete(conflicts::cancel)
                .fallback(no_such_method),
        )
        .route(
            "/{sys_id}/schedule",
            get(schedule::ask).fallback(no_such_method),
        )
        .route(
            "/worker/{sys_id}",
            get(schedule::worker).fallback(no_such_method),
        )
        .route(
            "/{sys_id}/nextstates",
            get(next_states::next_states).fallback(no_such_method),
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

/// Whoever is signed in and takes JSON.
impl FromRequestParts<AppState> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let caller = Caller::from_request_parts(parts, state).await?;
        let asked = Self::of(caller, state.clone(), parts.headers.clone());
        asked.map_err(IntoResponse::into_response)
    }
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
            reading: Reading::Stored,
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

    fn show(
        &self,
        table: &'static Table,
        row: &Row,
        ignored: Option<&[String]>,
    ) -> Result<Response, ApiError> {
        let mut result = shape::of(self, table, row)?;
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

async fn list(asked: Asked, params: Params) -> Result<Response, ApiError> {
    listed(&asked, &params, None)
}

async fn one_or_type(
    asked: Asked,
    Path(sys_id): Path<String>,
    params: Params,
) -> Result<Response, ApiError> {
    match TYPES.contains(&&*sys_id) {
        true => listed(&asked, &params, Some(&sys_id)),
        false => asked.show(table()?, &asked.visible(None, &sys_id)?, None),
    }
}

async fn one_of_type(
    asked: Asked,
    Path((kind, sys_id)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    asked.show(
        table()?,
        &asked.visible(Some(known(&kind)?), &sys_id)?,
        None,
    )
}

/// A page of changes, of this type if there is one.
fn listed(asked: &Asked, params: &Params, kind: Option<&str>) -> Result<Response, ApiError> {
    let among = match kind {
        Some(kind) => Filter::equals("type", kind),
        None => Filter::all(),
    };
    page(asked, table()?, params, among)
}

/// A page of the table's records, in the order of their numbers unless asked
/// for otherwise. Those that the caller may not see are left out.
fn page(
    asked: &Asked,
    table: &'static Table,
    params: &Params,
    among: Filter,
) -> Result<Response, ApiError> {
    let state = &asked.state;
    let mut query = params.query(table);
    let choices = Choices::of(&state.store, table, asked.locale.language)?;
    // A parameter of a field's name may have the label of a choice.
    let conditions = query.alternatives.iter_mut().flatten().flatten();
    for condition in conditions.filter_map(Term::condition) {
        let column = table.column(&condition.field);
        if params.get(&condition.field) == Some(&condition.value)
            && let Some(column) = column.filter(|column| column.has_choices())
            && let Some((value, _)) = choices
                .list(column)
                .into_iter()
                .find(|(_, label)| label.eq_ignore_ascii_case(&condition.value))
        {
            condition.value = value.to_owned();
        }
    }
    if query.order.is_empty() {
        let order = params.get("order").unwrap_or("number");
        query.order.push((order.to_owned(), false));
    }
    check_fields(&asked.caller, table, &query)?;
    let reader = reader(state, table, &asked.caller, &asked.locale)?;
    let mut select = selected(&reader, &query, params, DEFAULT_LIMIT);
    select.filter = select.filter.and(among);
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

async fn models(asked: Asked) -> Result<Response, ApiError> {
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

async fn model(asked: Asked, Path(sys_id): Path<String>) -> Result<Response, ApiError> {
    let table = table_named("chg_model")?;
    let row = asked.change().visible(table, &sys_id)?;
    Ok(answer(&shape::of(&asked, table, &row)?))
}
