//! System properties, and the cache that keeps the instance from seeing those
//! of a file at once.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Result, Store, Table};

/// The table that the properties are rows of.
const TABLE: &str = "sys_properties";

/// Values that the instance goes on with although the rows say otherwise, by
/// the property's name.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<HashMap<String, String>>);

impl Cache {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// The value of a system property, `""` when it is not set.
    pub fn property(&self, name: &str) -> Result<String> {
        if let Some(value) = self.properties.lock().get(name) {
            return Ok(value.clone());
        }
        let found = self.find(TABLE, &[("name", name)])?;
        let value = found
            .into_iter()
            .next()
            .and_then(|mut row| row.remove("value"));
        Ok(value.unwrap_or_default())
    }

    /// Forgets every value that is not in the rows.
    pub(crate) fn flush_cache(&self) {
        self.properties.lock().clear();
    }

    /// Goes on with these values until the next flush, whatever the rows say.
    pub(super) fn keep_in_cache(&self, values: HashMap<String, String>) {
        let mut kept = self.properties.lock();
        for (name, value) in values {
            kept.entry(name).or_insert(value);
        }
    }

    /// Each change of a property flushes the cache.
    pub(super) fn written(&self, table: &Table) {
        if table.name == TABLE {
            self.flush_cache();
        }
    }
}
