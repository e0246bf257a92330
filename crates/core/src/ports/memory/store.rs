//! A key-value store that can be looked into and switched off.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::ports::Store;

/// `sessionStorage` or `localStorage` in memory.
#[derive(Default)]
pub struct MemoryStore {
    entries: RefCell<BTreeMap<String, String>>,
    closed: Cell<bool>,
}

impl MemoryStore {
    /// Switches the store off, as a browser's privacy setting does: it keeps nothing any more.
    pub fn close(&self) {
        self.entries.borrow_mut().clear();
        self.closed.set(true);
    }

    /// Everything in it, ordered by key.
    #[must_use]
    pub fn entries(&self) -> Vec<(String, String)> {
        self.entries
            .borrow()
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }

    pub(super) fn copy(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            closed: self.closed.clone(),
        }
    }
}

impl Store for MemoryStore {
    fn get(&self, key: &str) -> Option<String> {
        self.entries.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, value: &str) -> bool {
        if self.closed.get() {
            return false;
        }
        self.entries.borrow_mut().insert(key.into(), value.into());
        true
    }

    fn remove(&self, key: &str) {
        self.entries.borrow_mut().remove(key);
    }

    fn keys(&self, beginning: &str) -> Vec<String> {
        let entries = self.entries.borrow();
        let keys = entries.keys().filter(|key| key.starts_with(beginning));
        keys.cloned().collect()
    }
}
