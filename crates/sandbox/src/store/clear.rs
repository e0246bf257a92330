//! Starting over.

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::sql::quote;
use super::{Result, Store, TABLES};

impl Store {
    /// Deletes every record, what is attached and the counters of numbers.
    pub fn clear(&self) -> Result<()> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        for table in TABLES {
            transaction.execute(&format!("DELETE FROM {}", quote(&table.storage())), [])?;
        }
        transaction.execute("DELETE FROM attachment_content", [])?;
        transaction.commit()?;
        drop(connection);
        self.flush_cache();
        Ok(())
    }

    /// The same records again, in memory.
    pub fn copy(&self) -> Result<Self> {
        let mut copy = Connection::open_in_memory()?;
        write_over(&self.lock(), &mut copy)?;
        Self::over(copy)
    }

    /// Has the records of another one from now on, and nothing else.
    pub(crate) fn become_like(&self, other: &Self) -> Result<()> {
        let mut connection = self.lock();
        connection.flush_prepared_statement_cache();
        write_over(&other.lock(), &mut connection)?;
        drop(connection);
        self.flush_cache();
        Ok(())
    }

    /// How much room the records take, in bytes.
    pub(crate) fn size(&self) -> Result<u64> {
        let connection = self.lock();
        let one = |name| connection.pragma_query_value(None, name, |row| row.get::<_, u64>(0));
        Ok(one("page_count")?.saturating_mul(one("page_size")?))
    }
}

fn write_over(from: &Connection, to: &mut Connection) -> Result<()> {
    Backup::new(from, to)?.step(-1)?;
    Ok(())
}
