//! Business rules and data policies: what the instance itself does to a
//! record on its way in, and what it refuses.

mod change_request;
mod incident;

use time::OffsetDateTime;

use super::ApiError;
use crate::auth::Caller;
use crate::dates;
use crate::store::{Row, Table};

/// A record on its way in: as it was, and as it is to be.
struct Write<'a> {
    /// Empty for a new record.
    before: &'a Row,
    after: Row,
    caller: &'a Caller,
    now: String,
}

/// The record to be made from what was sent.
pub(super) fn before_insert(
    table: &Table,
    sent: Row,
    caller: &Caller,
    now: OffsetDateTime,
) -> Result<Row, ApiError> {
    let mut after = sent;
    for column in table.columns() {
        let default = table.default_of(column);
        if !default.is_empty() && !column.name.starts_with("sys_") {
            after
                .entry(column.name.to_owned())
                .or_insert_with(|| default.to_owned());
        }
    }
    apply(table, &Row::new(), after, caller, now)
}

/// The columns to be written when a record is changed.
pub(super) fn before_update(
    table: &Table,
    before: &Row,
    sent: Row,
    caller: &Caller,
    now: OffsetDateTime,
) -> Result<Row, ApiError> {
    let mut after = before.clone();
    after.extend(sent);
    let mut after = apply(table, before, after, caller, now)?;
    after.retain(|name, _| !name.starts_with("sys_"));
    Ok(after)
}

fn apply(
    table: &Table,
    before: &Row,
    after: Row,
    caller: &Caller,
    now: OffsetDateTime,
) -> Result<Row, ApiError> {
    let mut write = Write {
        before,
        after,
        caller,
        now: dates::format(now),
    };
    match table.name {
        "incident" => incident::apply(&mut write)?,
        "change_request" => change_request::apply(&mut write)?,
        _ => {}
    }
    Ok(write.after)
}

impl Write<'_> {
    fn is_new(&self) -> bool {
        self.before.is_empty()
    }

    fn was(&self, column: &str) -> &str {
        self.before.get(column).map_or("", String::as_str)
    }

    fn is(&self, column: &str) -> &str {
        self.after.get(column).map_or("", String::as_str)
    }

    fn set(&mut self, column: &str, value: &str) {
        self.after.insert(column.to_owned(), value.to_owned());
    }

    fn set_if_empty(&mut self, column: &str, value: &str) {
        if self.is(column).is_empty() {
            self.set(column, value);
        }
    }

    fn changes(&self, column: &str) -> bool {
        self.was(column) != self.is(column)
    }

    /// Who opened a task and when.
    fn open(&mut self) {
        if self.is_new() {
            let (by, at) = (self.caller.sys_id.clone(), self.now.clone());
            self.set_if_empty("opened_by", &by);
            self.set_if_empty("opened_at", &at);
        }
    }

    /// A task is active until it is closed or canceled.
    fn close_in(&mut self, states: &[&str]) {
        let closed = states.contains(&self.is("state"));
        self.set("active", if closed { "false" } else { "true" });
        if closed && self.changes("state") {
            let (by, at) = (self.caller.sys_id.clone(), self.now.clone());
            self.set_if_empty("closed_by", &by);
            self.set_if_empty("closed_at", &at);
        }
    }

    /// Refuses the write while one of these columns is empty.
    fn mandatory(&self, columns: &[(&str, &'static str)]) -> Result<(), ApiError> {
        let missing: Vec<_> = columns
            .iter()
            .filter(|(column, _)| self.is(column).trim().is_empty())
            .map(|(_, label)| *label)
            .collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(ApiError::Mandatory(missing)),
        }
    }
}
