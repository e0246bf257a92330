//! What became of the rows that were imported.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// The oldest give way to new ones.
const MOST: usize = 10_000;

/// The staging tables' rows: table, `sys_id` and answer.
#[derive(Debug, Default)]
pub struct Imports(Mutex<VecDeque<(&'static str, String, Value)>>);

impl Imports {
    pub(super) fn put(&self, table: &'static str, sys_id: String, answer: Value) {
        let mut all = self.lock();
        if all.len() >= MOST {
            all.pop_front();
        }
        all.push_back((table, sys_id, answer));
    }

    pub(super) fn get(&self, table: &str, sys_id: &str) -> Option<Value> {
        let all = self.lock();
        let found = all
            .iter()
            .find(|(of, has, _)| *of == table && has == sys_id);
        found.map(|(_, _, answer)| answer.clone())
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(&'static str, String, Value)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
