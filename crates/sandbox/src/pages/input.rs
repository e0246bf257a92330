//! One field of a form.

use super::{escape, labels::Labels};
use crate::{
    records::{is_true, text},
    state::AppState,
    store::{Column, Kind, Result, Row, Select, Table},
};

/// The most records that a field suggests.
const SUGGESTIONS: u64 = 200;

/// From this length on a text has lines.
const LONG: usize = 255;

/// The label and the field of a column, with what was typed into it, or else
/// what the record has.
pub(super) fn input(
    state: &AppState,
    labels: &Labels<'_>,
    column: &Column,
    row: &Row,
    typed: &Row,
) -> Result<String> {
    let name = column.name;
    let current = match typed.get(name) {
        Some(typed) => typed.clone(),
        None => shown(labels, column, row)?,
    };
    let value = escape(&current);
    let common = format!(r#"id="{name}" name="{name}""#);
    let field = match column.kind {
        Kind::Boolean => {
            let typed_row = if typed.is_empty() { row } else { typed };
            let checked = if is_true(typed_row, name) {
                " checked"
            } else {
                ""
            };
            format!(r#"<input {common} type="checkbox" value="true"{checked}>"#)
        }
        Kind::Choice | Kind::NumberChoice => {
            format!(
                "<select {common}>{}</select>",
                options(labels, column, &current)
            )
        }
        Kind::Reference(to) => format!(
            r#"<input {common} value="{value}" list="{name}.list"><datalist id="{name}.list">{}</datalist>"#,
            suggestions(state, to)?
        ),
        Kind::Password => {
            format!(r#"<input {common} type="password" autocomplete="new-password">"#)
        }
        Kind::Journal => format!("<textarea {common}>{value}</textarea>"),
        Kind::Text if column.max_length > LONG => {
            format!("<textarea {common}>{value}</textarea>")
        }
        _ => format!(r#"<input {common} value="{value}">"#),
    };
    let zone = if column.is_time() { " (UTC)" } else { "" };
    Ok(format!(
        "<label for=\"{name}\">{}{zone}</label>{field}\n",
        labels.label(column)
    ))
}

/// What the field holds at first: a reference by the name that people know,
/// anything else as it is stored.
pub(super) fn shown(labels: &Labels<'_>, column: &Column, row: &Row) -> Result<String> {
    match column.kind {
        Kind::Reference(_) => labels.shown(row, column),
        Kind::Password | Kind::Journal => Ok(String::new()),
        _ => Ok(text(row, column.name).to_owned()),
    }
}

fn options(labels: &Labels<'_>, column: &Column, current: &str) -> String {
    let known = labels.choices(column);
    let mut choices = vec![("", "-- None --")];
    choices.extend(known.iter().copied().filter(|(value, _)| !value.is_empty()));
    if !choices.iter().any(|(value, _)| *value == current) {
        choices.push((current, current));
    }
    choices
        .iter()
        .map(|(value, label)| {
            let selected = if *value == current { " selected" } else { "" };
            let (value, label) = (escape(value), escape(label));
            format!(r#"<option value="{value}"{selected}>{label}</option>"#)
        })
        .collect()
}

fn suggestions(state: &AppState, to: &str) -> Result<String> {
    let Some(table) = Table::named(to) else {
        return Ok(String::new());
    };
    let mut select = Select::new(crate::store::Filter::all());
    select.limit = SUGGESTIONS;
    let rows = state.store.select(table, &select)?;
    Ok(rows
        .iter()
        .map(|row| format!(r#"<option value="{}">"#, escape(text(row, table.display))))
        .collect())
}
