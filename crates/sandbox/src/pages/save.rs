//! Taking a record's form.

use axum::{extract::State, response::Response};

use super::{checks, edit, input::shown, labels::Labels, record, view::View};
use crate::{
    params::Params,
    records::{is_true, text},
    redirect::lead_to,
    session::SignedIn,
    state::AppState,
    store::{Column, Kind, Result, Row, Table, new_id},
    table_api::{self, ApiError},
};

/// Makes or changes the record, and leads to it. What cannot be saved comes
/// back with what was typed.
pub(super) async fn save(
    view: &'static View,
    State(state): State<AppState>,
    reader: SignedIn,
    body: String,
) -> Result<Response> {
    let given = Params::of(&body);
    let is_new = given.get("sys_id") == record::NEW;
    let found = match is_new {
        true => view
            .table_for(&reader.caller)
            .map(|table| (table, Row::new())),
        false => record::find(&state, view, &reader, given.get("sys_id"))?,
    };
    let Some((table, before)) = found else {
        return Ok(record::not_found(&reader));
    };
    let typed = typed(view, table, &given);
    let again = |notice: &str| match is_new {
        true => edit::new(&state, view, &reader, &typed, notice),
        false => record::draw(&state, view, table, &reader, &before, &typed, notice),
    };
    if given.get("sysparm_ck") != reader.token {
        return again("This page has been open for too long. Please try again.");
    }
    let sent = match changes(&state, table, &before, &typed)? {
        Ok(sent) => sent,
        Err(why) => return again(&why),
    };
    if let Some(why) = checks::wrong(table, &before, &sent) {
        return again(why);
    }
    let secret = match is_new {
        true => generated_secret(table, &sent)?,
        false => None,
    };
    let saved = match is_new {
        true => {
            let sent = with_client_id(table, sent, secret.as_deref())?;
            table_api::make(&state, &reader.caller, table, sent)
        }
        false => table_api::change(&state, &reader.caller, table, &before, sent),
    };
    match saved {
        Ok(row) => {
            if let Some(secret) = secret {
                let notice = format!("Client Secret, shown this once: {secret}");
                return record::draw(&state, view, table, &reader, &row, &Row::new(), &notice);
            }
            let sys_id = row.get("sys_id").map_or("", String::as_str);
            let there = format!("/{}.do?sys_id={sys_id}", table.name);
            Ok(lead_to(&there))
        }
        Err(ApiError::Store(error)) => Err(error),
        Err(refused) => again(&refused.words()),
    }
}

/// What the form brings. A box that is not checked is not sent.
fn typed(view: &View, table: &Table, given: &Params) -> Row {
    let columns = view.form.iter().filter_map(|name| table.column(name));
    columns
        .map(|column| {
            let value = given.get(column.name).replace("\r\n", "\n");
            let value = match column.kind {
                Kind::Boolean => (value == "true").to_string(),
                _ => value,
            };
            (column.name.to_owned(), value)
        })
        .collect()
}

/// The columns in which something else was typed than what the form showed.
fn changes(
    state: &AppState,
    table: &'static Table,
    before: &Row,
    typed: &Row,
) -> Result<std::result::Result<Row, String>> {
    let labels = Labels::of(&state.store, table)?;
    let mut changed = Row::new();
    for (name, value) in typed {
        let Some(column) = table.column(name) else {
            continue;
        };
        if *value == shown(&labels, column, before)? && !before.is_empty() {
            continue;
        }
        match meant(state, column, value)? {
            Some(value) => changed.insert(name.clone(), value),
            None => {
                let label = column.label;
                return Ok(Err(format!("{label}: there is no match for {value}")));
            }
        };
    }
    Ok(Ok(changed))
}

/// The stored form of what was typed. A reference is typed by its name.
fn meant(state: &AppState, column: &Column, value: &str) -> Result<Option<String>> {
    let Kind::Reference(to) = column.kind else {
        return Ok(Some(value.to_owned()));
    };
    let Some(table) = Table::named(to).filter(|_| !value.is_empty()) else {
        return Ok(Some(value.to_owned()));
    };
    let named = state.store.find(to, &[(table.display, value)])?;
    let found = match named.into_iter().next() {
        Some(row) => Some(row),
        None => state.store.get(to, value)?,
    };
    Ok(found.and_then(|mut row| row.remove("sys_id")))
}

/// The secret of a new program that can keep one and was given none.
fn generated_secret(table: &Table, sent: &Row) -> Result<Option<String>> {
    let wants_one = table.name == "oauth_entity"
        && !is_true(sent, "public_client")
        && text(sent, "client_secret").is_empty();
    match wants_one {
        true => new_id().map(Some),
        false => Ok(None),
    }
}

/// A registry record without a client ID is given one, and its secret.
fn with_client_id(table: &Table, mut sent: Row, secret: Option<&str>) -> Result<Row> {
    if let Some(secret) = secret {
        sent.insert("client_secret".to_owned(), secret.to_owned());
    }
    if table.name == "oauth_entity" && sent.get("client_id").is_none_or(String::is_empty) {
        sent.insert("client_id".to_owned(), new_id()?);
    }
    Ok(sent)
}
