//! The file itself.

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{metadata, table, visible};
use crate::auth::Caller;
use crate::params::Params;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::table_api::{self, ApiError};

/// What is known of the file, beside the file.
const METADATA: HeaderName = HeaderName::from_static("x-attachment-metadata");

/// It comes as it was sent, to be saved and not to be shown.
pub(super) async fn file(
    caller: Caller,
    State(state): State<AppState>,
    Path(sys_id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    saved(&state, &caller, &sys_id, &headers)
}

/// The same for people who are signed in, by `/sys_attachment.do?sys_id=…`: from memory.
pub(crate) async fn for_people(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    reader: SignedIn,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Params::of(&query.unwrap_or_default());
    saved(&state, &reader.caller, asked.get("sys_id"), &headers)
}

fn saved(
    state: &AppState,
    caller: &Caller,
    sys_id: &str,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let row = visible(state, caller, sys_id)?;
    let content = state.store.content(sys_id)?.ok_or(ApiError::NoRecord)?;
    let text = |column: &str| row.get(column).map_or("", String::as_str);
    let mut answer = (StatusCode::OK, content).into_response();
    let known = metadata(table()?, &row, &table_api::origin(headers)).to_string();
    let name = text("file_name").replace(['"', '\\', '\r', '\n'], "_");
    let set = answer.headers_mut();
    for (header, value) in [
        (header::CONTENT_TYPE, text("content_type")),
        (
            header::CONTENT_DISPOSITION,
            &format!("attachment;filename=\"{name}\""),
        ),
        // On the page of another origin no file is to become a page.
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (METADATA, &known),
    ] {
        // Names in other letters than a header takes go as bytes.
        match HeaderValue::from_bytes(value.as_bytes()) {
            Ok(value) if !value.is_empty() => set.insert(header, value),
            _ => set.remove(header),
        };
    }
    Ok(answer)
}
