//! Making, changing and deleting records.

use rusqlite::{Connection, params_from_iter};

use super::roles::{self, Affected};
use super::schema::{Column, Kind, Table};
use super::sql::quote;
use super::{Error, Result, Row, Store, content, journal, new_id, numbers, read, table};
use crate::dates;

impl Store {
    /// Makes a record and returns it whole: with its `sys_id`, its number,
    /// the defaults and the `sys_*` columns. Columns that the table does not
    /// have are left out without a word; texts that are too long are cut.
    pub fn insert(&self, name: &str, row: Row, by: &str) -> Result<Row> {
        let table = table(name)?;
        let now = dates::format(self.clock.now());
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        let sys_id = add(&transaction, table, row, by, &now)?;
        let made = read::get(&transaction, table, &sys_id)?;
        let made = made.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        Affected::by(table, &[&made]).settle(&transaction, by, &now)?;
        transaction.commit()?;
        self.flush_after(table);
        Ok(made)
    }

    /// Makes many records at once: all of them or none.
    pub fn insert_all(&self, rows: Vec<(&str, Row)>, by: &str) -> Result<()> {
        let now = dates::format(self.clock.now());
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        for (name, row) in rows {
            add(&transaction, table(name)?, row, by, &now)?;
        }
        Ok(transaction.commit()?)
    }

    /// Changes the columns named and returns the whole record, `None` when
    /// there is none. A change that changes nothing leaves no trace.
    pub fn update(&self, name: &str, sys_id: &str, mut row: Row, by: &str) -> Result<Option<Row>> {
        let now = dates::format(self.clock.now());
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        let Some(table) = class_of(&transaction, table(name)?, sys_id)? else {
            return Ok(None);
        };
        let Some(before) = read::get(&transaction, table, sys_id)? else {
            return Ok(None);
        };
        let noted = journal::write(&transaction, table, sys_id, &mut row, by, &now)?;
        row.remove("sys_id");
        let mut values: Vec<_> = kept(table, &row)
            .filter(|(name, value)| before.get(*name) != Some(value))
            .collect();
        if values.is_empty() && !noted {
            return Ok(Some(before));
        }
        values.push(("sys_updated_on", now.clone()));
        values.push(("sys_updated_by", by.to_owned()));
        let columns: Vec<_> = values
            .iter()
            .map(|(name, _)| format!("{} = ?", quote(name)))
            .collect();
        let sql = format!(
            "UPDATE {} SET {}, sys_mod_count = sys_mod_count + 1 WHERE sys_id = ?",
            quote(&table.storage()),
            columns.join(", "),
        );
        let values = values.into_iter().map(|(_, value)| value);
        transaction
            .prepare(&sql)?
            .execute(params_from_iter(values.chain([sys_id.to_owned()])))?;
        let after = read::get(&transaction, table, sys_id)?;
        if let Some(after) = &after {
            Affected::by(table, &[&before, after]).settle(&transaction, by, &now)?;
        }
        transaction.commit()?;
        self.flush_after(table);
        Ok(after)
    }

    /// Sets one column and leaves no trace of it, as if it had always been so.
    pub(crate) fn relate(&self, name: &str, sys_id: &str, column: &str, value: &str) -> Result<()> {
        let sql = format!(
            "UPDATE {} SET {} = ? WHERE sys_id = ?",
            quote(&table(name)?.storage()),
            quote(column)
        );
        self.lock().execute(&sql, [value, sys_id])?;
        Ok(())
    }

    /// Deletes a record with its journal, what is attached, and what says who
    /// is in a group or has a role. Returns whether there was one.
    pub fn delete(&self, name: &str, sys_id: &str) -> Result<bool> {
        let now = dates::format(self.clock.now());
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        let Some(table) = class_of(&transaction, table(name)?, sys_id)? else {
            return Ok(false);
        };
        let before = read::get(&transaction, table, sys_id)?.unwrap_or_default();
        let sql = format!("DELETE FROM {} WHERE sys_id = ?", quote(&table.storage()));
        let deleted = transaction.execute(&sql, [sys_id])?;
        transaction.execute(
            "DELETE FROM sys_journal_field WHERE element_id = ?",
            [sys_id],
        )?;
        content::forget(&transaction, sys_id)?;
        let forgotten = roles::forget(&transaction, table, sys_id)?;
        for affected in [forgotten, Affected::by(table, &[&before])] {
            affected.settle(&transaction, "system", &now)?;
        }
        transaction.commit()?;
        self.flush_after(table);
        Ok(deleted > 0)
    }
}

