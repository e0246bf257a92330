//! Values as people see them.

use serde_json::{Value, json};

use super::host::{Failed, Host, failed};
use crate::{
    records::text,
    store::{Column, Kind, Table},
    table_api::Choices,
};

impl Host {
    /// What a person reads for a stored value.
    pub(super) fn shown(&self, table: &Table, name: &str, value: &str) -> Result<Value, Failed> {
        let Some(column) = table.column(name).filter(|_| !value.is_empty()) else {
            return Ok(json!(""));
        };
        let store = &self.state.store;
        Ok(json!(match column.kind {
            Kind::Reference(to) => match (Table::named(to), store.get(to, value)) {
                (Some(to), Ok(Some(row))) => text(&row, to.display).to_owned(),
                _ => value.to_owned(),
            },
            Kind::Choice | Kind::NumberChoice =>
                self.choices(table)?.label(column, value).to_owned(),
            Kind::DateTime | Kind::DueTime => self.locale()?.show_time(value),
            Kind::Date => self.locale()?.show_date(value),
            Kind::Password => String::new(),
            _ => value.to_owned(),
        }))
    }

    /// The stored form of what a person would type.
    pub(super) fn meant(&self, table: &Table, name: &str, typed: &str) -> Result<Value, Failed> {
        let found = match table.column(name) {
            Some(column) => self.stored(table, column, typed)?,
            None => None,
        };
        Ok(json!(found.unwrap_or_else(|| typed.to_owned())))
    }

    fn stored(
        &self,
        table: &Table,
        column: &Column,
        typed: &str,
    ) -> Result<Option<String>, Failed> {
        Ok(match column.kind {
            Kind::Reference(to) => match Table::named(to) {
                Some(to) => {
                    let named = self.state.store.find(to.name, &[(to.display, typed)]);
                    let first = named.map_err(failed)?.into_iter().next();
                    first.and_then(|mut row| row.remove("sys_id"))
                }
                None => None,
            },
            Kind::Choice | Kind::NumberChoice => {
                let choices = self.choices(table)?;
                let list = choices.list(column).into_iter();
                let mut fitting = list.filter(|(_, label)| *label == typed);
                fitting.next().map(|(value, _)| value.to_owned())
            }
            Kind::DateTime | Kind::DueTime => self.locale()?.read_time(typed),
            Kind::Date => self.locale()?.read_date(typed),
            _ => None,
        })
    }

    fn choices(&self, table: &Table) -> Result<Choices, Failed> {
        let language = self.locale()?.language;
        Choices::of(&self.state.store, table, language).map_err(failed)
    }
}
