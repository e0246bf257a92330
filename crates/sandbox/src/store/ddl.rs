//! The SQL that makes the tables from their definitions.

use std::collections::HashSet;

use rusqlite::Connection;

use super::schema::{Column, Kind, TABLES, Table};
use super::{Result, content, sql::quote};

/// Makes what is missing, so that a file of an older version can be opened.
pub(super) fn prepare(connection: &Connection) -> Result<()> {
    // A file in WAL mode can be looked at while the instance runs.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    let mut script = String::from("BEGIN;");
    script.push_str(content::TABLE);
    for table in TABLES {
        script.push_str(&table_and_indexes(connection, table)?);
        if table.is_extended() {
            script.push_str(&view(table));
        }
    }
    script.push_str("COMMIT;");
    connection.execute_batch(&script)?;
    Ok(())
}

fn table_and_indexes(connection: &Connection, table: &Table) -> Result<String> {
    let name = quote(&table.storage());
    let present = columns_of(connection, &table.storage())?;
    let stored = table.columns().filter(|column| column.is_stored());
    let mut script = String::new();
    if present.is_empty() {
        let columns: Vec<_> = stored.map(definition).collect();
        script.push_str(&format!("CREATE TABLE {name} ({});", columns.join(", ")));
    } else {
        for column in stored.filter(|column| !present.contains(column.name)) {
            let column = definition(column);
            script.push_str(&format!("ALTER TABLE {name} ADD COLUMN {column};"));
        }
    }
    script.push_str(&indexes(table));
    Ok(script)
}

/// The name of each of a table's indexes, and the columns it is of.
fn indexes_of(table: &Table) -> impl Iterator<Item = (String, Vec<String>)> {
    table.indexes().into_iter().map(|columns| {
        let names = columns.iter().map(|column| quote(column));
        (table.index_name(columns), names.collect())
    })
}

fn indexes(table: &Table) -> String {
    let name = quote(&table.storage());
    let make = |(index, columns): (String, Vec<String>)| {
        let columns = columns.join(", ");
        format!("CREATE INDEX IF NOT EXISTS {index} ON {name} ({columns});")
    };
    indexes_of(table).map(make).collect()
}

/// Makes the indexes that the table is without.
pub(super) fn make_indexes(connection: &Connection, table: &Table) -> Result<()> {
    Ok(connection.execute_batch(&indexes(table))?)
}

/// Takes the table's indexes away until [`make_indexes`].
pub(super) fn drop_indexes(connection: &Connection, table: &Table) -> Result<()> {
    let drop = |(index, _)| format!("DROP INDEX IF EXISTS {index};");
    let script: String = indexes_of(table).map(drop).collect();
    Ok(connection.execute_batch(&script)?)
}

/// Text compares without regard to case, as on the database under a real
/// instance: a client that needs the exact value has to look again.
fn definition(column: &Column) -> String {
    let kind = match column.kind {
        _ if column.name == "sys_id" => "TEXT PRIMARY KEY COLLATE NOCASE",
        Kind::Password => "TEXT",
        _ if column.is_number() => "INTEGER",
        _ => "TEXT COLLATE NOCASE",
    };
    format!("{} {kind} NOT NULL DEFAULT ''", quote(column.name))
}

/// A table that others extend shows their records beside its own.
fn view(table: &Table) -> String {
    let name = quote(table.name);
    let columns: Vec<_> = table
        .columns()
        .filter(|column| column.is_stored())
        .map(|column| quote(column.name))
        .collect();
    let columns = columns.join(", ");
    let children = table.children().map(|child| child.name.to_owned());
    let parts: Vec<_> = children
        .chain([table.storage()])
        .map(|part| format!("SELECT {columns} FROM {}", quote(&part)))
        .collect();
    format!(
        "DROP VIEW IF EXISTS {name}; CREATE VIEW {name} AS {};",
        parts.join(" UNION ALL ")
    )
}

fn columns_of(connection: &Connection, table: &str) -> Result<HashSet<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?)")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}
