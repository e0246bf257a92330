//! `/incident.do?sys_id=…` and `/change_request.do?sys_id=…`.

use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

use super::{Page, escape, kind::Records, labels::Labels, message, page};
use crate::{
    params::Params,
    records::text,
    session::SignedIn,
    state::AppState,
    store::{Entry, Result, Row, Table},
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

/// Draws the record.
pub(super) async fn record(
    records: Records,
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    reader: SignedIn,
) -> Result<Response> {
    let asked = Params::of(&query.unwrap_or_default());
    let table = records.table_for(&reader.caller);
    let found = match table {
        Some(table) => state
            .store
            .get(table.name, asked.get("sys_id"))?
            .map(|row| (table, row)),
        None => None,
    };
    let Some((table, row)) = found else {
        // One answer for both, as the instance's APIs give.
        let why = "The record does not exist, or your roles do not let you see it.";
        return Ok(message(
            StatusCode::NOT_FOUND,
            "Record not found",
            why,
            Some(&reader),
        ));
    };
    let labels = Labels::of(&state.store, table)?;
    let number = text(&row, "number");
    let (filled, empty) = fields(&labels, table, &row)?;
    let body = format!(
        r#"<div class="row between"><div><p class="muted">{label} <strong>{number}</strong></p><h1>{name}</h1></div><p><a href="/{table}_list.do">{list}</a></p></div>
<div class="row"><span class="tag state{open}">{status}</span></div>
<div class="card"><dl>{filled}</dl><details><summary>Empty fields</summary><p class="muted">{empty}</p></details></div>
{notes}"#,
        label = table.label,
        number = escape(number),
        name = escape(text(&row, "short_description")),
        table = table.name,
        list = records.title(),
        open = if records.is_open(&row) { " open" } else { "" },
        status = escape(&labels.named(&row, "state")?),
        empty = empty.join(", "),
        notes = notes(table, &state.store.journal(text(&row, "sys_id"))?),
    );
    Ok(page(Page::new(number, &body).read_by(&reader)))
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
            empty.push(column.label);
        } else {
            let label = column.label;
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
                    .map_or("Note", |column| column.label),
                by = escape(&entry.by),
                on = escape(&entry.on),
                text = escape(&entry.value),
            )
        })
        .collect();
    format!(r#"<section class="card"><h2>Activity</h2><ul class="notes">{lines}</ul></section>"#)
}
