//! Starting over.

use super::sql::quote;
use super::{Result, Store, TABLES};

impl Store {
    /// Deletes every record and the counters of their numbers.
    pub fn clear(&self) -> Result<()> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        for table in TABLES {
            transaction.execute(&format!("DELETE FROM {}", quote(&table.storage())), [])?;
        }
        transaction.execute("DELETE FROM number_counter", [])?;
        Ok(transaction.commit()?)
    }
}
