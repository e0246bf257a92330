//! Values of a JSON file that know where they stand, so that an error can name the field.
//!
//! Reading goes on after a field that is not what it should be: the first of them is noted and
//! told at the end. So what reads a record is a plain list of its fields.

use std::cell::RefCell;

use crate::date::Timestamp;
use crate::error::{Error, Kind};
use crate::json::Value;

/// What was wrong first, if anything was.
pub(super) type Wrong = RefCell<Option<Error>>;

/// A value, or its absence, at a place in the file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 'p> {
    value: Option<&'a Value>,
    step: Step,
    parent: Option<&'p Place<'a, 'p>>,
    wrong: &'p Wrong,
}

#[derive(Clone, Copy)]
enum Step {
    Field(&'static str),
    Index(usize),
}

impl<'a> Place<'a, '_> {
    /// The whole file.
    pub(super) fn root<'p>(value: &'a Value, wrong: &'p Wrong) -> Place<'a, 'p> {
        Place {
            value: Some(value),
            step: Step::Field("$"),
            parent: None,
            wrong,
        }
    }

    /// A record that is not there.
    pub(super) fn nothing<'p>(&'p self) -> Place<'a, 'p> {
        self.inside(None, Step::Field(""))
    }

    /// A field of an object; `null` counts as absent.
    pub(super) fn field<'p>(&'p self, name: &'static str) -> Place<'a, 'p> {
        self.inside(
            self.value.and_then(|value| value.get(name)),
            Step::Field(name),
        )
    }

    /// The place of an element that is not there.
    pub(super) fn element<'p>(&'p self, index: usize) -> Place<'a, 'p> {
        self.inside(None, Step::Index(index))
    }

    fn inside<'p>(&'p self, value: Option<&'a Value>, step: Step) -> Place<'a, 'p> {
        Place {
            value: value.filter(|value| **value != Value::Null),
            step,
            parent: Some(self),
            wrong: self.wrong,
        }
    }

    /// Whether the value is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self.value, Some(Value::Object(_)))
    }

    /// Whether the value is a list, or an object that wraps one as `value`.
    pub(super) fn is_page(&self) -> bool {
        self.listed().is_some()
    }

    /// Whether the first of the list's entries has such a field.
    pub(super) fn first_entry_has(&self, name: &str) -> bool {
        let first = self.listed().and_then(<[Value]>::first);
        first.is_some_and(|entry| entry.get(name).is_some())
    }

    fn listed(&self) -> Option<&'a [Value]> {
        let value = self.value?;
        match value.get("value").unwrap_or(value) {
            Value::Array(list) => Some(list),
            _ => None,
        }
    }

    /// Whether there is a value.
    pub(super) fn is_present(&self) -> bool {
        self.value.is_some()
    }

    /// The elements of this list.
    pub(super) fn elements<'p>(&'p self) -> Vec<Place<'a, 'p>> {
        let mut places = Vec::new();
        if let Some(Value::Array(elements)) = self.value {
            for (index, value) in elements.iter().enumerate() {
                places.push(self.inside(Some(value), Step::Index(index)));
            }
        } else {
            self.expect("array");
        }
        places
    }

    /// As [`Place::elements`]; an absent list is an empty one.
    pub(super) fn elements_if_any<'p>(&'p self) -> Vec<Place<'a, 'p>> {
        if self.is_present() {
            self.elements()
        } else {
            Vec::new()
        }
    }

    /// This text, which may be absent, then empty.
    pub(super) fn own_text(&self) -> &'a str {
        match self.value {
            None => "",
            Some(Value::String(text)) => text.trim(),
            Some(_) => {
                self.expect("string");
                ""
            }
        }
    }

    /// An object.
    pub(super) fn object(&self) {
        if !self.is_object() {
            self.expect("object");
        }
    }

    /// The field that is a number.
    pub(super) fn number(&self, name: &'static str) -> f64 {
        let place = self.field(name);
        let number = place.value.and_then(Value::as_f64);
        if number.is_none() {
            place.expect("number");
        }
        number.unwrap_or_default()
    }

    /// The field that is a number, or absent.
    pub(super) fn number_if_any(&self, name: &'static str) -> Option<f64> {
        self.field(name).is_present().then(|| self.number(name))
    }

    /// The field that is a text, and not blank.
    pub(super) fn text(&self, name: &'static str) -> &'a str {
        let place = self.field(name);
        let text = place.value.and_then(Value::as_str).unwrap_or_default();
        let text = text.trim();
        if text.is_empty() {
            place.expect("string");
        }
        text
    }

    /// The field that is a text, or absent, then empty.
    pub(super) fn text_if_any(&self, name: &'static str) -> &'a str {
        self.field(name).own_text()
    }

    /// The field that is a point in time. Nothing depends on it so much that a date in another
    /// form would have to make the whole file unreadable.
    pub(super) fn time_if_any(&self, name: &'static str) -> Option<Timestamp> {
        Timestamp::parse_rfc3339(self.text_if_any(name))
    }

    /// The same where nothing at all depends on it: what is no text is no date.
    pub(super) fn day_if_any(&self, name: &str) -> Option<Timestamp> {
        Timestamp::parse_rfc3339(self.value?.text(name)?.trim())
    }

    /// The field, if it is a number; nothing depends on it.
    pub(super) fn sound_number(&self, name: &str) -> Option<f64> {
        self.value?.get(name)?.as_f64()
    }

    /// The field, if it is a text; nothing depends on it.
    pub(super) fn sound_text(&self, name: &str) -> Option<&'a str> {
        self.value?.text(name)
    }

    /// The elements of the field, if it is a list; nothing depends on it.
    pub(super) fn sound_list(&self, name: &str) -> &'a [Value] {
        match self.value.and_then(|value| value.get(name)) {
            Some(Value::Array(elements)) => elements,
            _ => &[],
        }
    }

    /// The field that is true or false; absent is false.
    pub(super) fn flag(&self, name: &'static str) -> bool {
        let place = self.field(name);
        match place.value {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                place.expect("boolean");
                false
            }
        }
    }

    /// Notes that something else was expected here, unless something was wrong before.
    pub(super) fn expect(&self, expected: &'static str) {
        let mut wrong = self.wrong.borrow_mut();
        if wrong.is_some() {
            return;
        }
        let path = self.path();
        *wrong = Some(Error::new(match self.value {
            None => Kind::FileFieldMissing { path, expected },
            Some(value) => Kind::FileShape {
                path,
                expected,
                found: value.excerpt(),
            },
        }));
    }

    /// `secureScores.value[0].maxScore`; `$` is the whole file.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        if let Some(parent) = self.parent
            && parent.parent.is_some()
        {
            path = parent.path();
        }
        match self.step {
            Step::Field(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Index(index) => {
                for part in ["[", &index.to_string(), "]"] {
                    path.push_str(part);
                }
            }
        }
        path
    }
}
