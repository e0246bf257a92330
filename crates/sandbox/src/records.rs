//! Reading the columns of a record.

use crate::store::Row;

/// The column's value without surrounding spaces, empty when there is none.
pub fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", |value| value.trim())
}

/// Whether the column holds ServiceNow's idea of true.
pub fn is_true(row: &Row, column: &str) -> bool {
    matches!(text(row, column), "true" | "1")
}
