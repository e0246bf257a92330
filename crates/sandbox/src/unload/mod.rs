//! Import XML: files in the form in which instances unload their records.
//!
//! The records go into their tables as they are. Business rules do not see
//! them, nor does the instance's cache.

mod read;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::store::{Column, Kind, Load, Loaded, Result, Row, Store, Table};
use read::{Action, Record};

/// The tables whose records a reference finds by what people call them,
/// rather than by the `sys_id` in the file.
const MATCHED: [&str; 4] = [
    "sys_user",
    "sys_user_group",
    "sys_user_role",
    "sys_group_has_role",
];

/// The characters of a `sys_id`.
const SYS_ID: usize = 32;

/// What became of a file.
#[derive(Debug)]
pub(crate) struct Report {
    /// The records written and deleted.
    pub(crate) loaded: Loaded,
    /// What was left out, with its line.
    pub(crate) notes: Vec<String>,
}

/// Why nothing of a file was taken: what is wrong, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken(String);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Takes a file over, on behalf of the user of this name: the whole of it, but
/// for what there is no table or column for. A broken file leaves no trace.
pub(crate) fn import(
    store: &Store,
    file: &[u8],
    by: &str,
) -> Result<std::result::Result<Report, Broken>> {
    let records = match read::records(file) {
        Ok(records) => records,
        Err(broken) => return Ok(Err(broken)),
    };
    let mut notes = Vec::new();
    let loads = records
        .into_iter()
        .filter_map(|record| load(record, &mut notes))
        .collect();
    // Nobody else changes a record between being looked at and being written.
    let _alone = store.alone();
    let loaded = store.load(loads, by)?;
    Ok(Ok(Report { loaded, notes }))
}

/// What is to be done for a record of the file, if anything can be.
fn load(record: Record, notes: &mut Vec<String>) -> Option<Load> {
    let line = record.line;
    let Some(table) = Table::named(&record.table) else {
        notes.push(format!("Line {line}: there is no table {}", record.table));
        return None;
    };
    let sys_id = record.sys_id().to_owned();
    if sys_id.chars().count() > SYS_ID {
        notes.push(format!("Line {line}: the sys_id is too long"));
        return None;
    }
    if record.action == Action::Delete {
        return Some(Load::Delete { table, sys_id });
    }
    let (mut row, mut named) = (Row::new(), Vec::new());
    for field in record.fields {
        let Some(column) = table.column(&field.name) else {
            let name = field.name;
            notes.push(format!(
                "Line {line}: the table {} has no column {name}",
                table.name
            ));
            continue;
        };
        if column.kind == Kind::Password {
            if !field.value.is_empty() {
                notes.push(format!(
                    "Line {line}: {} is encrypted by each instance for itself and was left out",
                    column.name
                ));
            }
            continue;
        }
        if let Some(to) = matched(column).filter(|_| !field.display_value.is_empty()) {
            named.push((column.name, to, field.display_value));
        }
        row.insert(column.name.to_owned(), field.value);
    }
    Some(Load::Write { table, row, named })
}

/// The table whose display values this column's references are matched by.
fn matched(column: &Column) -> Option<&'static Table> {
    match column.kind {
        Kind::Reference(to) if MATCHED.contains(&to) => Table::named(to),
        _ => None,
    }
}
