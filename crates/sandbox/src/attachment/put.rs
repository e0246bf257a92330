//! Attaching a file: its bytes as they are, its name in the address.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use sha2::{Digest, Sha256};

use super::show;
use crate::auth::Caller;
use crate::locale::Locale;
use crate::state::AppState;
use crate::store::Row;
use crate::table_api::{
    ApiError, Change, MAX_BODY, Operation, Params, Reading, may, origin, table_named,
};

/// What a file hangs on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'a> {
    pub(super) table: &'a str,
    pub(super) sys_id: &'a str,
}

/// One file.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) content: Vec<u8>,
}

pub(super) async fn file(
    caller: Caller,
    State(state): State<AppState>,
    params: Params,
    request: Request,
) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    let text = |name: &str| params.get(name).unwrap_or_default().to_owned();
    let (table, sys_id) = (text("table_name"), text("table_sys_id"));
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let file = File {
        name: text("file_name"),
        kind: kind.to_owned(),
        content: bytes(&parts.headers, body).await?,
    };
    let target = Target {
        table: &table,
        sys_id: &sys_id,
    };
    attach(&state, &caller, &parts.headers, target, file)
}

/// The body, unless it is larger than the instance takes.
pub(super) async fn bytes(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, ApiError> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    let bytes = to_bytes(body, MAX_BODY).await;
    let bytes = bytes.map_err(|_| ApiError::LargeBody {
        length: announced.unwrap_or(MAX_BODY as u64 + 1),
        max: MAX_BODY,
    })?;
    Ok(bytes.to_vec())
}

/// Refuses who may not write the record; by assumption that is who may not
/// attach to it.
pub(super) fn may_write(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    target: Target<'_>,
    operation: Operation,
) -> Result<(), ApiError> {
    let table = table_named(target.table)?;
    let locale = Locale::of(&state.store, &caller.sys_id, headers)?;
    let change = Change {
        state,
        caller,
        locale: &locale,
        reading: Reading::Stored,
    };
    let record = change.visible(table, target.sys_id)?;
    let class = table.class_of(&record).unwrap_or(table);
    match may(caller, class, Operation::Update) {
        true => Ok(()),
        false => Err(ApiError::Denied(operation)),
    }
}

/// Keeps the file and answers with what is then known of it.
pub(super) fn attach(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    target: Target<'_>,
    file: File,
) -> Result<Response, ApiError> {
    may_write(state, caller, headers, target, Operation::Insert)?;
    // Without a name or a single byte there is nothing to attach.
    if file.name.is_empty() || file.content.is_empty() {
        return Err(ApiError::BadBody);
    }
    let size = file.content.len().to_string();
    let hash: String = Sha256::digest(&file.content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let columns = [
        ("table_name", target.table),
        ("table_sys_id", target.sys_id),
        ("file_name", &file.name),
        ("content_type", &file.kind),
        ("size_bytes", &size),
        ("size_compressed", &size),
        ("state", "available"),
        ("hash", &hash),
    ];
    let row: Row = columns
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let row = state
        .store
        .insert("sys_attachment", row, &caller.user_name)?;
    let sys_id = row.get("sys_id").map_or("", String::as_str);
    state.store.put_content(sys_id, &file.content)?;
    let origin = origin(headers);
    let location = format!("{origin}/api/now/attachment/{sys_id}");
    let mut answer = show(StatusCode::CREATED, &row, headers)?;
    if let Ok(location) = location.parse() {
        answer.headers_mut().insert(header::LOCATION, location);
    }
    Ok(answer)
}
