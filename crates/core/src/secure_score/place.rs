//! Values of a JSON file that know where they stand, so that an error can name the field.

use crate::date::Timestamp;
use crate::error::{Error, Kind, Result};
use crate::json::{Value, quoted};

/// A value, or its absence, at a place in the file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    value: Option<&'a Value>,
    step: Step<'a>,
    parent: Option<&'a Place<'a>>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Field(&'a str),
    Index(usize),
}

/// What of a value an error shows, in characters.
const MAX_FOUND: usize = 40;

impl<'a> Place<'a> {
    /// The whole file.
    pub(super) fn root(value: &'a Value) -> Self {
        Self {
            value: Some(value),
            step: Step::Root,
            parent: None,
        }
    }

    /// A field of an object; `null` counts as absent.
    pub(super) fn field(&'a self, name: &'a str) -> Place<'a> {
        let value = self.value.and_then(|value| value.get(name));
        Place {
            value: value.filter(|value| **value != Value::Null),
            step: Step::Field(name),
            parent: Some(self),
        }
    }

    /// The place of an element that is not there.
    pub(super) fn element(&'a self, index: usize) -> Place<'a> {
        Place {
            value: None,
            step: Step::Index(index),
            parent: Some(self),
        }
    }

    /// Whether the value is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self.value, Some(Value::Object(_)))
    }

    /// Whether there is a value.
    pub(super) fn is_present(&self) -> bool {
        self.value.is_some()
    }

    /// Hands each element of the list to `read`.
    pub(super) fn each<T>(&self, read: impl Fn(&Place<'_>) -> Result<T>) -> Result<Vec<T>> {
        let Some(Value::Array(elements)) = self.value else {
            return Err(self.expected("array"));
        };
        let place = |(index, value)| Place {
            value: Some(value).filter(|value: &&Value| **value != Value::Null),
            step: Step::Index(index),
            parent: Some(self),
        };
        elements
            .iter()
            .enumerate()
            .map(|element| read(&place(element)))
            .collect()
    }

    /// As [`Place::each`]; an absent list is an empty one.
    pub(super) fn each_if_any<T>(&self, read: impl Fn(&Place<'_>) -> Result<T>) -> Result<Vec<T>> {
        if self.is_present() {
            self.each(read)
        } else {
            Ok(Vec::new())
        }
    }

    /// An object.
    pub(super) fn object(&self) -> Result<()> {
        if self.is_object() {
            Ok(())
        } else {
            Err(self.expected("object"))
        }
    }

    /// A number.
    pub(super) fn number(&self) -> Result<f64> {
        let number = self.value.and_then(Value::as_f64);
        number.ok_or_else(|| self.expected("number"))
    }

    /// A number that may be absent.
    pub(super) fn number_if_any(&self) -> Result<Option<f64>> {
        self.is_present().then(|| self.number()).transpose()
    }

    /// A text that is not blank.
    pub(super) fn text(&self) -> Result<String> {
        match self.value {
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
            _ => Err(self.expected("string")),
        }
    }

    /// A text that may be absent, then empty.
    pub(super) fn text_if_any(&self) -> Result<String> {
        match self.value {
            None => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.trim().to_owned()),
            Some(_) => Err(self.expected("string")),
        }
    }

    /// A point in time. Nothing depends on it so much that a date in another form would have to
    /// make the whole file unreadable.
    pub(super) fn time_if_any(&self) -> Result<Option<Timestamp>> {
        Ok(Timestamp::parse_rfc3339(&self.text_if_any()?))
    }

    /// True or false; absent is false.
    pub(super) fn flag(&self) -> Result<bool> {
        match self.value {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.expected("boolean")),
        }
    }

    /// The error that something else was expected here.
    pub(super) fn expected(&self, expected: &'static str) -> Error {
        let path = match self.parent {
            None => "$".to_owned(),
            Some(_) => self.path(),
        };
        Error::new(match self.value {
            None => Kind::FileFieldMissing { path, expected },
            Some(value) => Kind::FileShape {
                path,
                expected,
                found: excerpt(value),
            },
        })
    }

    fn path(&self) -> String {
        let mut path = self.parent.map(Place::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Field(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
        path
    }
}

/// Enough of a value to recognise it by.
fn excerpt(value: &Value) -> String {
    let mut text = match value {
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
        Value::String(text) => quoted(text),
        Value::Number(text) => text.clone(),
        Value::Bool(flag) => flag.to_string(),
        Value::Null => "null".to_owned(),
    };
    if let Some((end, _)) = text.char_indices().nth(MAX_FOUND) {
        text.truncate(end);
        text.push('…');
    }
    text
}
