//! `?XML`: every column, an element each; with `useUnloadFormat` in the form
//! that an administrator can import again.

use std::fmt::Write;

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::asked::Asked;
use super::records::{Record, records, rows};
use crate::auth::Caller;
use crate::dates;
use crate::state::AppState;
use crate::store::{Kind, Table};
use crate::table_api::{ApiError, escaped};

const LIMITS: [&str; 2] = ["glide.xml.export.limit", "glide.ui.export.limit"];

pub(super) fn answer(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
    asked: &Asked,
    table: &'static Table,
) -> Result<Response, ApiError> {
    let unload = asked.flag("useUnloadFormat") == Some(true);
    let as_shown = asked.flag("sysparm_display_value") == Some(true);
    let named = asked.params.get("sysparm_fields").split(',').map(str::trim);
    let named: Vec<_> = named.filter(|name| !name.is_empty()).collect();
    let fields = (!named.is_empty()).then_some(&*named);
    let rows = rows(state, caller, headers, asked, table, &LIMITS)?;
    let mut records = records(state, caller, headers, table, &rows, fields)?;
    let mut text = r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned();
    // Writing to a text does not fail.
    let _ = match unload {
        true => {
            let now = dates::format(state.clock.now());
            write!(text, "<unload unload_date=\"{now}\">")
        }
        false => write!(text, "<xml>"),
    };
    for record in &mut records {
        record.sort_by(|(a, _), (b, _)| a.cmp(b));
        let _ = match unload {
            true => write!(text, "<{} action=\"INSERT_OR_UPDATE\">", table.name),
            false => write!(text, "<{}>", table.name),
        };
        write_fields(&mut text, table, record, unload, as_shown);
        let _ = write!(text, "</{}>", table.name);
    }
    text += if unload { "</unload>" } else { "</xml>" };
    Ok(([(header::CONTENT_TYPE, "text/xml")], text).into_response())
}

fn write_fields(text: &mut String, table: &Table, record: &Record, unload: bool, as_shown: bool) {
    for (name, cell) in record {
        let kind = table.column(name).map(|column| column.kind);
        // Journals are never part of it; their elements are.
        let is_journal = matches!(kind, Some(Kind::Journal | Kind::JournalList));
        let value = match as_shown && !is_journal {
            true => &cell.shown,
            false => &cell.value,
        };
        let _ = write!(text, "<{name}");
        if unload && matches!(kind, Some(Kind::Reference(_) | Kind::NameReference(_))) {
            let shown = escaped(&cell.shown).replace('"', "&quot;");
            let _ = write!(text, " display_value=\"{shown}\"");
        }
        let _ = match value.is_empty() {
            true => write!(text, "/>"),
            false => write!(text, ">{}</{name}>", escaped(value)),
        };
    }
}
