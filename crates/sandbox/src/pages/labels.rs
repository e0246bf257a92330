//! What a person reads in place of what the store keeps.

use crate::{
    dates,
    records::text,
    store::{Column, Kind, Result, Row, Store, Table},
    table_api::Choices,
};

/// Shows the records of one table.
pub(super) struct Labels<'a> {
    store: &'a Store,
    table: &'static Table,
    choices: Choices,
}

impl<'a> Labels<'a> {
    /// Reads the table's choice lists.
    pub(super) fn of(store: &'a Store, table: &'static Table) -> Result<Self> {
        Ok(Self {
            store,
            table,
            choices: Choices::of(store, table, "en")?,
        })
    }

    /// What the column is called in this table.
    pub(super) fn label(&self, column: &Column) -> &'static str {
        self.table.label_of(column)
    }

    /// The choices of a column: values and labels.
    pub(super) fn choices(&self, column: &Column) -> Vec<(&str, &str)> {
        self.choices.list(column)
    }

    /// The named column's value as a person reads it, empty when there is
    /// none.
    pub(super) fn named(&self, row: &Row, name: &str) -> Result<String> {
        match self.table.column(name) {
            Some(column) => self.shown(row, column),
            None => Ok(String::new()),
        }
    }

    /// The same for a column.
    pub(super) fn shown(&self, row: &Row, column: &Column) -> Result<String> {
        let value = row.get(column.name).map_or("", String::as_str);
        if value.is_empty() {
            return Ok(String::new());
        }
        let names = |to: &str, list: &str| -> Result<String> {
            let names = list.split(',').map(|sys_id| self.referred(to, sys_id));
            Ok(names.collect::<Result<Vec<_>>>()?.join(", "))
        };
        Ok(match column.kind {
            Kind::List(to) => names(to, value)?,
            Kind::Choice | Kind::NumberChoice => self.choices.label(column, value).to_owned(),
            Kind::Reference(to) => self.referred(to, value)?,
            // The stored form is in UTC, and says so here: a page that shows
            // the instance's own zone would only raise the question.
            Kind::DateTime | Kind::DueTime if dates::parse(value).is_some() => {
                format!("{value} UTC")
            }
            Kind::Password => String::new(),
            _ => value.to_owned(),
        })
    }

    fn referred(&self, to: &str, sys_id: &str) -> Result<String> {
        let Some(table) = Table::named(to) else {
            return Ok(sys_id.to_owned());
        };
        let row = self.store.get(to, sys_id)?;
        let label = row.map(|row| text(&row, table.display).to_owned());
        Ok(label.unwrap_or_else(|| sys_id.to_owned()))
    }
}
