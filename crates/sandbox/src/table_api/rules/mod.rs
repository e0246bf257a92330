//! Business rules and data policies: what the instance itself does to a
//! record on its way in, and what it refuses.

mod change_request;
mod cors_rule;
mod incident;
mod ip_access;
mod policy;
mod problem;
mod request;
mod roles;
mod standard_change;
mod user;

pub(crate) use change_request::moves;
pub(crate) use standard_change::template;

use time::OffsetDateTime;

use super::ApiError;
use crate::auth::Caller;
use crate::dates;
use crate::locale::Locale;
use crate::store::{Row, Store, Table, is_of_platform};

/// A record on its way in: as it was, and as it is to be.
struct Write<'a> {
    /// Empty for a new record.
    before: &'a Row,
    after: Row,
    store: &'a Store,
    caller: &'a Caller,
    now: String,
}

/// Where, for whom, how and when a record is written.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) store: &'a Store,
    pub(super) caller: &'a Caller,
    /// The language of the labels in refusals, and the zone of the days in
    /// conditions.
    pub(super) locale: &'a Locale,
    pub(super) now: OffsetDateTime,
    /// Whether it comes from a staging table.
    pub(super) is_import: bool,
}

/// The record to be made from what was sent.
pub(super) fn before_insert(
    table: &'static Table,
    sent: Row,
    writer: Writer<'_>,
) -> Result<Row, ApiError> {
    let mut after = sent;
    for column in table.columns() {
        let default = table.default_of(column);
        if !default.is_empty() && !is_of_platform(column.name) {
            after
                .entry(column.name.to_owned())
                .or_insert_with(|| default.to_owned());
        }
    }
    apply(table, &Row::new(), after, writer)
}

/// The columns to be written when a record is changed: those that change, so
/// that two who change different columns at once both have their way.
pub(super) fn before_update(
    table: &'static Table,
    before: &Row,
    sent: Row,
    writer: Writer<'_>,
) -> Result<Row, ApiError> {
    let mut after = before.clone();
    after.extend(sent);
    let mut after = apply(table, before, after, writer)?;
    after.retain(|name, value| !is_of_platform(name) && before.get(name) != Some(value));
    Ok(after)
}

fn apply(
    table: &'static Table,
    before: &Row,
    after: Row,
    writer: Writer<'_>,
) -> Result<Row, ApiError> {
    let mut write = Write {
        before,
        after,
        store: writer.store,
        caller: writer.caller,
        now: dates::format(writer.now),
    };
    match table.name {
        "incident" => incident::apply(&mut write)?,
        "change_request" => change_request::apply(&mut write)?,
        "problem" => problem::apply(&mut write)?,
        "sys_user" => user::apply(&mut write),
        "sys_user_has_role" => roles::apply(&mut write),
        "sys_cors_rule" => cors_rule::apply(&write)?,
        "ip_access" => ip_access::apply(&write)?,
        "sc_request" => request::apply(&mut write),
        "task" | "sc_req_item" | "sc_task" => {
            write.open();
            write.close_in(&["3", "4", "7"]);
        }
        _ => {}
    }
    policy::enforce(table, before, &write.after, writer)?;
    Ok(write.after)
}

/// Refuses to delete what only the instance deletes.
pub(super) fn before_delete(table: &Table, row: &Row) -> Result<(), ApiError> {
    match table.name {
        "sys_user_has_role" => roles::before_delete(row),
        _ => Ok(()),
    }
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

    /// Who did it, and when, unless that is known already.
    fn sign(&mut self, by: &str, at: &str) {
        let (who, when) = (self.caller.sys_id.clone(), self.now.clone());
        self.set_if_empty(by, &who);
        self.set_if_empty(at, &when);
    }

    /// One more.
    fn count(&mut self, column: &str) {
        let number: i64 = self.was(column).parse().unwrap_or_default();
        self.set(column, &(number + 1).to_string());
    }

    /// Two columns that are one under two names: whichever was sent counts,
    /// the first if both were.
    fn mirror(&mut self, first: &str, second: &str, default: &'static str) {
        let changed = |column: &str| {
            let was = match self.is_new() {
                true => default,
                false => self.was(column),
            };
            self.is(column) != was
        };
        let from = match changed(first) || !changed(second) {
            true => first,
            false => second,
        };
        let value = self.is(from).to_owned();
        self.set(first, &value);
        self.set(second, &value);
    }

    fn changes(&self, column: &str) -> bool {
        self.was(column) != self.is(column)
    }

    /// Who opened a task and when, and how often it was handed on.
    fn open(&mut self) {
        if self.is_new() {
            self.sign("opened_by", "opened_at");
        } else if self.changes("assignment_group") && !self.was("assignment_group").is_empty() {
            self.count("reassignment_count");
        }
    }

    /// A task is active until it is closed or canceled.
    fn close_in(&mut self, states: &[&str]) {
        let closed = states.contains(&self.is("state"));
        self.set("active", if closed { "false" } else { "true" });
        if closed && self.changes("state") {
            self.sign("closed_by", "closed_at");
            self.measure();
        }
    }

    /// How long it was open. By assumption there is no time off.
    fn measure(&mut self) {
        let opened = dates::parse(self.is("opened_at"));
        let closed = dates::parse(self.is("closed_at"));
        if let (Some(opened), Some(closed)) = (opened, closed) {
            let length = dates::format_duration(closed - opened);
            for column in ["calendar_duration", "business_duration"] {
                self.set_if_empty(column, &length);
            }
        }
    }

    /// Looks the priority up by impact and urgency. A pair that has no active
    /// row leaves it as it is. That it is so for problems too, and that the
    /// first row in order counts, are assumptions.
    fn look_priority_up(&mut self) -> Result<(), ApiError> {
        let pair = [
            ("active", "true"),
            ("impact", self.is("impact")),
            ("urgency", self.is("urgency")),
        ];
        let rows = self.store.find("dl_u_priority", &pair)?;
        let order = |row: &&Row| row.get("order").and_then(|order| order.parse::<i64>().ok());
        let found = rows.iter().min_by_key(order);
        if let Some(priority) = found.and_then(|row| row.get("priority")) {
            self.set("priority", priority);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;
    use crate::table_api::testing::Instance;

    #[test]
    fn only_what_changes_is_written() {
        let caller = Caller {
            user_name: "a".to_owned(),
            sys_id: "a1".to_owned(),
            roles: Vec::new(),
        };
        let instance = Instance::new();
        let writer = Writer {
            store: &instance.state.store,
            caller: &caller,
            locale: &Locale::of(&instance.state.store, "a1", &HeaderMap::new()).expect("a locale"),
            now: OffsetDateTime::UNIX_EPOCH,
            is_import: false,
        };
        let table = Table::named("incident").expect("a table");
        let row = |pairs: &[(&str, &str)]| -> Row {
            let pairs = pairs.iter();
            pairs
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect()
        };
        let mut before = before_insert(table, row(&[("description", "d")]), writer).expect("a row");
        before.insert("hold_reason".to_owned(), String::new());
        let sent = row(&[("urgency", "1"), ("description", "d"), ("work_notes", "n")]);
        let written = before_update(table, &before, sent, writer).expect("a row");
        assert_eq!(
            written,
            row(&[("priority", "3"), ("urgency", "1"), ("work_notes", "n")])
        );
    }
}
