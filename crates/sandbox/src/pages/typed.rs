//! Writing what was typed at a page: by the rights and rules of the APIs, but
//! with secrets as they are typed.

use axum::http::HeaderMap;
use serde_json::Value;

use crate::{
    locale::Locale,
    session::SignedIn,
    state::AppState,
    store::{Result, Row},
    table_api::{Change, Reading},
};

/// How the reader sees times. The pages speak English.
pub(super) fn locale(state: &AppState, reader: &SignedIn) -> Result<Locale> {
    let mut locale = Locale::of(&state.store, &reader.caller.sys_id, &HeaderMap::new())?;
    locale.language = "en";
    Ok(locale)
}

/// Writing as the reader.
pub(super) fn change<'a>(
    state: &'a AppState,
    reader: &'a SignedIn,
    locale: &'a Locale,
) -> Change<'a> {
    Change {
        state,
        caller: &reader.caller,
        locale,
        reading: Reading::Typed,
    }
}

/// What was typed as the body of a request has it.
pub(super) fn body(typed: Row) -> Value {
    let values = typed.into_iter().map(|(name, value)| (name, value.into()));
    Value::Object(values.collect())
}
