//! Making, changing and deleting records by the instance's rules, for every
//! API and page that does.

use serde_json::Value;

use super::body::{self, Reading};
use super::rules::Writer;
use super::{ApiError, Operation, acl, rules};
use crate::auth::Caller;
use crate::locale::Locale;
use crate::state::AppState;
use crate::store::{Alone, Row, Table};

/// By whom, and how what is sent is to be read.
#[derive(Clone, Copy)]
pub(crate) struct Change<'a> {
    pub(crate) state: &'a AppState,
    pub(crate) caller: &'a Caller,
    pub(crate) locale: &'a Locale,
    /// What the values that are sent are.
    pub(crate) reading: Reading,
}

impl Change<'_> {
    /// A new record of the table, or of the one extending it that is named.
    pub(crate) fn make(self, table: &'static Table, sent: Value) -> Result<Row, ApiError> {
        self.make_alone(&self.state.store.alone(), table, sent)
    }

    /// The same for who has looked at other records first.
    pub(crate) fn make_alone(
        self,
        _: &Alone<'_>,
        table: &'static Table,
        sent: Value,
    ) -> Result<Row, ApiError> {
        // A task can be made as what it is to be: `sys_class_name` says so.
        let class = sent.get("sys_class_name").and_then(Value::as_str);
        let class = class
            .and_then(Table::named)
            .filter(|class| class.is_a(table.name))
            .unwrap_or(table);
        self.require(class, Operation::Insert)?;
        let sys_id = body::sys_id(&sent);
        let sent = self.columns(table, sent)?;
        let mut row = rules::before_insert(class, sent, self.writer())?;
        row.extend(sys_id.map(|sys_id| ("sys_id".to_owned(), sys_id)));
        let by = &self.caller.user_name;
        Ok(self.state.store.insert(class.name, row, by)?)
    }

    /// The record with what was sent.
    pub(crate) fn alter(
        self,
        table: &'static Table,
        sys_id: &str,
        sent: Value,
    ) -> Result<Row, ApiError> {
        self.alter_alone(&self.state.store.alone(), table, sys_id, sent)
    }

    /// The same for who has looked at the record first. What the rules look
    /// at is what is written over.
    pub(crate) fn alter_alone(
        self,
        _: &Alone<'_>,
        table: &'static Table,
        sys_id: &str,
        sent: Value,
    ) -> Result<Row, ApiError> {
        let before = self.visible(table, sys_id)?;
        // Reached by way of `task` an incident is still one, with its rules;
        // yet only the columns of `task` are written and shown.
        let class = table.class_of(&before).unwrap_or(table);
        self.require(class, Operation::Update)?;
        let sent = self.columns(table, sent)?;
        let store = &self.state.store;
        let before = store.get(class.name, sys_id)?.unwrap_or(before);
        let row = rules::before_update(class, &before, sent, self.writer())?;
        let row = store.update(class.name, sys_id, row, &self.caller.user_name)?;
        row.ok_or(ApiError::NoRecord)
    }

    /// Deletes the record.
    pub(crate) fn remove(self, table: &'static Table, sys_id: &str) -> Result<(), ApiError> {
        self.remove_alone(&self.state.store.alone(), table, sys_id)
    }

    /// The same for who has looked at the record first.
    pub(crate) fn remove_alone(
        self,
        _: &Alone<'_>,
        table: &'static Table,
        sys_id: &str,
    ) -> Result<(), ApiError> {
        let row = self.visible(table, sys_id)?;
        let class = table.class_of(&row).unwrap_or(table);
        self.require(class, Operation::Delete)?;
        rules::before_delete(class, &row)?;
        match self.state.store.delete(table.name, sys_id)? {
            true => Ok(()),
            false => Err(ApiError::NoRecord),
        }
    }

    /// The record, if the caller may know of it.
    pub(crate) fn visible(self, table: &Table, sys_id: &str) -> Result<Row, ApiError> {
        let row = self.state.store.get(table.name, sys_id)?;
        row.filter(|row| acl::sees_row(self.caller, table, row))
            .ok_or(ApiError::NoRecord)
    }

    /// Refuses who may not do this with the table.
    pub(crate) fn require(self, table: &Table, operation: Operation) -> Result<(), ApiError> {
        match acl::may(self.caller, table, operation) {
            true => Ok(()),
            false => Err(ApiError::Denied(operation)),
        }
    }

    fn columns(self, table: &Table, sent: Value) -> Result<Row, ApiError> {
        body::columns(&self.state.store, table, sent, self.reading, self.locale)
    }

    fn writer(&self) -> Writer<'_> {
        Writer {
            store: &self.state.store,
            caller: self.caller,
            locale: self.locale,
            now: self.state.clock.now(),
            is_import: self.reading == Reading::Imported,
        }
    }
}
