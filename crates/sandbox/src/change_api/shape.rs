//! A record as this API writes it: every field with its value and what people
//! see, numbers as numbers, references without links.

use serde_json::{Map, Value, json};

use super::Asked;
use crate::dates;
use crate::locale::Locale;
use crate::store::{Column, Kind, Row, Table};
use crate::table_api::{ApiError, Params, Renderer};

pub(super) fn of(asked: &Asked, table: &'static Table, row: &Row) -> Result<Value, ApiError> {
    let params = Params::of("sysparm_display_value=all&sysparm_exclude_reference_link=true");
    let (store, locale) = (&asked.state.store, &asked.locale);
    let mut renderer = Renderer::new(store, &asked.caller, "", locale, &params);
    let plain = renderer.record(table, row)?;
    let mut shown = Map::new();
    for column in table.columns() {
        if let Some(field) = plain.get(column.name) {
            shown.insert(column.name.to_owned(), self::field(column, field, locale));
        }
    }
    Ok(Value::Object(shown))
}

fn field(column: &Column, field: &Value, locale: &Locale) -> Value {
    let text = |member: &str| field.get(member).and_then(Value::as_str);
    let stored = text("value").unwrap_or_default();
    let mut shown = Map::new();
    // An empty choice is an empty text here: that it is not `null`, as in the
    // Table API, is an assumption.
    let label = text("display_value").unwrap_or_default();
    shown.insert("display_value".into(), json!(label));
    shown.insert("value".into(), value(column, stored));
    if matches!(
        column.kind,
        Kind::DateTime | Kind::DueTime | Kind::Date | Kind::Duration
    ) {
        let internal = match column.kind {
            Kind::DateTime | Kind::DueTime => {
                let moment = dates::parse(stored).map(|moment| locale.zone.to_local(moment));
                moment.map(dates::format).unwrap_or_default()
            }
            _ => stored.to_owned(),
        };
        shown.insert("display_value_internal".into(), json!(internal));
    }
    Value::Object(shown)
}

/// A number with a point behind it, as a script's numbers are.
fn value(column: &Column, stored: &str) -> Value {
    match column.kind {
        Kind::Boolean => json!(stored == "true"),
        _ if column.is_number() => match stored.parse::<f64>() {
            Ok(number) => json!(number),
            Err(_) => json!(stored),
        },
        _ => json!(stored),
    }
}
