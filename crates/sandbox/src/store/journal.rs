//! Journal columns: what is written to them becomes an entry of its own.

use rusqlite::{Connection, params};

use super::schema::{Kind, Table};
use super::{Result, Row, Store, new_id};

/// One journal entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The column it was written to.
    pub element: String,
    /// Its text.
    pub value: String,
    /// Who wrote it.
    pub by: String,
    /// When, as stored.
    pub on: String,
}

impl Store {
    /// The journal entries of a record, newest first.
    pub fn journal(&self, sys_id: &str) -> Result<Vec<Entry>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT element, value, sys_created_by, sys_created_on
             FROM sys_journal_field WHERE element_id = ? ORDER BY rowid DESC",
        )?;
        let entries = statement.query_map([sys_id], |row| {
            Ok(Entry {
                element: row.get(0)?,
                value: row.get(1)?,
                by: row.get(2)?,
                on: row.get(3)?,
            })
        })?;
        Ok(entries.collect::<rusqlite::Result<_>>()?)
    }
}

/// Takes the journal columns out of what was sent and writes their entries.
/// Returns whether there were any.
pub(super) fn write(
    connection: &Connection,
    table: &Table,
    sys_id: &str,
    sent: &mut Row,
    by: &str,
    now: &str,
) -> Result<bool> {
    let mut any = false;
    for column in table.columns().filter(|column| !column.is_stored()) {
        let Some(value) = sent.remove(column.name) else {
            continue;
        };
        if value.is_empty() || column.kind != Kind::Journal {
            continue;
        }
        any = true;
        connection
            .prepare_cached(
                "INSERT INTO sys_journal_field
                     (sys_id, name, element, element_id, value, sys_created_on, sys_created_by)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                new_id()?,
                table.name,
                column.name,
                sys_id,
                value,
                now,
                by
            ])?;
    }
    Ok(any)
}
