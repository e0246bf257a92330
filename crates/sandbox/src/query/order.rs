//! `^ORDERBY`, and fields as SQL.

use super::{Query, Reader};
use crate::store::{Column, Kind, Order, Table, quote};

/// How many references a field may walk through.
const MAX_STEPS: usize = 3;

impl Reader<'_> {
    /// The order that the query asks for, as far as the table has it.
    pub fn order(&self, query: &Query) -> Vec<Order> {
        let known = query.order.iter().filter_map(|(field, descending)| {
            Some(Order {
                by: by(self.field(field)?),
                descending: *descending,
            })
        });
        known.collect()
    }
}

impl Reader<'_> {
    /// The field of the records asked, as SQL; `None` when there is none. What
    /// the caller may not see is empty.
    pub(crate) fn field(&self, name: &str) -> Option<Field> {
        let found = self.walk(self.table, &quote(self.table.name), name, 0)?;
        Some(Field {
            name: name.to_owned(),
            ..found
        })
    }

    fn walk(&self, table: &'static Table, alias: &str, name: &str, depth: usize) -> Option<Field> {
        let (first, rest) = match name.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (name, None),
        };
        let column = table.column(first)?;
        // What nobody may see nobody may sort or group by, either.
        if !column.is_stored() || column.kind == Kind::Password {
            return None;
        }
        let own = format!("{alias}.{}", quote(column.name));
        let Some(rest) = rest else {
            return Some(Field {
                name: String::new(),
                sql: own,
                table,
                column,
            });
        };
        let Kind::Reference(other) = column.kind else {
            return None;
        };
        let other = Table::named(other).filter(|_| depth < MAX_STEPS)?;
        let inner = format!("\"r{depth}\"");
        let found = self.walk(other, &inner, rest, depth + 1)?;
        let seen = (self.seen)(self.caller, other).inlined();
        let sql = format!(
            "coalesce((SELECT {} FROM {} AS {inner} WHERE {inner}.sys_id = {own} AND {seen}), '')",
            found.sql,
            quote(other.name)
        );
        Some(Field { sql, ..found })
    }
}

/// A field of a table's records, perhaps of a record that they refer to.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// As the caller names it.
    pub(crate) name: String,
    /// Its value.
    pub(crate) sql: String,
    /// The table that has the column.
    pub(crate) table: &'static Table,
    pub(crate) column: &'static Column,
}

/// What SQLite sorts by. References are sorted by what people see.
fn by(field: Field) -> String {
    let shown = match field.column.kind {
        Kind::Reference(name) => Table::named(name),
        _ => None,
    };
    match shown {
        Some(table) => format!(
            "(SELECT \"shown\".{} FROM {} AS \"shown\" WHERE \"shown\".sys_id = {})",
            quote(table.display),
            quote(table.name),
            field.sql
        ),
        None => field.sql,
    }
}
