//! Conditions in SQL. Names come from the tables' definitions only; every
//! value is a parameter.

/// What goes behind WHERE, with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    pub(super) sql: String,
    pub(super) values: Vec<String>,
}

impl Filter {
    /// Every record.
    pub fn all() -> Self {
        Self::raw("1")
    }

    /// No record.
    pub fn none() -> Self {
        Self::raw("0")
    }

    /// The column has this value.
    pub fn equals(column: &str, value: &str) -> Self {
        Self::raw(format!("{} = ?", quote(column))).with(value)
    }

    /// A piece of SQL that this crate has written, without any value in it.
    pub(crate) fn raw(sql: impl Into<String>) -> Self {
        Self {
            sql: sql.into(),
            values: Vec::new(),
        }
    }

    /// The value of the next `?`.
    pub(crate) fn with(mut self, value: impl Into<String>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        self.join("AND", other)
    }

    /// Either.
    pub fn or(self, other: Self) -> Self {
        self.join("OR", other)
    }

    /// `column IN (SELECT sys_id FROM table WHERE self)`: a condition on the
    /// record that a reference points to.
    pub(crate) fn of_reference(self, column: &str, table: &str) -> Self {
        let (column, table) = (quote(column), quote(table));
        Self {
            sql: format!(
                "{column} IN (SELECT sys_id FROM {table} WHERE {})",
                self.sql
            ),
            values: self.values,
        }
    }

    fn join(mut self, word: &str, other: Self) -> Self {
        self.sql = format!("({} {word} {})", self.sql, other.sql);
        self.values.extend(other.values);
        self
    }
}

/// A name that SQLite takes for nothing but a name.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
