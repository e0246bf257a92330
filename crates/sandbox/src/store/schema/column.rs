//! One column of a table.

/// What a column holds. Everything is text on the wire; the kind decides how
/// it is compared, checked and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A date with time, stored in UTC.
    DateTime,
    /// A date-time that shows `UNKNOWN` when it is empty.
    DueTime,
    /// A length of time, written as a date counted from 1970.
    Duration,
    /// One of a list of texts kept in `sys_choice`.
    Choice,
    /// One of a list of whole numbers kept in `sys_choice`.
    NumberChoice,
    /// The `sys_id` of a record of the table named.
    Reference(&'static str),
    /// Written to, never read: entries go to the journal.
    Journal,
    /// All journals of the record in one; cannot be written.
    JournalList,
    /// The table's own name.
    ClassName,
    /// Never leaves the store and is never taken from the API.
    Password,
}

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in queries and bodies.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The characters it keeps; what is longer is cut without a word.
    pub max_length: usize,
    /// What a new record has when nothing is sent.
    pub default: &'static str,
}

impl Column {
    /// A column of the platform's usual length.
    pub const fn new(name: &'static str, label: &'static str, kind: Kind) -> Self {
        let max_length = match kind {
            Kind::Text | Kind::Choice | Kind::NumberChoice => 40,
            Kind::Reference(_) => 32,
            Kind::ClassName => 80,
            Kind::Journal | Kind::JournalList => 4000,
            Kind::Password => 255,
            _ => 40,
        };
        Self {
            name,
            label,
            kind,
            max_length,
            default: "",
        }
    }

    /// Free text of at most so many characters.
    pub const fn text(name: &'static str, label: &'static str, max_length: usize) -> Self {
        Self {
            max_length,
            ..Self::new(name, label, Kind::Text)
        }
    }

    /// The same with a default.
    pub const fn or(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    /// Whether SQLite has a column for it; journals are rows elsewhere.
    pub fn is_stored(&self) -> bool {
        !matches!(self.kind, Kind::Journal | Kind::JournalList)
    }

    /// Whether values compare as numbers.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Integer | Kind::NumberChoice)
    }

    /// Whether its labels are rows of `sys_choice`.
    pub fn has_choices(&self) -> bool {
        matches!(self.kind, Kind::Choice | Kind::NumberChoice)
    }

    /// Whether it holds a point in time.
    pub fn is_time(&self) -> bool {
        matches!(self.kind, Kind::DateTime | Kind::DueTime)
    }
}
