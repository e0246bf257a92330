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

    /// This, of what `bounds` lets through.
    pub(crate) fn within(self, bounds: Self) -> Self {
        match bounds == Self::all() {
            true => self,
            false => self.and(bounds),
        }
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

    /// The column has one of these values. Many are given as one parameter,
    /// since SQLite bounds their number.
    pub(crate) fn one_of(column: &str, is_number: bool, values: &[String]) -> Self {
        const FEW: usize = 50;
        let column = quote(column);
        let place = |place: &str| match is_number {
            true => format!("CAST({place} AS INTEGER)"),
            false => place.to_owned(),
        };
        if values.len() <= FEW {
            let places = vec![place("?"); values.len()].join(", ");
            let filter = Self::raw(format!("{column} IN ({places})"));
            return values.iter().fold(filter, Self::with);
        }
        let list = serde_json::Value::from(values).to_string();
        Self::raw(format!(
            "{column} IN (SELECT {} FROM json_each(?))",
            place("value")
        ))
        .with(list)
    }

    /// A condition on how many records of `table` have in `field` what the
    /// record has in `column`; only those that pass `self` count.
    pub(crate) fn counted(
        self,
        column: &str,
        table: &str,
        field: &str,
        sign: &str,
        count: u32,
    ) -> Self {
        let (column, table, field) = (quote(column), quote(table), quote(field));
        // Records that nothing names are in no group, so what is true of
        // none is asked the other way round.
        let of_none = match sign {
            "=" => count == 0,
            "!=" => count != 0,
            "<" => count > 0,
            "<=" => true,
            ">=" => count == 0,
            _ => false,
        };
        let (not, having) = match of_none {
            true => ("NOT ", format!("NOT (count(*) {sign} {count})")),
            false => ("", format!("count(*) {sign} {count}")),
        };
        Self {
            sql: format!(
                "{column} {not}IN (SELECT {field} FROM {table} \
                 WHERE {field} <> '' AND {} GROUP BY {field} HAVING {having})",
                self.sql
            ),
            values: self.values,
        }
    }

    /// The SQL with its values in it, for where no parameter can stand.
    pub(crate) fn inlined(&self) -> String {
        let values = self.values.iter();
        let literals = values.map(|value| format!("'{}'", value.replace('\'', "''")));
        let literals = literals.chain(std::iter::repeat(String::new()));
        let parts = self.sql.split('?').zip(literals);
        parts
            .flat_map(|(sql, value)| [sql.to_owned(), value])
            .collect()
    }

    /// Whether SQLite can take it.
    pub(crate) fn is_within_bounds(&self) -> bool {
        self.values.len() < 30_000 && self.sql.len() < 900_000
    }

    /// What this does not let through.
    pub fn negated(mut self) -> Self {
        self.sql = format!("NOT ({})", self.sql);
        self
    }

    /// All of these; of none, every record.
    pub fn all_of(parts: Vec<Self>) -> Self {
        Self::balanced(parts, Self::and).unwrap_or_else(Self::all)
    }

    /// One of these; of none, every record.
    pub fn any_of(parts: Vec<Self>) -> Self {
        Self::balanced(parts, Self::or).unwrap_or_else(Self::all)
    }

    /// SQLite bounds the depth of an expression, so a thousand parts are
    /// joined as a tree, not as a chain.
    fn balanced(mut parts: Vec<Self>, join: fn(Self, Self) -> Self) -> Option<Self> {
        if parts.len() < 2 {
            return parts.pop();
        }
        let rest = parts.split_off(parts.len() / 2);
        let (left, right) = (Self::balanced(parts, join)?, Self::balanced(rest, join)?);
        Some(join(left, right))
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
