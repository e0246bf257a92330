//! The SQL that makes the tables from their definitions.

use std::collections::HashSet;

use rusqlite::Connection;

use super::schema::{Column, Kind, TABLES, Table};
use super::{Result, sql::quote};

/// Makes what is missing, so that a file of an older version can be opened.
pub(super) fn prepare(connection: &Connection) -> Result<()> {
    // A file in WAL mode can be looked at while the instance runs.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    let mut script = String::from(
        "BEGIN;
         CREATE TABLE IF NOT EXISTS number_counter (
             prefix TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;",
    );
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
    for columns in table.indexes {
        let index = quote(&format!("{}_{}", table.name, columns.join("_")));
        let columns: Vec<_> = columns.iter().map(|column| quote(column)).collect();
        let columns = columns.join(", ");
        script.push_str(&format!(
            "CREATE INDEX IF NOT EXISTS {index} ON {name} ({columns});"
        ));
    }
    Ok(script)
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
