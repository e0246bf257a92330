//! `?CSV`: the columns of a list, as people see them.

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::asked::Asked;
use super::records::{records, rows};
use crate::auth::Caller;
use crate::pages::list_columns;
use crate::state::AppState;
use crate::store::Table;
use crate::table_api::ApiError;

const LIMITS: [&str; 2] = ["glide.csv.export.limit", "glide.ui.export.limit"];

pub(super) fn answer(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    asked: &Asked,
    table: &'static Table,
) -> Result<Response, ApiError> {
    let store = &state.store;
    let is_set = |name| store.property(name).map(|value| value.trim() == "true");
    let labels = match asked.flag("sysparm_export_column_header_label") {
        Some(labels) => labels,
        None => is_set("glide.export.csv.column_header_label")?,
    };
    let as_shown = match asked.flag("sysparm_display_value") {
        Some(as_shown) => as_shown,
        None => !is_set("glide.export.csv.raw.value")?,
    };
    let fields = columns(asked, table);
    let rows = rows(state, caller, headers, asked, table, &LIMITS)?;
    let records = records(state, caller, headers, table, &rows, Some(&fields))?;
    let mut text = line(fields.iter().map(|name| match table.column(name) {
        Some(column) if labels => column.label,
        _ => name,
    }));
    for record in &records {
        // What may not be seen, or is not there, leaves its column empty.
        let of = |name: &str| record.iter().find(|(has, _)| has == name);
        text += &line(fields.iter().map(|name| match of(name) {
            Some((_, cell)) if as_shown => cell.shown.as_str(),
            Some((_, cell)) => cell.value.as_str(),
            None => "",
        }));
    }
    let charset = store.property("glide.export.csv.charset")?;
    let (charset, bytes) = match charset.trim().eq_ignore_ascii_case("utf-8") {
        true => ("UTF-8", text.into_bytes()),
        false => ("windows-1252", windows_1252(&text)),
    };
    let headers = [
        (header::CONTENT_TYPE, format!("text/csv;charset={charset}")),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment;filename={}.csv", table.name),
        ),
    ];
    Ok((headers, bytes).into_response())
}

/// Those that are asked for, or of the list, or all.
fn columns<'a>(asked: &'a Asked, table: &'static Table) -> Vec<&'a str> {
    let named = asked.params.get("sysparm_fields").split(',').map(str::trim);
    let named: Vec<_> = named.filter(|name| !name.is_empty()).collect();
    if !named.is_empty() {
        return named;
    }
    match asked.params.get("sysparm_default_export_fields") {
        "all" => table.columns().map(|column| column.name).collect(),
        _ => list_columns(table),
    }
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<_> = cells
        .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
        .collect();
    format!("{}\r\n", cells.join(","))
}

/// The letters of Windows-1252 from 0x80 to 0x9F; five of them are not used.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A letter that it does not have becomes a question mark.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |letter: char| {
        let windows = || (0x80..=0x9f).zip(WINDOWS).find(|(_, has)| *has == letter);
        match u8::try_from(letter) {
            Ok(byte) if !(0x80..=0x9f).contains(&byte) => byte,
            _ => windows().map_or(b'?', |(byte, _)| byte),
        }
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_windows_lacks_become_question_marks() {
        assert_eq!(windows_1252("aé€한"), [b'a', 0xe9, 0x80, b'?']);
    }

    #[test]
    fn every_cell_is_quoted() {
        let cells = ["a", "say \"b\"", "c,\nd"];
        assert_eq!(
            line(cells.into_iter()),
            "\"a\",\"say \"\"b\"\"\",\"c,\nd\"\r\n"
        );
    }
}
