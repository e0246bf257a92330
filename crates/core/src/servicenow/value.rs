//! Values as ServiceNow's APIs write them, in any of their display modes.

use super::query::Column;
use crate::date::Timestamp;
use crate::error::{Kind, Result};
use crate::json::{Value, whole};
use crate::text;

/// What a column holds: the value that is stored, and how the instance shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The stored value; with `sysparm_display_value=true` the shown one, for want of it.
    pub value: String,
    /// The shown value, where the answer has both.
    pub label: Option<String>,
}

impl Field {
    /// Reads a string, number or boolean, or an object of `value`, `display_value` and `link`.
    /// `None` when the column is empty: null, a blank string, or the `UNKNOWN` that stands for
    /// an empty date when only shown values were asked for.
    #[must_use]
    pub fn read(json: &Value) -> Option<Self> {
        let Value::Object(_) = json else {
            let value = scalar(json).filter(|value| value != "UNKNOWN")?;
            return Some(Self { value, label: None });
        };
        let label = json.get("display_value").and_then(scalar);
        let value = match json.get("value") {
            Some(value) => scalar(value)?,
            None => label.clone().filter(|label| label != "UNKNOWN")?,
        };
        Some(Self { value, label })
    }

    /// The value as a whole number.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        whole(&self.value)
    }

    /// The value as a point in time, from UTC.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        Timestamp::parse_servicenow(&self.value)
    }
}

fn scalar(json: &Value) -> Option<String> {
    let text = match json {
        Value::String(text) => text.clone(),
        Value::Bool(flag) => text::flag(*flag).to_owned(),
        // The Change API writes -5.0 for the state -5.
        Value::Number(number) => number.strip_suffix(".0").unwrap_or(number).to_owned(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// One record of an answer, and where in the answer it stands.
pub(super) struct Row<'a> {
    json: &'a Value,
    /// Its place in a list of them.
    at: Option<usize>,
}

impl<'a> Row<'a> {
    /// `result` as a list of records.
    pub(super) fn list(answer: &'a Value) -> Result<Vec<Self>> {
        let Some(Value::Array(rows)) = answer.get("result") else {
            return Err(unexpected("result"));
        };
        let mut list = Vec::new();
        for (at, json) in rows.iter().enumerate() {
            let at = Some(at);
            list.push(Self { json, at });
        }
        Ok(list)
    }

    /// `result` as one record.
    pub(super) fn single(answer: &'a Value) -> Result<Self> {
        match answer.get("result") {
            Some(json @ Value::Object(_)) => Ok(Self { json, at: None }),
            _ => Err(unexpected("result")),
        }
    }

    /// What the column holds. A column that may not be read is missing: as good as empty.
    pub(super) fn field(&self, column: Column) -> Option<Field> {
        Field::read(self.json.get(column.as_str())?)
    }

    /// The column's value, or an empty string.
    pub(super) fn text(&self, column: Column) -> String {
        self.field(column)
            .map(|field| field.value)
            .unwrap_or_default()
    }

    /// How the instance shows what the column holds.
    pub(super) fn label(&self, column: Column) -> Option<String> {
        let field = self.field(column)?;
        Some(field.label.unwrap_or(field.value))
    }

    /// What the instance shows of the column, also where it has no value: a journal's text.
    pub(super) fn shown(&self, column: Column) -> Option<String> {
        scalar(self.json.get(column.as_str())?.get("display_value")?)
    }

    /// The column's time.
    pub(super) fn time(&self, column: Column) -> Option<Timestamp> {
        self.field(column)?.time()
    }

    /// The value of a column without which the record is of no use.
    pub(super) fn required(&self, column: Column) -> Result<String> {
        match self.field(column) {
            Some(field) => Ok(field.value),
            None => {
                let row = self.at.map_or("result".to_owned(), result_at);
                Err(unexpected(&[&row, ".", column.as_str()].concat()))
            }
        }
    }
}

/// The path of an element of a list of results.
pub(super) fn result_at(at: usize) -> String {
    ["result[", &at.to_string(), "]"].concat()
}

/// The answer is JSON, but not what was asked for, beginning at that path.
pub(super) fn unexpected(path: &str) -> crate::Error {
    Kind::UnexpectedShape {
        path: path.to_owned(),
    }
    .into()
}
