//! What can be chosen in a column, in the two places where an instance says so: what its forms are
//! drawn from, and its table of choices.

use super::columns::{self, ELEMENT, INACTIVE, LABEL, LANGUAGE, NAME, SEQUENCE, VALUE};
use super::path::Path;
use super::query::{Column, Condition, Query, QueryValue};
use super::value::Row;
use crate::json::Value;
use crate::task::TicketType;

/// The path of what forms are made of; a table's name follows. It is not documented; ServiceNow's
/// own programs rely on it.
pub(super) const META: &str = "/api/now/ui/meta/";
/// The table of choices.
pub(super) const TABLE: &str = "sys_choice";
/// The columns that are read of them.
pub(super) const FIELDS: &str = "name,element,value,label,language";

/// The value that is stored, and its name if it has one.
pub(super) type Choice = (String, Option<String>);

/// The path of the form of a type.
pub(super) fn form(ticket_type: TicketType) -> String {
    [META, columns::table(ticket_type)].concat()
}

/// What a form lets be chosen in a column. `None` where it names nothing.
pub(super) fn of_form(answer: &Value, column: Column) -> Option<Vec<Choice>> {
    let columns = answer.get("result")?.get("columns")?;
    let choices = of_column(columns.get(column.as_str())?);
    (!choices.is_empty()).then_some(choices)
}

/// The choices of a form's column. What stands for no choice is left out.
pub(super) fn of_column(column: &Value) -> Vec<Choice> {
    let Some(Value::Array(all)) = column.get("choices") else {
        return Vec::new();
    };
    let mut choices = Vec::new();
    for choice in all {
        let value = choice.text("value").unwrap_or_default();
        let label = choice.text("label").map(str::trim);
        if !value.is_empty() {
            let label = label.filter(|label| !label.is_empty());
            choices.push((value.to_owned(), label.map(str::to_owned)));
        }
    }
    choices
}

/// ServiceNow's code for a language: its own for Chinese, the first part of the tag for others.
pub(super) fn language_code(tag: &str) -> &'static str {
    match tag.split('-').next() {
        Some("ko") => "ko",
        Some("sv") => "sv",
        Some("zh") => "zh",
        _ => "en",
    }
}

/// The path of the table's rows for some columns of a type, in that language and in English.
pub(super) fn rows(ticket_type: TicketType, of: &[Column], language: &'static str) -> String {
    let is = |column, value| Condition::equals(column, QueryValue::known(value));
    let mut query = Query::new()
        .and(&is(NAME, columns::table(ticket_type)))
        .and(&is(INACTIVE, "false"));
    let elements = of.iter().map(|column| QueryValue::known(column.as_str()));
    let languages = [language, "en"].map(QueryValue::known);
    let conditions = [
        Condition::one_of(ELEMENT, elements),
        Condition::one_of(LANGUAGE, languages),
    ];
    for condition in conditions.into_iter().flatten() {
        query = query.and(&condition);
    }
    Path::table(TABLE, FIELDS)
        .query(&query.ascending(SEQUENCE))
        .limit(500)
        .into_string()
}

/// What the table's rows let be chosen in a column, in that language, else in English. `None` where
/// they name nothing.
pub(super) fn of_rows(
    answer: &Value,
    ticket_type: TicketType,
    column: Column,
    language: &str,
) -> Option<Vec<Choice>> {
    let rows = Row::list(answer).ok()?;
    let of = |wanted: &str| -> Vec<Choice> {
        let ours = rows.iter().filter(|row| {
            row.text(NAME) == columns::table(ticket_type)
                && row.text(ELEMENT) == column.as_str()
                && row.text(LANGUAGE) == wanted
        });
        ours.map(|row| (row.text(VALUE), Some(row.text(LABEL))))
            .collect()
    };
    let own = of(language);
    let found = if own.is_empty() { of("en") } else { own };
    (!found.is_empty()).then_some(found)
}
