//! JSON (RFC 8259), read into a [`Value`] and written by an [`Object`].
//!
//! A library's reader and writer weigh more than the rest of a page's module can afford: they
//! bring tables to turn any decimal number into a float and back. Here a number stays as it is
//! written until somebody asks what it is worth.

mod excerpt;
mod number;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use number::whole;
pub use read::{Malformed, parse};
pub use write::{Object, quoted};

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object's members, in their order.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The member of that name, if this is an object that has one; of two, the later.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        for (known, value) in members.iter().rev() {
            if known == name {
                return Some(value);
            }
        }
        None
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The member of that name, if it is a string.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// The number, if this is one without a fraction or an exponent that an `i64` can hold.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(text) => number::whole(text),
            _ => None,
        }
    }

    /// The number, if this is one without a fraction or an exponent that a `u64` can hold.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(text) => crate::text::number(text),
            _ => None,
        }
    }

    /// The number, if this is one. It is the nearest float if it has at most 15 digits and no
    /// large exponent, and at least near for every other; one that no float can hold is none.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(text) => number::float(text),
            _ => None,
        }
    }

    /// The flag, if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }
}
