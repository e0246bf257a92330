//! Records written as a file has them: without rules, defaults and numbers,
//! and stamped only where the file says nothing.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::schema::{Kind, Table, system_default};
use super::sql::quote;
use super::write::{class_of, kept};
use super::{Result, Row, Store, content, new_id, read};
use crate::dates;

/// What is done with one record.
#[derive(Debug)]
pub(crate) enum Load {
    /// It is made, or changed when it is there.
    Write {
        table: &'static Table,
        /// Without a `sys_id` it is a new record.
        row: Row,
        /// Columns that take the `sys_id` of the record of this table whose
        /// display value is this, if there is one.
        named: Vec<(&'static str, &'static Table, String)>,
    },
    /// It is deleted.
    Delete {
        table: &'static Table,
        sys_id: String,
    },
}

/// How many records were made, changed and deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loaded {
    pub(crate) inserted: usize,
    pub(crate) updated: usize,
    pub(crate) deleted: usize,
}

impl Store {
    /// Writes all of them or none. Properties count from the next flush of
    /// the cache on.
    pub(crate) fn load(&self, records: Vec<Load>, by: &str) -> Result<Loaded> {
        let before = self.properties_of(&records)?;
        let now = dates::format(self.clock().now());
        let mut loaded = Loaded::default();
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        for record in records {
            match record {
                Load::Delete { table, sys_id } => {
                    loaded.deleted += usize::from(remove(&transaction, table, &sys_id)?);
                }
                Load::Write {
                    table,
                    mut row,
                    named,
                } => {
                    for (column, to, name) in named {
                        if let Some(sys_id) = sys_id_of(&transaction, to, &name)? {
                            row.insert(column.to_owned(), sys_id);
                        }
                    }
                    match put(&transaction, table, row, by, &now)? {
                        true => loaded.inserted += 1,
                        false => loaded.updated += 1,
                    }
                }
            }
        }
        transaction.commit()?;
        self.keep_in_cache(before);
        Ok(loaded)
    }

    /// The properties that are about to be written, as they are.
    fn properties_of(&self, records: &[Load]) -> Result<HashMap<String, String>> {
        let mut values = HashMap::new();
        for record in records {
            let (table, sys_id, name) = match record {
                Load::Write { table, row, .. } => (table, row.get("sys_id"), row.get("name")),
                Load::Delete { table, sys_id } => (table, Some(sys_id), None),
            };
            if table.name != "sys_properties" {
                continue;
            }
            let there = match sys_id {
                Some(sys_id) => self.get(table.name, sys_id)?,
                None => None,
            };
            let was = there.as_ref().and_then(|row| row.get("name"));
            for name in [name, was].into_iter().flatten() {
                values.insert(name.clone(), self.property(name)?);
            }
        }
        Ok(values)
    }
}

/// Deletes a record with what belongs to it. Returns whether there was one.
fn remove(connection: &Connection, table: &'static Table, sys_id: &str) -> Result<bool> {
    let Some(table) = class_of(connection, table, sys_id)? else {
        return Ok(false);
    };
    let sql = format!("DELETE FROM {} WHERE sys_id = ?", quote(&table.storage()));
    let deleted = connection.execute(&sql, [sys_id])?;
    connection.execute(
        "DELETE FROM sys_journal_field WHERE element_id = ?",
        [sys_id],
    )?;
    content::forget(connection, sys_id)?;
    Ok(deleted > 0)
}

fn sys_id_of(connection: &Connection, table: &Table, name: &str) -> Result<Option<String>> {
    let sql = format!(
        "SELECT sys_id FROM {} WHERE {} = ? LIMIT 1",
        quote(table.name),
        quote(table.display)
    );
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// Returns whether the record is new.
fn put(
    connection: &Connection,
    table: &'static Table,
    mut row: Row,
    by: &str,
    now: &str,
) -> Result<bool> {
    let sys_id = match row.remove("sys_id").filter(|sys_id| !sys_id.is_empty()) {
        Some(sys_id) => sys_id,
        None => new_id()?,
    };
    // The same record may be of a table that extends this one.
    let there = match read::get(connection, table.root(), &sys_id)? {
        Some(_) => class_of(connection, table.root(), &sys_id)?,
        None => None,
    };
    let mut stamp = |column: &str, value: &str| {
        row.entry(column.to_owned())
            .or_insert_with(|| value.to_owned());
    };
    stamp("sys_updated_on", now);
    stamp("sys_updated_by", by);
    if let Some(class) = there {
        row.remove("sys_class_name");
        change(connection, class, &sys_id, &row)?;
        return Ok(false);
    }
    stamp("sys_created_on", now);
    stamp("sys_created_by", by);
    for column in table.columns() {
        let value = match column.kind {
            Kind::Boolean => "false",
            _ => system_default(table, column),
        };
        if !value.is_empty() {
            stamp(column.name, value);
        }
    }
    if table.column("sys_class_name").is_some() {
        row.insert("sys_class_name".to_owned(), table.name.to_owned());
    }
    row.insert("sys_id".to_owned(), sys_id);
    let values: Vec<_> = kept(table, &row).collect();
    let columns: Vec<_> = values.iter().map(|(name, _)| quote(name)).collect();
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({})",
        quote(&table.storage()),
        columns.join(", "),
        vec!["?"; columns.len()].join(", "),
    );
    connection
        .prepare_cached(&sql)?
        .execute(params_from_iter(values.iter().map(|(_, value)| value)))?;
    Ok(true)
}

fn change(connection: &Connection, table: &Table, sys_id: &str, row: &Row) -> Result<()> {
    let values: Vec<_> = kept(table, row).collect();
    let mut columns: Vec<_> = values
        .iter()
        .map(|(name, _)| format!("{} = ?", quote(name)))
        .collect();
    if table.column("sys_mod_count").is_some() && !row.contains_key("sys_mod_count") {
        columns.push("sys_mod_count = sys_mod_count + 1".to_owned());
    }
    if columns.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "UPDATE {} SET {} WHERE sys_id = ?",
        quote(&table.storage()),
        columns.join(", "),
    );
    let values = values.into_iter().map(|(_, value)| value);
    connection
        .prepare(&sql)?
        .execute(params_from_iter(values.chain([sys_id.to_owned()])))?;
    Ok(())
}
