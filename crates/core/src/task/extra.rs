//! Fields of a ticket that this product has no place of its own for: those that an instance
//! requires, and those that an organisation has chosen.

/// A field that the form has besides its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraField {
    /// Its column: small letters, digits and `_`.
    pub column: String,
    /// What it is called.
    pub label: String,
    /// What is filled in.
    pub kind: ExtraKind,
    /// Whether it has to be filled in.
    pub required: bool,
    /// What stands in it at the beginning; empty for nothing.
    pub first: String,
}

/// What is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtraKind {
    /// Text, of at most so many characters where that is known.
    Text {
        /// The most that fits.
        max: Option<usize>,
    },
    /// One of a few: what is stored, and what it is called.
    Choice(Vec<(String, String)>),
    /// A record of that table.
    Reference(String),
    /// A day.
    Date,
    /// A day in a column that holds a time: the day's end is sent.
    DateTime,
    /// Yes or no.
    Flag,
}

/// What stands in such a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// Its column.
    pub column: String,
    /// What is stored: a text, a choice's value, a record's ID, `yyyy-mm-dd`, `true`.
    pub value: String,
    /// What the record is called, where it is one.
    pub name: String,
}

impl ExtraField {
    /// Whether that can be a column's name: nothing else goes into a request in its place.
    #[must_use]
    pub fn is_column(name: &str) -> bool {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        (1..=80).contains(&name.len())
            && name.bytes().all(plain)
            && !name.starts_with(|c: char| c.is_ascii_digit())
    }
}
