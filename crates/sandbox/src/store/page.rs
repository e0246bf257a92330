//! One page of many records, in order.
//!
//! SQLite does not know how many records pass a filter, and so whether to
//! fetch and sort them or to walk through all records in order and leave out
//! those that do not pass. Here they are counted first, up to a bound.

use rusqlite::{Connection, params_from_iter};

use super::read::Select;
use super::sql::quote;
use super::{Filter, Order, Result, Table};

/// More than these are not sorted if there is an index in that order.
const MANY: u64 = 20_000;
/// Who asks for more than these at once has to wait for them.
const LONGEST: u64 = 1_000;

/// The SQL of the page, with the values of its filter as parameters as often
/// as the second number says.
pub(super) fn sql(
    connection: &Connection,
    table: &'static Table,
    select: &Select,
) -> Result<(String, usize)> {
    let order = order_by(&select.order);
    let limit = select.limit.min(i64::MAX as u64);
    let offset = select.offset.min(i64::MAX as u64);
    let window = format!("LIMIT {limit} OFFSET {offset}");
    let parts: Vec<_> = table.parts().collect();
    let [_] = parts.as_slice() else {
        // The first of each kind, and of these the first of all.
        let columns = columns(table);
        let most = limit.saturating_add(offset).min(i64::MAX as u64);
        let mut each = Vec::with_capacity(parts.len());
        for part in &parts {
            let rows = rows(connection, table, part, &columns, select)?;
            each.push(format!("SELECT * FROM ({rows} LIMIT {most})"));
        }
        let all = each.join(" UNION ALL ");
        let name = quote(table.name);
        let sql = format!("SELECT * FROM ({all}) AS {name} {order} {window}");
        return Ok((sql, parts.len()));
    };
    let rows = rows(connection, table, table, "*", select)?;
    Ok((format!("{rows} {window}"), 1))
}

/// The rows that are of this very table, in order.
fn rows(
    connection: &Connection,
    table: &Table,
    part: &Table,
    columns: &str,
    select: &Select,
) -> Result<String> {
    let source = format!("{} AS {}", quote(&part.storage()), quote(table.name));
    let filter = &select.filter.sql;
    let (index, order) = match way(connection, table, part, select, &source)? {
        Way::Any => (String::new(), order_by(&select.order)),
        Way::Walk(index) => (format!("INDEXED BY {index}"), order_by(&select.order)),
        Way::Sort => (String::new(), sorted(&select.order)),
    };
    Ok(format!(
        "SELECT {columns} FROM {source} {index} WHERE {filter} {order}"
    ))
}

/// How to come by the first records in order.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// As SQLite likes.
    Any,
    /// Through all, in the order of this index.
    Walk(String),
    /// Those that pass, sorted.
    Sort,
}

fn way(
    connection: &Connection,
    table: &Table,
    part: &Table,
    select: &Select,
    source: &str,
) -> Result<Way> {
    let Some(first) = select.order.first() else {
        return Ok(Way::Any);
    };
    let is_short = select.limit <= LONGEST;
    if !is_short || select.filter == Filter::all() {
        return Ok(Way::Any);
    }
    let is_order = |column: &&str| {
        let name = quote(column);
        first.by == name || first.by == format!("{}.{name}", quote(table.name))
    };
    let filter = &select.filter;
    let fits = |list: &&[&str]| match list {
        [fixed, ordered] => {
            let fixed = format!("{} = ", quote(fixed));
            is_order(ordered) && filter.sql.contains(&fixed)
        }
        _ => false,
    };
    // An index that is in order within what passes: nothing is better.
    let lists = part.indexes();
    if lists.iter().any(fits) {
        return Ok(Way::Any);
    }
    let walk = lists
        .into_iter()
        .find(|list| list.first().is_some_and(&is_order));
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {} LIMIT {})",
        filter.sql,
        MANY + 1
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let passing: u64 = statement.query_row(params_from_iter(&filter.values), |row| row.get(0))?;
    Ok(match walk {
        Some(list) if passing > MANY => Way::Walk(part.index_name(list)),
        _ if passing > MANY => Way::Any,
        _ => Way::Sort,
    })
}

fn order_by(order: &[Order]) -> String {
    let terms = order.iter().map(|by| match by.descending {
        true => format!("{} DESC", by.by),
        false => by.by.clone(),
    });
    clause(terms.collect())
}

/// The same order, in which SQLite recognises no index.
fn sorted(order: &[Order]) -> String {
    let terms = order.iter().map(|by| match by.descending {
        true => format!("+{} DESC", by.by),
        false => format!("+{}", by.by),
    });
    clause(terms.collect())
}

fn clause(terms: Vec<String>) -> String {
    match terms.is_empty() {
        true => String::new(),
        false => format!("ORDER BY {}", terms.join(", ")),
    }
}

/// The columns of a table in their order, as its view has them.
pub(super) fn columns(table: &Table) -> String {
    let stored = table.columns().filter(|column| column.is_stored());
    let names: Vec<_> = stored.map(|column| quote(column.name)).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// How the first records in this order are found among many or few.
    #[track_caller]
    fn check(filter: Filter, order: &str, is_many: bool, expect: &str) {
        let store = Store::open(None).expect("a store");
        let count = if is_many { MANY + 1 } else { 1 };
        let rows = (0..count).map(|at| {
            let state = ("state", "7".to_owned());
            [
                ("sys_id", at.to_string()),
                ("number", at.to_string()),
                state,
            ]
        });
        store.pour("incident", rows).expect("records");
        let table = Table::named("incident").expect("a table");
        let select = Select {
            order: vec![Order::newest(order)],
            limit: 50,
            ..Select::new(filter)
        };
        let (sql, _) = sql(&store.lock(), table, &select).expect("a statement");
        assert!(sql.contains(expect), "{sql}");
        let rows = store.select(table, &select).expect("records");
        assert_eq!(rows.len() as u64, count.min(50));
    }

    #[test]
    fn few_records_are_sorted_and_many_are_walked_through() {
        let closed = || Filter::equals("state", "7");
        let any = "FROM \"incident\" AS \"incident\"  WHERE";
        check(
            closed(),
            "sys_updated_on",
            false,
            "ORDER BY +\"sys_updated_on\"",
        );
        let walked = "INDEXED BY \"incident_sys_updated_on\"";
        check(closed(), "sys_updated_on", true, walked);
        check(closed(), "sys_created_on", true, any);
        check(
            closed(),
            "due_date",
            true,
            "INDEXED BY \"incident_due_date\"",
        );
        check(closed(), "close_notes", true, any);
        check(Filter::all(), "sys_updated_on", true, any);
    }
}
