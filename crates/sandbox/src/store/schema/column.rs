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
    /// A date without a time.
    Date,
    /// A length of time, written as a date counted from 1970.
    Duration,
    /// One of a list of texts kept in `sys_choice`.
    Choice,
    /// One of a list of whole numbers kept in `sys_choice`.
    NumberChoice,
    /// The `sys_id` of a record of the table named.
    Reference(&'static str),
    /// The name of a record of the table named: `sys_user` for that table's
    /// row of `sys_db_object`.
    NameReference(&'static str),
    /// The `sys_id`s of records of the table named, with commas between.
    List(&'static str),
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
    /// Whether a form insists on it. The APIs do not, as documented: data
    /// policies are for them.
    pub mandatory: bool,
    /// Whether no form changes it.
    pub read_only: bool,
}

/// Whether the platform keeps the column of that name, and nobody writes it. A few tables have
/// columns of their own that begin alike.
pub fn is_of_platform(name: &str) -> bool {
    name.starts_with("sys_") && name != "sys_data_policy"
}

impl Column {
    /// A column of the platform's usual length.
    pub const fn new(name: &'static str, label: &'static str, kind: Kind) -> Self {
        let max_length = match kind {
            Kind::Text | Kind::Choice | Kind::NumberChoice => 40,
            Kind::Reference(_) => 32,
            Kind::ClassName => 80,
            Kind::Journal | Kind::JournalList | Kind::List(_) => 4000,
            Kind::NameReference(_) => 80,
            Kind::Password => 255,
            _ => 40,
        };
        Self {
            name,
            label,
            kind,
            max_length,
            default: "",
            mandatory: false,
            read_only: false,
        }
    }

    /// Free text of at most so many characters.
    pub const fn text(name: &'static str, label: &'static str, max_length: usize) -> Self {
        Self {
            max_length,
            ..Self::new(name, label, Kind::Text)
        }
    }

    /// The `sys_id` of a record of that table.
    pub const fn link(name: &'static str, label: &'static str, table: &'static str) -> Self {
        Self::new(name, label, Kind::Reference(table))
    }

    /// `true` or `false`, and false unless something is sent.
    pub const fn flag(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, Kind::Boolean).or("false")
    }

    /// A date with time.
    pub const fn time(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, Kind::DateTime)
    }

    /// A whole number.
    pub const fn whole(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, Kind::Integer)
    }

    /// One of a list of texts.
    pub const fn choice(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, Kind::Choice)
    }

    /// One of a list of whole numbers.
    pub const fn number_choice(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, Kind::NumberChoice)
    }

    /// The same with a default.
    pub const fn or(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    /// The same, and a form insists on it.
    pub const fn required(self) -> Self {
        Self {
            mandatory: true,
            ..self
        }
    }

    /// The same, and no form changes it.
    pub const fn fixed(self) -> Self {
        Self {
            read_only: true,
            ..self
        }
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

    /// What `sys_dictionary` calls its type.
    pub fn internal_type(&self) -> &'static str {
        match self.kind {
            Kind::Text if self.name == "sys_id" => "GUID",
            Kind::Text | Kind::Choice => "string",
            Kind::Integer | Kind::NumberChoice => "integer",
            Kind::Boolean => "boolean",
            Kind::DateTime => "glide_date_time",
            Kind::DueTime => "due_date",
            Kind::Date => "glide_date",
            Kind::Duration => "glide_duration",
            Kind::Reference(_) | Kind::NameReference(_) => "reference",
            Kind::List(_) => "glide_list",
            Kind::Journal => "journal_input",
            Kind::JournalList => "journal_list",
            Kind::ClassName => "sys_class_name",
            Kind::Password => "password",
        }
    }
}
