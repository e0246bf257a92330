//! Finding records.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, params_from_iter};

use super::sql::quote;
use super::{Column, Error, Filter, Result, Row, Store, Table, page, table};

/// One thing to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// It as SQL that this crate has written.
    pub(crate) by: String,
    /// Largest first.
    pub descending: bool,
}

impl Order {
    /// By a column of the table, largest first.
    pub fn newest(column: &str) -> Self {
        Self {
            by: quote(column),
            descending: true,
        }
    }
}

/// A page of the records that pass a filter.
#[derive(Clone, Debug)]
pub struct Select {
    /// Which records.
    pub filter: Filter,
    /// In which order; none means that of their making.
    pub order: Vec<Order>,
    /// How many at most.
    pub limit: u64,
    /// How many to leave out first.
    pub offset: u64,
}

impl Select {
    /// Everything that passes the filter.
    pub fn new(filter: Filter) -> Self {
        Self {
            filter,
            order: Vec::new(),
            limit: i64::MAX as u64,
            offset: 0,
        }
    }
}

impl Store {
    /// The records in which every named column has the value given.
    pub fn find(&self, name: &str, values: &[(&str, &str)]) -> Result<Vec<Row>> {
        let table = table(name)?;
        let mut filter = Filter::all();
        for (column, value) in values {
            if !table
                .column(column)
                .is_some_and(|column| column.is_stored())
            {
                return Err(Error::NoColumn(format!("{name}.{column}")));
            }
            filter = filter.and(Filter::equals(column, value));
        }
        self.select(table, &Select::new(filter))
    }

    /// The record of this `sys_id`.
    pub fn get(&self, name: &str, sys_id: &str) -> Result<Option<Row>> {
        get(&self.lock(), table(name)?, sys_id)
    }

    /// A page of records.
    pub fn select(&self, table: &'static Table, select: &Select) -> Result<Vec<Row>> {
        let connection = self.lock();
        let (sql, times) = page::sql(&connection, table, select)?;
        let values = vec![&select.filter.values; times];
        rows(
            &connection,
            &sql,
            params_from_iter(values.into_iter().flatten()),
        )
    }

    /// How many records pass the filter.
    pub fn count(&self, table: &'static Table, filter: &Filter) -> Result<u64> {
        let connection = self.lock();
        let mut count = 0;
        for part in table.parts() {
            let sql = format!(
                "SELECT count(*) FROM {} AS {} WHERE {}",
                quote(&part.storage()),
                quote(table.name),
                filter.sql
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let values = params_from_iter(&filter.values);
            count += statement.query_row(values, |row| row.get::<_, u64>(0))?;
        }
        Ok(count)
    }

    /// Whether a record of the table with these values would pass the filter.
    pub fn passes(&self, table: &Table, row: &Row, filter: &Filter) -> Result<bool> {
        let stored = || table.columns().filter(|column| column.is_stored());
        let columns: Vec<_> = stored().map(value).collect();
        let sql = format!(
            "SELECT count(*) FROM (SELECT {}) AS {} WHERE {}",
            columns.join(", "),
            quote(table.name),
            filter.sql
        );
        let values = stored().map(|column| row.get(column.name).map_or("", String::as_str));
        let values = values.chain(filter.values.iter().map(String::as_str));
        let connection = self.lock();
        let mut statement = connection.prepare_cached(&sql)?;
        let count: u64 = statement.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count > 0)
    }

    /// The value of a system property, `""` when it is not set.
    pub fn property(&self, name: &str) -> Result<String> {
        if let Some(value) = self.cached(name) {
            return Ok(value);
        }
        let found = self.find("sys_properties", &[("name", name)])?;
        let value = found
            .into_iter()
            .next()
            .and_then(|mut row| row.remove("value"));
        Ok(value.unwrap_or_default())
    }

    /// The names of the roles that a user has.
    pub fn roles_of(&self, user: &str) -> Result<Vec<String>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT DISTINCT role.name FROM sys_user_has_role AS has
             JOIN sys_user_role AS role ON role.sys_id = has.role
             WHERE has.user = ? ORDER BY role.name",
        )?;
        let names = statement.query_map([user], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }
}

/// A parameter that compares as the column does.
fn value(column: &Column) -> String {
    let name = quote(column.name);
    match column.is_number() {
        // An empty number is an empty text in the tables, too.
        true => {
            format!("(SELECT iif(v = '', '', CAST(v AS INTEGER)) FROM (SELECT ? AS v)) AS {name}")
        }
        false => format!("? COLLATE NOCASE AS {name}"),
    }
}

pub(super) fn get(connection: &Connection, table: &Table, sys_id: &str) -> Result<Option<Row>> {
    let sql = format!("SELECT * FROM {} WHERE sys_id = ?", quote(table.name));
    Ok(rows(connection, &sql, [sys_id])?.into_iter().next())
}

fn rows(connection: &Connection, sql: &str, values: impl Params) -> Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(sql)?;
    let names: Vec<String> = statement
        .column_names()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut found = statement.query(values)?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut values = Row::new();
        for (at, name) in names.iter().enumerate() {
            values.insert(name.clone(), text(row.get_ref(at)?));
        }
        rows.push(values);
    }
    Ok(rows)
}

/// A stored value as the text that ServiceNow's APIs speak.
pub(super) fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
    }
}
