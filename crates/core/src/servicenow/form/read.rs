//! The form in the answer.

use super::InstanceForm;
use crate::json::Value;
use crate::servicenow::choices::{Choice, of_column};
use crate::servicenow::columns::{self, IMPACT, PRIORITY, URGENCY};
use crate::servicenow::exchange;
use crate::servicenow::query::Column;
use crate::task::{ExtraField, ExtraKind, FormField, Level, Priority, TicketType};
use crate::text::number;

/// `None` where that is no form.
pub(super) fn form(ticket_type: TicketType, answer: &Value) -> Option<InstanceForm> {
    let Value::Object(all) = answer.get("result")?.get("columns")? else {
        return None;
    };
    let get = |column: Column| all.iter().find(|(name, _)| name == column.as_str());
    let names = |column| get(column).map_or_else(Vec::new, |(_, json)| choices(json));
    let level = |value: &str| Level::ALL.into_iter().find(|level| level.number() == value);
    let mut form = InstanceForm {
        known: true,
        priorities: of_values(names(PRIORITY), |value| {
            Priority::from_number(number(value)?.try_into().ok()?)
        }),
        impacts: of_values(names(IMPACT), level),
        urgencies: of_values(names(URGENCY), level),
        ..InstanceForm::default()
    };
    for (name, json) in all {
        let label = json.text("label").map(str::trim).unwrap_or_default();
        let label = if label.is_empty() { name } else { label };
        if let Some((_, field)) = OWN.iter().find(|(own, _)| own.as_str() == name) {
            form.own.push((label.to_owned(), *field));
        } else if exchange::may_be_added(ticket_type, name) {
            form.columns.extend(field(name, label, json));
        }
    }
    form.columns
        .sort_by(|one, other| one.label.cmp(&other.label));
    Some(form)
}

/// The columns that the form has fields for.
pub(super) const OWN: [(Column, FormField); 8] = [
    (columns::SHORT_DESCRIPTION, FormField::Name),
    (columns::DESCRIPTION, FormField::Description),
    (columns::PRIORITY, FormField::Priority),
    (columns::IMPACT, FormField::Priority),
    (columns::URGENCY, FormField::Priority),
    (columns::DUE_DATE, FormField::Due),
    (columns::ASSIGNMENT_GROUP, FormField::Group),
    (columns::ASSIGNED_TO, FormField::Assignee),
];

fn of_values<T>(
    names: Vec<(String, String)>,
    read: impl Fn(&str) -> Option<T>,
) -> Vec<(T, String)> {
    let names = names.into_iter();
    names
        .filter_map(|(value, label)| Some((read(&value)?, label)))
        .collect()
}

/// Values, and what each is called: as the value, where it has no name.
fn choices(json: &Value) -> Vec<(String, String)> {
    let named = |(value, label): Choice| (value.clone(), label.unwrap_or(value));
    of_column(json).into_iter().map(named).collect()
}

fn is(json: &Value, name: &str) -> bool {
    let says = json.get(name);
    says.and_then(Value::as_bool) == Some(true) || json.text(name) == Some("true")
}

/// `None` for what nobody fills in, or what a form like this has no control for.
fn field(column: &str, label: &str, json: &Value) -> Option<ExtraField> {
    if is(json, "read_only") || !ExtraField::is_column(column) {
        return None;
    }
    let choices = choices(json);
    let kind = match json.text("type")? {
        _ if !choices.is_empty() => ExtraKind::Choice(choices),
        "reference" => ExtraKind::Reference(
            json.text("reference")
                .filter(|table| ExtraField::is_column(table))?
                .to_owned(),
        ),
        "boolean" => ExtraKind::Flag,
        "glide_date" => ExtraKind::Date,
        "glide_date_time" | "due_date" => ExtraKind::DateTime,
        "string" | "integer" | "decimal" | "float" | "url" | "email" | "phone_number"
        | "translated_text" | "html" | "journal_input" | "string_full_utf8" => ExtraKind::Text {
            max: json
                .get("max_length")
                .and_then(Value::as_u64)
                .and_then(|max| max.try_into().ok())
                .filter(|max| *max > 0),
        },
        _ => return None,
    };
    // What has a value by default is not left empty, and a box that is not ticked says no.
    let default = json.text("default_value").unwrap_or_default();
    let required = is(json, "mandatory") && default.is_empty() && kind != ExtraKind::Flag;
    Some(ExtraField {
        column: column.to_owned(),
        label: label.to_owned(),
        kind,
        required,
        first: String::new(),
    })
}
