//! Choice lists, as they stand in `sys_choice`: who renames a state there
//! renames it in every answer.

use std::collections::{HashMap, HashSet};

use crate::store::{Column, Result, Store, Table};

/// The labels of one table's choices.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    labels: HashMap<(String, String), String>,
}

impl Choices {
    /// Reads the lists of a table in a language; what it has no label for in
    /// that language has its English one. A list of its own hides an
    /// inherited one as a whole.
    pub(crate) fn of(store: &Store, table: &Table, language: &str) -> Result<Self> {
        let mut labels: HashMap<(String, String), String> = HashMap::new();
        let inherited = table.lineage().into_iter().rev().map(|table| table.name);
        for name in inherited.chain([table.name]) {
            let mut own = HashMap::new();
            // The language asked for comes last and overwrites.
            for language in ["en", language] {
                let values = [
                    ("name", name),
                    ("language", language),
                    ("inactive", "false"),
                ];
                for mut row in store.find("sys_choice", &values)? {
                    let mut take = |column| row.remove(column).unwrap_or_default();
                    own.insert((take("element"), take("value")), take("label"));
                }
            }
            let elements: HashSet<_> = own.keys().map(|(element, _)| element).collect();
            labels.retain(|(element, _), _| !elements.contains(element));
            labels.extend(own);
        }
        Ok(Self { labels })
    }

    /// What people see for a value; one that is in no list is its own label.
    pub(crate) fn label<'a>(&'a self, column: &Column, value: &'a str) -> &'a str {
        let key = (column.name.to_owned(), value.to_owned());
        self.labels.get(&key).map_or(value, String::as_str)
    }

    /// The values of a column with their labels, numbers in their order.
    pub(crate) fn list(&self, column: &Column) -> Vec<(&str, &str)> {
        let own = self
            .labels
            .iter()
            .filter(|((element, _), _)| element == column.name);
        let mut list: Vec<_> = own
            .map(|((_, value), label)| (value.as_str(), label.as_str()))
            .collect();
        list.sort_by_key(|(value, label)| (value.parse::<i64>().unwrap_or(i64::MAX), *label));
        list
    }

    /// The value behind a label.
    pub(super) fn value(&self, column: &Column, label: &str) -> Option<&str> {
        self.labels
            .iter()
            .find(|((element, _), known)| element == column.name && known.as_str() == label)
            .map(|((_, value), _)| value.as_str())
    }
}
