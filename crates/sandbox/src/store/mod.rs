//! The records, in SQLite: a file that survives a restart, or memory.

mod bulk;
mod clear;
mod content;
mod counts;
mod ddl;
mod error;
mod id;
mod journal;
mod load;
mod moments;
mod numbers;
mod page;
mod password;
mod properties;
mod read;
mod roles;
mod schema;
mod sql;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::clock::Clock;

pub use counts::{Group, Measure, Statistics};
pub use error::{Error, Result};
pub use id::new_id;
pub use journal::Entry;
pub(crate) use load::{Load, Loaded};
pub use password::{hash, is_password};
pub use read::{Order, Select};
pub use schema::{Column, Kind, TABLES, Table, is_of_platform};
pub use sql::Filter;
pub(crate) use sql::quote;

/// How much of a file is kept in memory.
const CACHE_KIB: i64 = 256 * 1024;

/// One record: its columns' values as ServiceNow stores them, `""` for empty.
pub type Row = BTreeMap<String, String>;

/// That nobody else writes by the instance's rules.
#[derive(Debug)]
pub(crate) struct Alone<'a> {
    _held: MutexGuard<'a, ()>,
}

/// Every record of the instance.
pub struct Store {
    connection: Mutex<Connection>,
    changing: Mutex<()>,
    clock: Arc<Clock>,
    properties: properties::Cache,
}

impl Store {
    /// Opens the file, making it when it is new; without a path the records
    /// live in memory.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        Self::over(match path {
            Some(path) => Connection::open(path)?,
            None => Connection::open_in_memory()?,
        })
    }

    /// Records that are gone at the end, too many for memory: SQLite keeps
    /// them in a file of its own, which nobody else sees.
    pub fn open_spacious() -> Result<Self> {
        Self::over(Connection::open("")?)
    }

    fn over(connection: Connection) -> Result<Self> {
        connection.set_prepared_statement_cache_capacity(128);
        // In KiB: a page of a list is then found without reading the file.
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        // Indexes of a million records are sorted by more than one core.
        connection.pragma_update(None, "threads", 2)?;
        moments::register(&connection)?;
        ddl::prepare(&connection)?;
        numbers::take_over(&connection)?;
        Ok(Self {
            connection: Mutex::new(connection),
            changing: Mutex::default(),
            clock: Arc::new(Clock::system()),
            properties: properties::Cache::default(),
        })
    }

    /// The same records, stamped by another clock.
    pub fn follow(self, clock: Arc<Clock>) -> Self {
        Self { clock, ..self }
    }

    /// The clock that stamps the records.
    pub fn clock(&self) -> &Arc<Clock> {
        &self.clock
    }

    /// Keeps others from writing by the instance's rules until it is dropped,
    /// so that what the rules look at is still so when they write.
    pub(crate) fn alone(&self) -> Alone<'_> {
        let held = self.changing.lock();
        Alone {
            _held: held.unwrap_or_else(PoisonError::into_inner),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // Every write is one transaction, so a panic elsewhere leaves the
        // connection as good as it was.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

fn table(name: &str) -> Result<&'static Table> {
    Table::named(name).ok_or_else(|| Error::NoTable(name.to_owned()))
}
