//! `^ORDERBY`.

use super::{Query, Reader};
use crate::store::{Kind, Order, Table, quote};

/// How many references a field may walk through.
const MAX_STEPS: usize = 3;

impl Reader<'_> {
    /// The order that the query asks for, as far as the table has it.
    pub fn order(&self, query: &Query) -> Vec<Order> {
        let known = query.order.iter().filter_map(|(field, descending)| {
            Some(Order {
                by: by(self.table, &quote(self.table.name), field, 0)?,
                descending: *descending,
            })
        });
        known.collect()
    }
}

/// What SQLite sorts by. References are sorted by what people see.
fn by(table: &'static Table, alias: &str, field: &str, depth: usize) -> Option<String> {
    if depth > MAX_STEPS {
        return None;
    }
    let (first, rest) = match field.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (field, None),
    };
    let column = table.column(first).filter(|column| column.is_stored())?;
    let own = format!("{alias}.{}", quote(column.name));
    let other = match column.kind {
        Kind::Reference(name) => Table::named(name),
        _ => None,
    };
    match (other, rest) {
        (None, None) => Some(own),
        (None, Some(_)) => None,
        (Some(other), rest) => {
            let inner = format!("\"r{depth}\"");
            let inside = by(other, &inner, rest.unwrap_or(other.display), depth + 1)?;
            Some(format!(
                "(SELECT {inside} FROM {} AS {inner} WHERE {inner}.sys_id = {own})",
                quote(other.name)
            ))
        }
    }
}
