//! The fields that an organisation adds to the form: columns of its own tables.

use super::check::{members, missing, shape, text};
use super::{Fault, FieldProblem};
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
    let Some(Value::Array(list)) = list.and_then(|list| list.get(ticket_type.key())) else {
        return Vec::new();
    };
    let mut fields = Vec::new();
    for mut field in list.iter().filter_map(field) {
        let problems = FieldProblem::of(ticket_type, &field, fields.iter());
        if problems.iter().any(|problem| problem.is_of_value()) {
            field.first.clear();
        }
        if problems.iter().all(|problem| problem.is_of_value()) && fields.len() < MAX_FIELDS {
            fields.push(field);
        }
    }
    fields
}

fn field(json: &Value) -> Option<ExtraField> {
    Some(ExtraField {
        column: json.text("column")?.to_owned(),
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
        let Some(ticket_type) = TicketType::from_key(name) else {
            return Err(Fault::UnknownKey { path });
        };
        let mut before: Vec<ExtraField> = Vec::new();
        for (at, one) in list.iter().enumerate() {
            let path = [&path, "[", &at.to_string(), "]"].concat();
            if at >= MAX_FIELDS {
                return Err(shape(&path, "≤ 12", one));
            }
            let field = check_field(&path, one)?;
            let problems = FieldProblem::of(ticket_type, &field, before.iter());
            if let Some(problem) = problems.first() {
                return Err(fault(*problem, &path, one));
            }
            before.push(field);
        }
    }
    Ok(())
}

/// Whether the members of a field are there, with the right types. Gives the field, which may
/// still be none.
fn check_field(path: &str, json: &Value) -> Result<ExtraField, Fault> {
    let allowed = ["column", "label", "type", "required", "value"];
    for (name, value) in members(path, json, &allowed)? {
        let path = [path, ".", name].concat();
        match name {
            "type" if !FIELD_TYPES.contains(&text(&path, value)?) => {
                return Err(shape(&path, EXPECTED, value));
            }
            "required" if value.as_bool().is_none() => {
                return Err(shape(&path, "boolean", value));
            }
            "column" | "label" | "value" => {
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
    field(json).ok_or_else(|| shape(path, "object", json))
}

/// What is wrong with a field, as a file is told.
fn fault(problem: FieldProblem, of: &str, json: &Value) -> Fault {
    let path = [of, ".", problem.place()].concat();
    let expected = match problem {
        FieldProblem::Own => return Fault::OwnColumn { path },
        FieldProblem::Twice => return Fault::Twice { path },
        FieldProblem::Label => "string",
        FieldProblem::Column => "[a-z_][a-z0-9_]{0,79}",
        FieldProblem::Day => "\"yyyy-mm-dd\"",
        FieldProblem::Id => "[0-9a-f]{32}",
        FieldProblem::Flag => "\"true\", \"false\"",
    };
    match json.get(problem.place()) {
        Some(found) => shape(&path, expected, found),
        None => missing(&path, expected),
    }
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
