//! The tables of the instance, as data: their columns, types, labels,
//! defaults and indexes. The store makes its SQL from these, the APIs their
//! answers; a further table is a further entry in [`TABLES`].

mod change_request;
mod column;
mod group;
mod incident;
mod oauth;
mod platform;
mod task;
mod user;

pub use column::{Column, Kind};

/// One table of the instance.
#[derive(Debug)]
pub struct Table {
    /// Its name in URLs and queries.
    pub name: &'static str,
    /// What people call one record of it.
    pub label: &'static str,
    /// The table whose columns it has too.
    pub extends: Option<&'static Table>,
    /// Columns of its own.
    pub own: &'static [Column],
    /// Defaults that differ from those of the inherited columns.
    pub defaults: &'static [(&'static str, &'static str)],
    /// The column that stands for a record in a reference.
    pub display: &'static str,
    /// Prefix and first number of records made here, if they are numbered.
    pub numbering: Option<(&'static str, u64)>,
    /// Column lists that SQLite keeps an index of.
    pub indexes: &'static [&'static [&'static str]],
    /// Whether the REST APIs know it.
    pub public: bool,
}

impl Table {
    const BASE: Table = Table {
        name: "",
        label: "",
        extends: None,
        own: &[],
        defaults: &[],
        display: "name",
        numbering: None,
        indexes: &[],
        public: true,
    };

    /// The table of this name.
    pub fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().copied().find(|table| table.name == name)
    }

    /// Every column: the platform's own, inherited ones, then its own.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        let inherited = self.extends.map_or(&[][..], |parent| parent.own);
        platform::SYSTEM.iter().chain(inherited).chain(self.own)
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns().find(|column| column.name == name)
    }

    /// What a new record has in `column` when nothing is sent.
    pub fn default_of(&self, column: &Column) -> &'static str {
        self.defaults
            .iter()
            .find(|(name, _)| *name == column.name)
            .map_or(column.default, |(_, value)| value)
    }

    /// Whether this table is nothing but the records of those that extend it.
    pub fn is_abstract(&self) -> bool {
        self.children().next().is_some()
    }

    /// The tables that extend this one.
    pub fn children(&self) -> impl Iterator<Item = &'static Table> + use<'_> {
        TABLES
            .iter()
            .copied()
            .filter(|table| table.extends.is_some_and(|p| p.name == self.name))
    }
}

/// Every table, in the order in which they are made.
pub static TABLES: &[&Table] = &[
    &incident::TABLE,
    &change_request::TABLE,
    &task::TABLE,
    &user::TABLE,
    &user::ROLE,
    &user::HAS_ROLE,
    &group::TABLE,
    &platform::CHOICE,
    &platform::PROPERTY,
    &platform::JOURNAL,
    &platform::API,
    &platform::CORS_RULE,
    &oauth::ENTITY,
    &oauth::CREDENTIAL,
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_table_is_consistent() {
        for table in TABLES {
            let names: Vec<_> = table.columns().map(|column| column.name).collect();
            let distinct: HashSet<_> = names.iter().collect();
            assert_eq!(names.len(), distinct.len(), "{}", table.name);
            let indexed = table.indexes.iter().flat_map(|index| index.iter());
            let defaults = table.defaults.iter().map(|(name, _)| name);
            for name in indexed.chain(defaults).chain([&table.display]) {
                assert!(table.column(name).is_some(), "{}.{name}", table.name);
            }
        }
    }
}
