//! Taking a record's form.

use axum::{extract::State, response::Response};

use super::{checks, edit, input::shown, labels::Labels, record, typed, view::View};
use crate::{
    params::Params,
    records::{is_true, text},
    redirect::lead_to,
    session::SignedIn,
    state::AppState,
    store::{Alone, Column, Kind, Result, Row, Table, new_id},
    table_api::{ApiError, Dictionary, Operation, may},
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
    let dictionary = Dictionary::of(&state.store, table)?;
    let typed = fields(view, table, &dictionary, &given);
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
    let operation = match is_new {
        true => Operation::Insert,
        false => Operation::Update,
    };
    if may(&reader.caller, table, operation)
        && let Some(why) = checks::missing(table, &dictionary, &typed)
    {
        return again(&why);
    }
    let (sent, secret) = match is_new {
        true => with_client_id(table, sent)?,
        false => (sent, None),
    };
    let saved = {
        let alone = state.store.alone();
        // What somebody else has changed in the meantime is looked at as it is.
        let before = match state.store.get(table.name, text(&before, "sys_id"))? {
            Some(before) if !is_new => before,
            _ => Row::new(),
        };
        match checks::wrong(table, &before, &sent) {
            Some(why) => Err(why),
            None => Ok(write(&state, &reader, &alone, table, &before, sent)?),
        }
    };
    let saved = match saved {
        Ok(saved) => saved,
        Err(why) => return again(why),
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

/// Makes or changes the record by the rules of the APIs.
fn write(
    state: &AppState,
    reader: &SignedIn,
    alone: &Alone<'_>,
    table: &'static Table,
    before: &Row,
    sent: Row,
) -> Result<std::result::Result<Row, ApiError>> {
    let locale = typed::locale(state, reader)?;
    let change = typed::change(state, reader, &locale);
    let sent = typed::body(sent);
    Ok(match text(before, "sys_id") {
        "" => change.make_alone(alone, table, sent),
        sys_id => change.alter_alone(alone, table, sys_id, sent),
    })
}

/// What the form brings. A box that is not checked is not sent.
fn fields(view: &View, table: &Table, dictionary: &Dictionary, given: &Params) -> Row {
    let columns = view.form.iter().filter_map(|name| table.column(name));
    columns
        .filter(|column| !dictionary.is_read_only(column))
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
                let label = table.label_of(column);
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
fn with_client_id(table: &Table, mut sent: Row) -> Result<(Row, Option<String>)> {
    let secret = generated_secret(table, &sent)?;
    if let Some(secret) = &secret {
        sent.insert("client_secret".to_owned(), secret.clone());
    }
    if table.name == "oauth_entity" && text(&sent, "client_id").is_empty() {
        sent.insert("client_id".to_owned(), new_id()?);
    }
    Ok((sent, secret))
}
