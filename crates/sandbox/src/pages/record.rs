//! `/{table}.do?sys_id=…`: one record, and what of it can be changed.

use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

use super::{
    Page, edit, escape, fix_script, labels::Labels, message, page, related, set_password,
    view::View,
};
use crate::{
    params::Params,
    records::text,
    session::SignedIn,
    state::AppState,
    store::{Entry, Filter, Result, Row, Select, Table},
};

/// What a person looks for first, in this order; the rest follows.
const FIRST: [&str; 12] = [
    "number",
    "state",
    "priority",
    "due_date",
    "short_description",
    "description",
    "impact",
    "urgency",
    "category",
    "assignment_group",
    "assigned_to",
    "opened_by",
];

/// The `sys_id` in the address of a form for a new record.
pub(super) const NEW: &str = "-1";

/// Draws the record, or the form for a new one.
pub(super) async fn record(
    view: &'static View,
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    reader: SignedIn,
) -> Result<Response> {
    let asked = Params::of(&query.unwrap_or_default());
    if asked.get("sys_id") == NEW {
        return edit::new(&state, view, &reader, &Row::new(), "");
    }
    match find(&state, view, &reader, asked.get("sys_id"))? {
        Some((table, row)) => draw(&state, view, table, &reader, &row, &Row::new(), ""),
        None => Ok(not_found(&reader)),
    }
}

/// The record, if the person may see it.
pub(super) fn find(
    state: &AppState,
    view: &View,
    reader: &SignedIn,
    sys_id: &str,
) -> Result<Option<(&'static Table, Row)>> {
    let Some(table) = view.table_for(&reader.caller) else {
        return Ok(None);
    };
    let one = Filter::equals("sys_id", sys_id).and(View::seen(table, &reader.caller));
    let found = state.store.select(table, &Select::new(one))?;
    Ok(found.into_iter().next().map(|row| (table, row)))
}

/// One answer for what is not there and what may not be seen, as the
/// instance's APIs give.
pub(super) fn not_found(reader: &SignedIn) -> Response {
    let why = "The record does not exist, or your roles do not let you see it.";
    message(StatusCode::NOT_FOUND, "Record not found", why, Some(reader))
}

/// Draws the record. `typed` is what a person has entered in vain, and
/// `notice` says why.
pub(super) fn draw(
    state: &AppState,
    view: &View,
    table: &'static Table,
    reader: &SignedIn,
    row: &Row,
    typed: &Row,
    notice: &str,
) -> Result<Response> {
    let labels = Labels::of(&state.store, table)?;
    let name = labels.named(row, table.display)?;
    let heading = match view.is_task() {
        true => text(row, "short_description"),
        false => &name,
    };
    let state_tag = match view.is_task() {
        true => format!(
            r#"<div class="row"><span class="tag state{open}">{status}</span></div>"#,
            open = if view.is_open(row) { " open" } else { "" },
            status = escape(&labels.named(row, "state")?),
        ),
        false => String::new(),
    };
    let (filled, empty) = fields(&labels, table, row)?;
    let body = format!(
        r#"<p class="muted">{menu}</p>
<div class="row between"><div><p class="muted">{label} <strong>{name}</strong></p><h1>{heading}</h1></div><p>{password}<a href="/{table}_list.do">{list}</a></p></div>
{state_tag}
{run}<div class="card"><dl>{filled}{roles}</dl><details><summary>Empty fields</summary><p class="muted">{empty}</p></details></div>
{form}
{related}{notes}"#,
        menu = escape(view.menu),
        label = table.label,
        name = escape(&name),
        heading = escape(heading),
        table = table.name,
        list = view.title,
        password = set_password::link(reader, table, row),
        run = fix_script::button(reader, table, row),
        roles = roles(state, table, row)?,
        empty = empty.join(", "),
        form = edit::form(state, view, table, reader, row, typed, notice)?,
        related = related::lists(state, reader, table, row)?,
        notes = notes(table, &state.store.journal(text(row, "sys_id"))?),
    );
    Ok(page(Page::new(&name, &body).read_by(reader)))
}

/// A user's roles, by which an integration user is told from others.
fn roles(state: &AppState, table: &Table, row: &Row) -> Result<String> {
    if table.name != "sys_user" {
        return Ok(String::new());
    }
    let roles = state.store.roles_of(text(row, "sys_id"))?;
    Ok(format!(
        "<dt>Roles</dt><dd>{}</dd>",
        escape(&roles.join(", "))
    ))
}

/// The fields that say something, and the names of those that do not.
fn fields(labels: &Labels<'_>, table: &Table, row: &Row) -> Result<(String, Vec<&'static str>)> {
    let first = FIRST.iter().filter_map(|name| table.column(name));
    let rest = table
        .columns()
        .filter(|column| column.is_stored() && !FIRST.contains(&column.name));
    let (mut filled, mut empty) = (String::new(), Vec::new());
    for column in first.chain(rest) {
        let value = labels.shown(row, column)?;
        if value.is_empty() {
            empty.push(table.label_of(column));
        } else {
            let label = table.label_of(column);
            filled += &format!("<dt>{label}</dt><dd>{}</dd>", escape(&value));
        }
    }
    Ok((filled, empty))
}

fn notes(table: &Table, entries: &[Entry]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let lines: String = entries
        .iter()
        .map(|entry| {
            format!(
                r#"<li><span class="muted">{label} · {by} · {on} UTC</span><p>{text}</p></li>"#,
                label = table
                    .column(&entry.element)
                    .map_or("Note", |column| table.label_of(column)),
                by = escape(&entry.by),
                on = escape(&entry.on),
                text = escape(&entry.value),
            )
        })
        .collect();
    format!(r#"<section class="card"><h2>Activity</h2><ul class="notes">{lines}</ul></section>"#)
}
