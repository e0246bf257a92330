//! Making, changing and deleting changes. Fields come in the body or in the
//! address; what a change does not have is named in the answer.

use axum::body::to_bytes;
use axum::extract::{Path, Request};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::templates;
use super::{Asked, known, table};
use crate::records::text;
use crate::store::Table;
use crate::table_api::{self, ApiError, MAX_BODY, Params};

/// The fields of a standard change that its template decides about.
const OF_TEMPLATE: [&str; 4] = [
    "description",
    "backout_plan",
    "test_plan",
    "implementation_plan",
];

pub(super) async fn create(
    asked: Asked,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    make(&asked, &params, request, &[]).await
}

/// `/change/normal`, `/change/emergency`. A standard one needs its template.
pub(super) async fn create_type(
    asked: Asked,
    Path(kind): Path<String>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    match known(&kind)? {
        "standard" => Err(ApiError::NoMethod),
        kind => make(&asked, &params, request, &[("type", kind)]).await,
    }
}

/// `/change/standard/{template}`.
pub(super) async fn create_standard(
    asked: Asked,
    Path((kind, sys_id)): Path<(String, String)>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    if known(&kind)? != "standard" {
        return Err(ApiError::NoMethod);
    }
    let fixed = templates::fields(&asked.state, &sys_id)?;
    let fixed: Vec<_> = fixed
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    make(&asked, &params, request, &fixed).await
}

/// Answers 200, not 201, and says nothing of where the change is.
async fn make(
    asked: &Asked,
    params: &Params,
    request: Request,
    fixed: &[(&str, &str)],
) -> Result<Response, ApiError> {
    let table = table()?;
    let (mut sent, mut ignored) = read(table, asked, params, request).await?;
    if fixed.contains(&("type", "standard")) {
        // What a template is there for nobody changes.
        let kept = |field: &String| !OF_TEMPLATE.contains(&field.as_str());
        ignored.extend(sent.keys().filter(|field| !kept(field)).cloned());
        sent.retain(|field, _| kept(field));
    }
    for (field, value) in fixed {
        sent.insert((*field).to_owned(), json!(value));
    }
    let row = asked.change().make(table, Value::Object(sent))?;
    asked.show(table, &row, Some(&ignored))
}

pub(super) async fn update(
    asked: Asked,
    Path(sys_id): Path<String>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    alter(&asked, None, &sys_id, &params, request).await
}

pub(super) async fn update_type(
    asked: Asked,
    Path((kind, sys_id)): Path<(String, String)>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let kind = known(&kind)?;
    alter(&asked, Some(kind), &sys_id, &params, request).await
}

async fn alter(
    asked: &Asked,
    kind: Option<&str>,
    sys_id: &str,
    params: &Params,
    request: Request,
) -> Result<Response, ApiError> {
    let table = table()?;
    let (sent, ignored) = read(table, asked, params, request).await?;
    let row = {
        let alone = asked.state.store.alone();
        asked.visible(kind, sys_id)?;
        let change = asked.change();
        change.alter_alone(&alone, table, sys_id, Value::Object(sent))?
    };
    asked.show(table, &row, Some(&ignored))
}

pub(super) async fn delete(asked: Asked, Path(sys_id): Path<String>) -> Result<Response, ApiError> {
    remove(&asked, None, &sys_id)
}

pub(super) async fn delete_type(
    asked: Asked,
    Path((kind, sys_id)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    remove(&asked, Some(known(&kind)?), &sys_id)
}

fn remove(asked: &Asked, kind: Option<&str>, sys_id: &str) -> Result<Response, ApiError> {
    let table = table()?;
    let alone = asked.state.store.alone();
    let row = asked.visible(kind, sys_id)?;
    // The answer is the change as it was.
    let answer = asked.show(table, &row, None)?;
    asked.change().remove_alone(&alone, table, sys_id)?;
    Ok(answer)
}

/// A model may be given by its name.
fn name_model(asked: &Asked, sent: &mut Map<String, Value>) -> Result<(), ApiError> {
    let Some(name) = sent.get("chg_model").and_then(Value::as_str) else {
        return Ok(());
    };
    let found = asked.state.store.find("chg_model", &[("name", name)])?;
    if let Some(model) = found.into_iter().next().filter(|_| !name.is_empty()) {
        let sys_id = text(&model, "sys_id");
        sent.insert("chg_model".to_owned(), json!(sys_id));
    }
    Ok(())
}

/// The fields that the table has, and the names of the others.
pub(super) async fn read(
    table: &Table,
    asked: &Asked,
    params: &Params,
    request: Request,
) -> Result<(Map<String, Value>, Vec<String>), ApiError> {
    let mut sent = Map::new();
    for (field, value) in params.pairs() {
        if !field.starts_with("sysparm_") {
            sent.insert(field.to_owned(), json!(value));
        }
    }
    let bytes = to_bytes(request.into_body(), MAX_BODY).await;
    let bytes = bytes.map_err(|_| ApiError::LargeBody {
        length: MAX_BODY as u64 + 1,
        max: MAX_BODY,
    })?;
    // Everything may stand in the address, and then there is no body.
    if !bytes.is_empty() {
        match table_api::read_body(&asked.headers, bytes.into(), MAX_BODY).await? {
            Value::Object(body) => sent.extend(body),
            _ => return Err(ApiError::BadBody),
        }
    }
    let is_known = |field: &String| table.column(field).is_some();
    let ignored = sent.keys().filter(|field| !is_known(field));
    let ignored = ignored.cloned().collect();
    sent.retain(|field, _| is_known(field));
    name_model(asked, &mut sent)?;
    Ok((sent, ignored))
}
