//! The record by which the connector's page in ServiceNow knows of a portal: which one, as whom, and
//! when it was there last. It is kept where the instance has the table, and nowhere else.

use super::ServiceNow;
use super::columns::SYS_ID;
pub(super) use super::columns::USER_NAME;
use super::path::Path;
use super::query::{Column, Condition, Query, QueryValue};
use super::value::Row;
use crate::error::{Error, Kind, Result};
use crate::json::Object;
use crate::ports::{Method, Ports};
use crate::text::has;

/// The connector application's table. That it has this name and these columns is an assumption:
/// how the retired application kept this is not known.
pub(super) const TABLE: &str = "x_mioms_m365ticket_connection";
/// The columns that are read of it.
pub(super) const FIELDS: &str = "sys_id,portal,user_name";

pub(super) const PORTAL: Column = Column::new("portal");
pub(super) const LAST_CONTACT: Column = Column::new("last_contact");

impl<P: Ports> ServiceNow<P> {
    /// Leaves word that this portal (its address) has used the connection just now. `false` where
    /// the instance has no such table.
    ///
    /// # Errors
    /// Whatever kept it from being written. Nothing depends on it.
    pub async fn note_contact(&self, portal: &str, user_name: &str) -> Result<bool> {
        let (Ok(address), Ok(user)) = (QueryValue::parse(portal), QueryValue::parse(user_name))
        else {
            return Ok(false);
        };
        let query = Query::new()
            .and(&Condition::equals(PORTAL, address))
            .and(&Condition::equals(USER_NAME, user));
        let path = Path::table(TABLE, FIELDS)
            .query(&query)
            .limit(1)
            .into_string();
        let answer = match self.get(&path).await {
            Err(error) if is_without_table(&error) => return Ok(false),
            answer => answer?,
        };
        let rows = Row::list(&answer.json)?;
        // An instance that drops a condition gives somebody else's.
        let own = rows
            .first()
            .filter(|row| row.text(PORTAL) == portal && row.text(USER_NAME) == user_name);
        let sys_id = own.map(|row| row.required(SYS_ID)).transpose()?;
        let mut record = Object::new();
        if let Some(now) = self.ports.now().to_servicenow() {
            record.text(LAST_CONTACT.as_str(), &now);
        }
        let written = match sys_id {
            Some(sys_id) => {
                let path = ["/api/now/table/", TABLE, "/", &sys_id].concat();
                self.write(Method::Patch, &path, &record.end()).await
            }
            None => {
                record
                    .text(PORTAL.as_str(), portal)
                    .text(USER_NAME.as_str(), user_name);
                let path = ["/api/now/table/", TABLE].concat();
                self.post(&path, &record.end()).await
            }
        };
        written.map(|_| true).map_err(|failure| failure.error)
    }
}

/// The words for a table that is not there.
fn is_without_table(error: &Error) -> bool {
    matches!(error.kind(), Kind::Refused { status: 400, reason } if has(reason, "Invalid table"))
}
