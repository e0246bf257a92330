//! Encoded queries that no value can break out of.
//!
//! An encoded query is one string: `state=1^priorityIN1,2^ORDERBYDESCsys_created_on`. There is no
//! way to quote a value, so a value that could be read as anything else is refused, never
//! changed: it would match other records than those that were meant.

use std::fmt;

use crate::date::Timestamp;
use crate::text::{has, integer};
use crate::tickets::CorrelationId;

/// The name of a column. It is written in the source, never in data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(&'static str);

impl Column {
    /// A column of that name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// A value that cannot stand in an encoded query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnsafeValue;

/// A value that means itself and nothing else wherever it stands in an encoded query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryValue<'a>(&'a str);

impl<'a> QueryValue<'a> {
    /// Takes the value if it is safe.
    ///
    /// # Errors
    /// [`UnsafeValue`] if it is empty, begins or ends with a space, holds a control character or
    /// one of `^,@` (they end a condition, a list's item, a range), could be taken for the rest
    /// of an operator, for a script (`javascript:`) or for emptiness (`NULL`).
    pub fn parse(text: &'a str) -> Result<Self, UnsafeValue> {
        let ends = |c: char| c.is_control() || "^,@\u{2028}\u{2029}".contains(c);
        let joins_operator = |c: char| "=!<>*%".contains(c);
        let is_unsafe = text.is_empty()
            || text.trim() != text
            || text.contains(ends)
            || text.starts_with(joins_operator)
            || has(&text.to_ascii_lowercase(), "javascript:")
            || text.eq_ignore_ascii_case("null");
        if is_unsafe {
            Err(UnsafeValue)
        } else {
            Ok(Self(text))
        }
    }

    /// A value that is known to be safe when the program is written; tests hold it against
    /// [`QueryValue::parse`].
    pub(super) const fn known(text: &'static str) -> QueryValue<'static> {
        QueryValue(text)
    }
}

impl<'a> From<&'a CorrelationId> for QueryValue<'a> {
    /// A correlation ID is made of letters, digits and `/._-~`, beginning with a letter.
    fn from(id: &'a CorrelationId) -> Self {
        Self(id.as_str())
    }
}

/// One condition on one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition(String);

impl Condition {
    /// The column holds that value. ServiceNow's databases ignore case and spaces at the end
    /// here, so what is found must be compared again.
    #[must_use]
    pub fn equals(column: Column, value: QueryValue<'_>) -> Self {
        Self([column.0, "=", value.0].concat())
    }

    /// The column holds one of those values. Without values there is no condition that no
    /// record meets, so there is no condition.
    #[must_use]
    pub fn one_of<'a>(
        column: Column,
        values: impl IntoIterator<Item = QueryValue<'a>>,
    ) -> Option<Self> {
        let values: Vec<_> = values.into_iter().map(|value| value.0).collect();
        (!values.is_empty()).then(|| Self([column.0, "IN", &values.join(",")].concat()))
    }

    /// The column holds one of those numbers. Without numbers there is nothing to ask for.
    #[must_use]
    pub fn one_of_numbers(column: Column, numbers: &[i32]) -> Option<Self> {
        Self::listed(column, "IN", numbers)
    }

    /// The column holds none of those numbers. Without numbers there is nothing to ask for.
    #[must_use]
    pub fn none_of(column: Column, numbers: &[i32]) -> Option<Self> {
        Self::listed(column, "NOT IN", numbers)
    }

    fn listed(column: Column, operator: &str, numbers: &[i32]) -> Option<Self> {
        let mut list = [column.0, operator].concat();
        for (at, number) in numbers.iter().enumerate() {
            if at > 0 {
                list.push(',');
            }
            list.push_str(&integer(*number));
        }
        (!numbers.is_empty()).then_some(Self(list))
    }

    /// The column's text has that part, whatever its case.
    #[must_use]
    pub fn contains(column: Column, part: QueryValue<'_>) -> Self {
        Self([column.0, "LIKE", part.0].concat())
    }

    /// Either of both. The instance takes it for one condition, whatever stands around it.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        Self([&self.0, "^OR", &other.0].concat())
    }

    /// The column's text comes after that one.
    #[must_use]
    pub fn after(column: Column, value: QueryValue<'_>) -> Self {
        Self([column.0, ">", value.0].concat())
    }

    /// The column's time is before that one; an empty column has no time.
    #[must_use]
    pub fn before(column: Column, time: Timestamp) -> Option<Self> {
        Self::compared(column, "<", time)
    }

    /// The column's time is that one or later.
    #[must_use]
    pub fn from(column: Column, time: Timestamp) -> Option<Self> {
        Self::compared(column, ">=", time)
    }

    /// The column holds something.
    #[must_use]
    pub fn not_empty(column: Column) -> Self {
        Self([column.0, "ISNOTEMPTY"].concat())
    }

    /// The column holds the signed-in user. The one script this product ever asks an instance to
    /// run, and it takes no value.
    #[must_use]
    pub fn current_user(column: Column) -> Self {
        Self([column.0, "=javascript:gs.getUserID()"].concat())
    }

    fn compared(column: Column, operator: &str, time: Timestamp) -> Option<Self> {
        Some(Self([column.0, operator, &time.to_servicenow()?].concat()))
    }
}

/// Conditions that a record must meet all, and an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(String);

impl Query {
    /// All records.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those that also meet this one.
    #[must_use]
    pub fn and(self, condition: &Condition) -> Self {
        self.with(&condition.0)
    }

    /// In ascending order of that column, within the order so far.
    #[must_use]
    pub fn ascending(self, column: Column) -> Self {
        self.with(&["ORDERBY", column.0].concat())
    }

    /// In descending order of that column, within the order so far.
    #[must_use]
    pub fn descending(self, column: Column) -> Self {
        self.with(&["ORDERBYDESC", column.0].concat())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    fn with(mut self, term: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push('^');
        }
        self.0.push_str(term);
        self
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
