//! Starting over.

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
}
