//! What attached files consist of, beside their rows of `sys_attachment`.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Result, Store};

/// The table that holds it: no API sees it.
pub(super) const TABLE: &str = "CREATE TABLE IF NOT EXISTS attachment_content (
    sys_id TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;";

impl Store {
    /// Keeps a file under the `sys_id` of its row.
    pub fn put_content(&self, sys_id: &str, content: &[u8]) -> Result<()> {
        self.lock().execute(
            "INSERT OR REPLACE INTO attachment_content (sys_id, content) VALUES (?, ?)",
            params![sys_id, content],
        )?;
        Ok(())
    }

    /// The file.
    pub fn content(&self, sys_id: &str) -> Result<Option<Vec<u8>>> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached("SELECT content FROM attachment_content WHERE sys_id = ?")?;
        Ok(statement.query_row([sys_id], |row| row.get(0)).optional()?)
    }
}

/// Forgets what hung on a record that is gone, and its file if it was one.
pub(super) fn forget(connection: &Connection, sys_id: &str) -> Result<()> {
    connection.execute(
        "DELETE FROM attachment_content WHERE sys_id = ?1 OR sys_id IN
         (SELECT sys_id FROM sys_attachment WHERE table_sys_id = ?1)",
        [sys_id],
    )?;
    connection.execute(
        "DELETE FROM sys_attachment WHERE table_sys_id = ?",
        [sys_id],
    )?;
    Ok(())
}
