//! The tables of the instance, as data: their columns, types, labels,
//! defaults and indexes. The store makes its SQL from these, the APIs their
//! answers; a further table is a further entry in [`TABLES`].

mod access;
mod asset;
mod catalog;
mod change_request;
mod change_work;
mod cmdb;
mod column;
mod connector;
mod dictionary;
mod fix_script;
mod group;
mod incident;
mod knowledge;
mod oauth;
mod platform;
mod policy;
mod problem;
mod script;
mod steps;
mod system;
mod task;
mod user;

use std::collections::BTreeSet;

pub use column::{Column, Kind, is_of_platform};

use super::sql::quote;

/// One table of the instance.
#[derive(Debug)]
pub struct Table {
    /// Its name in URLs and queries.
    pub name: &'static str,
    /// What people call one record of it.
    pub label: &'static str,
    /// The table whose columns it has too.
    pub extends: Option<&'static Table>,
    /// The columns that the platform keeps, the same in a table and in all
    /// that extend it.
    pub system: &'static [&'static [Column]],
    /// Columns of its own.
    pub own: &'static [Column],
    /// Defaults that differ from those of the inherited columns.
    pub defaults: &'static [(&'static str, &'static str)],
    /// Inherited columns that its records do not go without on a form.
    pub mandatory: &'static [&'static str],
    /// Labels that differ from those of the inherited columns.
    pub labels: &'static [(&'static str, &'static str)],
    /// The column that stands for a record in a reference.
    pub display: &'static str,
    /// Prefix and first number of records made here, if they are numbered.
    pub numbering: Option<(&'static str, u64)>,
    /// Column lists that SQLite keeps an index of, besides those of the tables
    /// that it extends.
    pub indexes: &'static [&'static [&'static str]],
}

impl Table {
    const BASE: Table = Table {
        name: "",
        label: "",
        extends: None,
        system: system::PLAIN,
        own: &[],
        defaults: &[],
        labels: &[],
        mandatory: &[],
        display: "name",
        numbering: None,
        indexes: &[],
    };

    /// The table of this name.
    pub fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().copied().find(|table| table.name == name)
    }

    /// Every column: the platform's own, inherited ones, then its own.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        let mut own = self.system.to_vec();
        own.extend(self.lineage().into_iter().rev().map(|table| table.own));
        own.push(self.own);
        own.into_iter().flatten()
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

    /// What people call `column` in this table.
    pub fn label_of(&self, column: &Column) -> &'static str {
        let own = self.labels.iter().find(|(name, _)| *name == column.name);
        own.map_or(column.label, |(_, label)| label)
    }

    /// The tables that it extends, nearest first.
    pub fn lineage(&self) -> Vec<&'static Table> {
        std::iter::successors(self.extends, |table| table.extends).collect()
    }

    /// The table at the end of its lineage: a `sys_id` is there once.
    pub fn root(&'static self) -> &'static Table {
        self.lineage().last().copied().unwrap_or(self)
    }

    /// Whether it is that table or extends it, however far.
    pub fn is_a(&self, name: &str) -> bool {
        self.name == name || self.lineage().iter().any(|table| table.name == name)
    }

    /// The tables that extend this one directly.
    pub fn children(&self) -> impl Iterator<Item = &'static Table> + use<'_> {
        TABLES
            .iter()
            .copied()
            .filter(|table| table.extends.is_some_and(|p| p.name == self.name))
    }

    /// The table that one of its records is of, itself or one that extends it.
    pub fn class_of(&'static self, row: &super::Row) -> Option<&'static Table> {
        if !self.is_extended() {
            return Some(self);
        }
        let class = Table::named(row.get("sys_class_name")?)?;
        class.is_a(self.name).then_some(class)
    }

    /// Whether its records are also those of tables that extend it.
    pub fn is_extended(&self) -> bool {
        self.children().next().is_some()
    }

    /// The tables that its records are of: itself, and all that extend it.
    pub(super) fn parts(&'static self) -> impl Iterator<Item = &'static Table> {
        let name = self.name;
        TABLES.iter().copied().filter(move |table| table.is_a(name))
    }

    /// The column lists that SQLite keeps an index of: its own and those of
    /// the tables it extends.
    pub(super) fn indexes(&self) -> BTreeSet<&'static [&'static str]> {
        let lists = self.lineage().into_iter().map(|parent| parent.indexes);
        lists.chain([self.indexes]).flatten().copied().collect()
    }

    /// What the index of these columns is called.
    pub(super) fn index_name(&self, columns: &[&str]) -> String {
        quote(&format!("{}_{}", self.name, columns.join("_")))
    }

    /// Where SQLite keeps the records that are of this table and of none that
    /// extends it.
    pub(super) fn storage(&self) -> String {
        match self.is_extended() {
            true => format!("{}$own", self.name),
            false => self.name.to_owned(),
        }
    }
}

/// What the platform itself writes into a column of a new record, whoever
/// makes it; nothing into columns of the table's own.
pub(super) fn system_default(table: &Table, column: &Column) -> &'static str {
    let is_its = |own: &Column| own.name == column.name;
    match table.system.iter().copied().flatten().any(is_its) {
        true => column.default,
        false => "",
    }
}

