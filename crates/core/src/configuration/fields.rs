//! The fields that an organisation adds to the form: columns of its own tables.

use super::Fault;
use super::check::{members, missing, shape, text};
use super::name::is_stray;
use crate::json::{Object, Value};
use crate::servicenow::{GROUPS, USERS};
use crate::task::{ExtraField, ExtraKind, TicketType};

/// The most fields of a type.
pub const MAX_FIELDS: usize = 12;
/// What `type` can be, and what is filled in then.
pub const FIELD_TYPES: [&str; 6] = ["text", "date", "dateTime", "boolean", "user", "group"];
const EXPECTED: &str = "\"text\", \"date\", \"dateTime\", \"boolean\", \"user\", \"group\"";

/// The fields that a configuration adds to tickets of that type. What is not as it should be is
/// left out.
#[must_use]
pub fn fields(configuration: &Value, ticket_type: TicketType) -> Vec<ExtraField> {
    let list = configuration.get("fields");
    match list.and_then(|list| list.get(ticket_type.key())) {
        Some(Value::Array(list)) => list.iter().filter_map(field).take(MAX_FIELDS).collect(),
        _ => Vec::new(),
    }
}

fn field(json: &Value) -> Option<ExtraField> {
    let column = json
        .text("column")
        .filter(|name| ExtraField::is_column(name))?;
    Some(ExtraField {
        column: column.to_owned(),
        label: json.text("label")?.trim().to_owned(),
        kind: field_kind(json.text("type").unwrap_or("text"))?,
        required: json.get("required").and_then(Value::as_bool) == Some(true),
        first: json.text("value").unwrap_or_default().to_owned(),
    })
}

/// What is filled in where `type` says so.
#[must_use]
pub fn field_kind(name: &str) -> Option<ExtraKind> {
    Some(match name {
        "text" => ExtraKind::Text { max: None },
        "date" => ExtraKind::Date,
        "dateTime" => ExtraKind::DateTime,
        "boolean" => ExtraKind::Flag,
        "user" => ExtraKind::Reference(USERS.to_owned()),
        "group" => ExtraKind::Reference(GROUPS.to_owned()),
        _ => return None,
    })
}

/// Whether every word of the member `fields` is right.
pub(super) fn check(json: &Value) -> Result<(), Fault> {
    let types = TicketType::ALL.map(TicketType::key);
    for (name, list) in members("fields", json, &types)? {
        let path = ["fields.", name].concat();
        let Value::Array(list) = list else {
            return Err(shape(&path, "array", list));
        };
        let mut before: Vec<&str> = Vec::new();
        for (at, one) in list.iter().enumerate() {
            let path = [&path, "[", &at.to_string(), "]"].concat();
            if at >= MAX_FIELDS {
                return Err(shape(&path, "≤ 12", one));
            }
            let column = check_field(&path, one)?;
            if before.contains(&column) {
                let path = [&path, ".column"].concat();
                return Err(Fault::Twice { path });
            }
            before.push(column);
        }
    }
    Ok(())
}

/// Gives the field's column.
fn check_field<'a>(path: &str, json: &'a Value) -> Result<&'a str, Fault> {
    let allowed = ["column", "label", "type", "required", "value"];
    for (name, value) in members(path, json, &allowed)? {
        let path = [path, ".", name].concat();
        match name {
            "column" if !ExtraField::is_column(text(&path, value)?) => {
                return Err(shape(&path, "[a-z_][a-z0-9_]{0,79}", value));
            }
            "label" => {
                let label = text(&path, value)?;
                if label.trim().is_empty() || label.contains(is_stray) {
                    return Err(shape(&path, "string", value));
                }
            }
            "type" if !FIELD_TYPES.contains(&text(&path, value)?) => {
                return Err(shape(&path, EXPECTED, value));
            }
            "required" if value.as_bool().is_none() => {
                return Err(shape(&path, "boolean", value));
            }
            "value" => {
                text(&path, value)?;
            }
            _ => {}
        }
    }
    for name in ["column", "label"] {
        if json.get(name).is_none() {
            return Err(missing(&[path, ".", name].concat(), "string"));
        }
    }
    Ok(json.text("column").unwrap_or_default())
}

/// What `type` says of what is filled in: the inverse of [`field_kind`].
#[must_use]
pub fn field_type(kind: &ExtraKind) -> &'static str {
    match kind {
        ExtraKind::Date => "date",
        ExtraKind::DateTime => "dateTime",
        ExtraKind::Flag => "boolean",
        ExtraKind::Reference(table) if table == USERS => "user",
        ExtraKind::Reference(_) => "group",
        ExtraKind::Text { .. } | ExtraKind::Choice(_) => "text",
    }
}

/// The field as it stands in a configuration.
pub(super) fn write(field: &ExtraField) -> String {
    let mut object = Object::new();
    object
        .text("column", &field.column)
        .text("label", &field.label)
        .text("type", field_type(&field.kind));
    if field.required {
        object.flag("required", true);
    }
    if !field.first.is_empty() {
        object.text("value", &field.first);
    }
    object.end()
}
