//! The form by which a record is made or changed.

use axum::response::Response;

use super::{Page, escape, input::input, labels::Labels, message, page, record::NEW, view::View};
use crate::{
    records::text,
    session::SignedIn,
    state::AppState,
    store::{Result, Row, Table},
    table_api::{Dictionary, Operation, may},
};

/// The page with the form for a new record.
pub(super) fn new(
    state: &AppState,
    view: &View,
    reader: &SignedIn,
    typed: &Row,
    notice: &str,
) -> Result<Response> {
    let table = view.table_for(&reader.caller);
    let Some(table) = table.filter(|table| may(&reader.caller, table, Operation::Insert)) else {
        let why = "Your roles do not let you make such records.";
        let status = axum::http::StatusCode::FORBIDDEN;
        return Ok(message(status, view.title, why, Some(reader)));
    };
    let defaults = table.columns().map(|column| {
        let value = table.default_of(column).to_owned();
        (column.name.to_owned(), value)
    });
    let form = draw(state, view, table, reader, &defaults.collect(), typed)?;
    let body = format!(
        r#"<p class="muted">{menu}</p>
<div class="row between"><h1>New {label}</h1><p><a href="/{table}_list.do">{list}</a></p></div>
<section class="card">{notice}{form}</section>"#,
        menu = escape(view.menu),
        label = table.label,
        table = table.name,
        list = view.title,
        notice = told(notice),
    );
    Ok(page(Page::new(table.label, &body).read_by(reader)))
}

/// The form below a record, nothing when the person may not change it.
pub(super) fn form(
    state: &AppState,
    view: &View,
    table: &'static Table,
    reader: &SignedIn,
    row: &Row,
    typed: &Row,
    notice: &str,
) -> Result<String> {
    if !may(&reader.caller, table, Operation::Update) {
        return Ok(told(notice));
    }
    Ok(format!(
        r#"<section class="card"><h2>Update</h2>{notice}{form}</section>"#,
        notice = told(notice),
        form = draw(state, view, table, reader, row, typed)?,
    ))
}

fn told(notice: &str) -> String {
    match notice {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{}</p>"#, escape(text)),
    }
}

fn draw(
    state: &AppState,
    view: &View,
    table: &'static Table,
    reader: &SignedIn,
    row: &Row,
    typed: &Row,
) -> Result<String> {
    let labels = Labels::of(&state.store, table)?;
    let dictionary = Dictionary::of(&state.store, table)?;
    let columns = view.form.iter().filter_map(|name| table.column(name));
    let columns = columns.filter(|column| !dictionary.is_read_only(column));
    let mut fields = String::new();
    for column in columns {
        fields += &input(state, &labels, column, row, typed)?;
    }
    let (sys_id, button) = match text(row, "sys_id") {
        "" => (NEW, "Submit"),
        sys_id => (sys_id, "Update"),
    };
    Ok(format!(
        r#"<form class="edit" method="post" action="/{table}.do">
<input type="hidden" name="sysparm_ck" value="{token}"><input type="hidden" name="sys_id" value="{sys_id}">
{fields}<button class="primary" type="submit">{button}</button>
</form>"#,
        table = table.name,
        token = reader.token,
        sys_id = escape(sys_id),
    ))
}
