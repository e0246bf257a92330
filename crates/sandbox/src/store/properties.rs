//! System properties, and the cache that keeps the instance from seeing those
//! of a file at once.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Store, Table};

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
    /// The value that the instance goes on with, if it is not the row's.
    pub(super) fn cached(&self, name: &str) -> Option<String> {
        self.properties.lock().get(name).cloned()
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
    pub(super) fn flush_after(&self, table: &Table) {
        if table.name == TABLE {
            self.flush_cache();
        }
    }
}
