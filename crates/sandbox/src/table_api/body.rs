//! What was sent, as columns and values.

use serde_json::{Map, Value};

use super::ApiError;
use super::choices::Choices;
use super::params::Params;
use crate::dates;
use crate::locale::Locale;
use crate::store::{Column, Kind, Row, Store, Table, hash, is_of_platform};

/// What values that are sent are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// As they are stored.
    Stored,
    /// As they are stored, and on their way from a staging table.
    Imported,
    /// `sysparm_input_display_value`: as people see them, secrets too.
    Displayed,
    /// From a page's form, which has looked up what they mean: as they are
    /// stored, but secrets as they are typed.
    Typed,
}

impl Reading {
    /// Such a parameter says so.
    pub(crate) fn of(params: &Params) -> Self {
        match params.is_true("sysparm_input_display_value") {
            true => Self::Displayed,
            false => Self::Stored,
        }
    }
}

/// The columns of the table that a body sets. What the table does not have,
/// what nobody may set and what a column cannot hold is left out without a
/// word.
pub(super) fn columns(
    store: &Store,
    table: &Table,
    body: Value,
    reading: Reading,
    locale: &Locale,
) -> Result<Row, ApiError> {
    let Value::Object(sent) = body else {
        return Err(ApiError::BadBody);
    };
    let choices = match reading {
        Reading::Displayed => Some(Choices::of(store, table, locale.language)?),
        _ => None,
    };
    let takes_secrets = matches!(reading, Reading::Displayed | Reading::Typed);
    let mut row = Row::new();
    for column in table.columns().filter(|column| is_writable(column)) {
        let Some(mut value) = text(&sent, column.name) else {
            continue;
        };
        if column.kind == Kind::Password {
            // Only as they are typed at a form are secrets taken, and an
            // empty one leaves what there is.
            if takes_secrets && !value.is_empty() {
                row.insert(column.name.to_owned(), hash(&value)?);
            }
            continue;
        }
        if let Some(choices) = &choices {
            value = from_display(store, choices, locale, column, value)?;
        }
        if value.is_empty() || holds(column, &value) {
            row.insert(column.name.to_owned(), value);
        }
    }
    Ok(row)
}

/// The `sys_id` that a new record is to have, if the body gives a good one. It
/// is kept in the letters it was given in.
pub(super) fn sys_id(body: &Value) -> Option<String> {
    let sys_id = body.get("sys_id")?.as_str()?;
    let is_one = sys_id.len() == 32 && sys_id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_one.then(|| sys_id.to_owned())
}

fn is_writable(column: &Column) -> bool {
    !is_of_platform(column.name) && column.kind != Kind::JournalList
}

fn text(sent: &Map<String, Value>, name: &str) -> Option<String> {
    match sent.get(name)? {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

fn holds(column: &Column, value: &str) -> bool {
    match column.kind {
        Kind::DateTime | Kind::DueTime | Kind::Date | Kind::Duration => {
            dates::parse(value).is_some()
        }
        _ if column.is_number() => value.trim().parse::<i64>().is_ok(),
        _ => true,
    }
}

/// `sysparm_input_display_value`: labels, names and local times.
fn from_display(
    store: &Store,
    choices: &Choices,
    locale: &Locale,
    column: &Column,
    value: String,
) -> Result<String, ApiError> {
    Ok(match column.kind {
        Kind::Choice | Kind::NumberChoice => match choices.value(column, &value) {
            Some(known) => known.to_owned(),
            None => value,
        },
        Kind::DateTime | Kind::DueTime => locale.read_time(&value).unwrap_or(value),
        Kind::Date => locale.read_date(&value).unwrap_or(value),
        Kind::Reference(name) => match Table::named(name) {
            Some(table) => store
                .find(name, &[(table.display, &value)])?
                .into_iter()
                .find_map(|mut row| row.remove("sys_id"))
                .unwrap_or(value),
            None => value,
        },
        _ => value,
    })
}