/// Every table, each behind those that extend it.
pub static TABLES: &[&Table] = &[
    &incident::TABLE,
    &change_request::TABLE,
    &problem::TABLE,
    &steps::OF_CHANGE,
    &steps::OF_PROBLEM,
    &catalog::REQUEST,
    &catalog::REQUESTED,
    &catalog::STEP,
    &task::TABLE,
    &catalog::CHANGE_PRODUCER,
    &catalog::PRODUCER,
    &catalog::ITEM,
    &catalog::CHANGE_VERSION,
    &knowledge::ARTICLE,
    &knowledge::BASE,
    &knowledge::CATEGORY,
    &user::TABLE,
    &user::ROLE,
    &user::HAS_ROLE,
    &user::CONTAINS,
    &group::TABLE,
    &group::MEMBER,
    &group::HAS_ROLE,
    &group::COMPANY,
    &group::DEPARTMENT,
    &group::LOCATION,
    &cmdb::SERVER,
    &cmdb::COMPUTER,
    &cmdb::SERVICE,
    &cmdb::CI,
    &asset::HARDWARE,
    &asset::TABLE,
    &asset::RELATION,
    &asset::RELATION_TYPE,
    &change_request::MODEL,
    &change_work::CONFLICT,
    &change_work::WORKER,
    &dictionary::DB_OBJECT,
    &dictionary::DICTIONARY,
    &dictionary::OVERRIDE,
    &policy::POLICY,
    &policy::RULE,
    &script::BUSINESS_RULE,
    &script::LOG,
    &platform::CHOICE,
    &platform::PROPERTY,
    &platform::JOURNAL,
    &platform::NUMBER,
    &platform::COUNTER,
    &platform::PRIORITY,
    &platform::API,
    &platform::CORS_RULE,
    &platform::RATE_LIMIT,
    &platform::ATTACHMENT,
    &oauth::ENTITY,
    &oauth::CREDENTIAL,
    &oauth::SCOPE,
    &oauth::ENTITY_SCOPE,
    &oauth::API_SCOPE,
    &oauth::PROVIDER,
    &fix_script::TABLE,
    &connector::CONNECTION,
    &oauth::CERTIFICATE,
    &oauth::VERIFIER_MAP,
    &oauth::OIDC_IDENTITY_PROVIDER,
    &oauth::IDENTITY_PROVIDER,
    &access::IP,
    &access::MULTIFACTOR,
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
            for parent in table.lineage() {
                assert_eq!(table.system.len(), parent.system.len(), "{}", table.name);
                let at = |name| TABLES.iter().position(|table| table.name == name);
                assert!(at(table.name) < at(parent.name), "{}", table.name);
                assert!(parent.column("sys_class_name").is_some(), "{}", parent.name);
            }
            let indexed = table.indexes.iter().flat_map(|index| index.iter());
            let defaults = table.defaults.iter().chain(table.labels);
            let defaults = defaults.map(|(name, _)| name);
            let names = indexed.chain(defaults).chain(table.mandatory);
            for name in names.chain([&table.display]) {
                assert!(table.column(name).is_some(), "{}.{name}", table.name);
            }
        }
    }
}
