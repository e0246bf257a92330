//! Very many records at once.

use std::iter;

use rusqlite::Connection;

use super::schema::Table;
use super::sql::quote;
use super::{Result, Store, ddl, table};

/// How many rows one transaction holds, so that the log of a file stays small.
const AT_ONCE: usize = 50_000;

impl Store {
    /// Makes records from columns and their values, the same columns in every
    /// row; the other columns have their defaults. Nothing is looked at: the
    /// values have to be as they are stored. The indexes are made afterwards,
    /// which is several times faster than keeping them.
    pub fn pour<const N: usize>(
        &self,
        name: &str,
        rows: impl Iterator<Item = [(&'static str, String); N]>,
    ) -> Result<()> {
        let table = table(name)?;
        let mut connection = self.lock();
        let mut rows = rows.peekable();
        let Some(first) = rows.peek() else {
            return Ok(());
        };
        let names = first.each_ref().map(|(name, _)| *name);
        ddl::drop_indexes(&connection, table)?;
        while rows.peek().is_some() {
            let transaction = connection.transaction()?;
            write_rows(&transaction, table, &names, rows.by_ref().take(AT_ONCE))?;
            transaction.commit()?;
        }
        ddl::make_indexes(&connection, table)?;
        // By what it counts here SQLite chooses among the indexes.
        connection.execute_batch("PRAGMA analysis_limit = 1000; ANALYZE;")?;
        connection.flush_prepared_statement_cache();
        Ok(())
    }
}

fn write_rows<const N: usize>(
    connection: &Connection,
    table: &'static Table,
    names: &[&'static str; N],
    rows: impl Iterator<Item = [(&'static str, String); N]>,
) -> Result<()> {
    let stored = table.columns().filter(|column| column.is_stored());
    let rest = stored.filter(|column| !names.contains(&column.name));
    let constant: Vec<_> = rest
        .map(|column| match column.name {
            "sys_class_name" => (column.name, table.name),
            name => (name, table.default_of(column)),
        })
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let columns = names
        .iter()
        .chain(constant.iter().map(|(name, _)| name))
        .map(|name| quote(name))
        .collect::<Vec<_>>();
    let places: Vec<_> = iter::repeat_n("?", columns.len()).collect();
    let mut statement = connection.prepare(&format!(
        "INSERT INTO {} ({}) VALUES ({})",
        quote(&table.storage()),
        columns.join(", "),
        places.join(", "),
    ))?;
    // What is bound stays bound from row to row.
    for (at, (_, value)) in constant.iter().enumerate() {
        statement.raw_bind_parameter(N + at + 1, value)?;
    }
    for row in rows {
        for (at, (_, value)) in row.iter().enumerate() {
            statement.raw_bind_parameter(at + 1, value)?;
        }
        statement.raw_execute()?;
    }
    Ok(())
}
