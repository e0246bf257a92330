//! What `sys_dictionary` and `sys_dictionary_override` say of a table's
//! columns: who changes it there changes the forms.

use std::collections::HashMap;

use crate::records::{is_true, text};
use crate::store::{Column, Result, Row, Store, Table};

/// The dictionary of one table, with what it inherits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    entries: HashMap<String, Row>,
    /// The nearest last.
    overrides: Vec<Row>,
}

impl Dictionary {
    /// Reads the entries of the table and of those that it extends.
    pub(crate) fn of(store: &Store, table: &Table) -> Result<Self> {
        let mut found = Self::default();
        let inherited = table.lineage().into_iter().rev().map(|table| table.name);
        for name in inherited.chain([table.name]) {
            for mut row in store.find("sys_dictionary", &[("name", name)])? {
                let element = row.remove("element").unwrap_or_default();
                found.entries.insert(element, row);
            }
            let own = store.find("sys_dictionary_override", &[("name", name)])?;
            found.overrides.extend(own);
        }
        Ok(found)
    }

    /// Whether a form insists on the column.
    pub(crate) fn is_mandatory(&self, column: &Column) -> bool {
        self.says(column, "mandatory", "mandatory_override")
            .unwrap_or(column.mandatory)
    }

    /// Whether no form changes the column.
    pub(crate) fn is_read_only(&self, column: &Column) -> bool {
        self.says(column, "read_only", "read_only_override")
            .unwrap_or(column.read_only)
    }

    /// The nearest override of it, or else the entry itself.
    fn says(&self, column: &Column, what: &str, overridden: &str) -> Option<bool> {
        let mut overrides = self.overrides.iter().rev();
        let nearest = overrides.find(|row| {
            let is_of = row.get("element").is_some_and(|of| of == column.name);
            is_of && is_true(row, overridden)
        });
        let entry = nearest.or_else(|| self.entries.get(column.name));
        // A file of an older version has entries that do not say.
        let entry = entry.filter(|row| !text(row, what).is_empty());
        entry.map(|row| is_true(row, what))
    }
}