/// The table that the record is of: this one, or one that extends it.
pub(super) fn class_of(
    connection: &Connection,
    table: &'static Table,
    sys_id: &str,
) -> Result<Option<&'static Table>> {
    if !table.is_extended() {
        return Ok(Some(table));
    }
    let row = read::get(connection, table, sys_id)?;
    Ok(row.and_then(|row| table.class_of(&row)))
}

/// Writes one new record, and gives its `sys_id`.
pub(super) fn add(
    connection: &Connection,
    table: &'static Table,
    mut row: Row,
    by: &str,
    now: &str,
) -> Result<String> {
    fill(connection, table, &mut row, by, now)?;
    let sys_id = row.get("sys_id").cloned().unwrap_or_default();
    if read::get(connection, table.root(), &sys_id)?.is_some() {
        return Err(Error::Duplicate(sys_id));
    }
    journal::write(connection, table, &sys_id, &mut row, by, now)?;
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
    Ok(sys_id)
}

/// Adds what the instance itself writes into a new record.
fn fill(connection: &Connection, table: &Table, row: &mut Row, by: &str, now: &str) -> Result<()> {
    for column in table.columns() {
        let value = table.default_of(column);
        if !value.is_empty() {
            row.entry(column.name.to_owned())
                .or_insert_with(|| value.to_owned());
        }
    }
    row.retain(|_, value| !value.is_empty());
    if !row.contains_key("sys_id") {
        row.insert("sys_id".to_owned(), new_id()?);
    }
    for (column, value) in [
        ("sys_created_on", now),
        ("sys_created_by", by),
        ("sys_updated_on", now),
        ("sys_updated_by", by),
    ] {
        row.entry(column.to_owned())
            .or_insert_with(|| value.to_owned());
    }
    if table.column("sys_class_name").is_some() {
        row.insert("sys_class_name".to_owned(), table.name.to_owned());
    }
    if table.column("sys_update_name").is_some() {
        let sys_id = row.get("sys_id").cloned().unwrap_or_default();
        let name = row.get(table.display).cloned().unwrap_or_default();
        row.insert("sys_name".to_owned(), name);
        let update = format!("{}_{sys_id}", table.name);
        row.entry("sys_update_name".to_owned()).or_insert(update);
    }
    if let Some(default) = table.numbering
        && !row.contains_key("number")
    {
        let taken = numbers::take(connection, table.name, default, 1, now)?;
        row.insert("number".to_owned(), taken.written());
    }
    if let Some(number) = row.get("number").cloned()
        && table.column("task_effective_number").is_some()
    {
        row.insert("task_effective_number".to_owned(), number);
    }
    Ok(())
}

/// What the table can keep of these values.
pub(super) fn kept<'a>(
    table: &Table,
    row: &'a Row,
) -> impl Iterator<Item = (&'static str, String)> + 'a {
    table
        .columns()
        .filter(|column| column.is_stored())
        .filter_map(|column| Some((column.name, fit(column, row.get(column.name)?))))
}

fn fit(column: &Column, value: &str) -> String {
    match column.kind {
        Kind::DateTime | Kind::DueTime | Kind::Duration => {
            dates::parse(value).map(dates::format).unwrap_or_default()
        }
        Kind::Date => dates::parse(value)
            .map(|moment| moment.date().to_string())
            .unwrap_or_default(),
        Kind::Boolean => matches!(value, "true" | "1").to_string(),
        _ if column.is_number() => value
            .trim()
            .parse::<i64>()
            .map(|number| number.to_string())
            .unwrap_or_default(),
        _ => value.chars().take(column.max_length).collect(),
    }
}
