//! Run Fix Script: the button at the record of a script that an administrator keeps.

use axum::{extract::State, response::Response};

use super::{escape, record, scripts};
use crate::{
    params::Params,
    records::{is_true, text},
    session::SignedIn,
    state::AppState,
    store::{Result, Row, Table},
};

/// Where the button leads, an address of the sandbox's own.
pub(super) const PATH: &str = "/run_fix_script.do";

const TABLE: &str = "sys_script_fix";

/// The button, at the record of a script.
pub(super) fn button(reader: &SignedIn, table: &Table, row: &Row) -> String {
    if table.name != TABLE || !is_true(row, "active") {
        return String::new();
    }
    format!(
        r#"<form class="edit" method="post" action="{PATH}"><input type="hidden" name="sysparm_ck" value="{token}"><input type="hidden" name="sys_id" value="{sys_id}"><button class="primary" type="submit">Run Fix Script</button></form>"#,
        token = reader.token,
        sys_id = escape(text(row, "sys_id")),
    )
}

/// Runs the script of the record, and answers with what it printed.
pub(super) async fn run(
    State(state): State<AppState>,
    reader: SignedIn,
    body: String,
) -> Result<Response> {
    let given = Params::of(&body);
    let row = state.store.get(TABLE, given.get("sys_id"))?;
    let row = row.filter(|row| is_true(row, "active") && given.get("sysparm_ck") == reader.token);
    match row {
        Some(row) => scripts::run_for(state, reader, text(&row, "script").to_owned()).await,
        None => Ok(record::not_found(&reader)),
    }
}
