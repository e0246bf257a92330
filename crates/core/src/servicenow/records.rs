//! Records of any table that a ticket refers to, found by a part of their name.

use super::found::{Found, LIMIT, Offer, longest_safe_part};
use super::path::Path;
use super::query::{Condition, Query};
use super::{ServiceNow, columns};
use crate::configuration::LowerCase;
use crate::error::Result;
use crate::ports::Ports;
use crate::task::Reference;

/// The columns that are read of them.
pub(super) const FIELDS: &str = "sys_id,name,number";

impl<P: Ports> ServiceNow<P> {
    /// The records of that table whose names have that text, whatever its case, by `lower`; the
    /// first of all for an empty text. The table's name comes from the instance.
    ///
    /// # Errors
    /// Whatever kept the answer away.
    pub async fn records(&self, table: &str, typed: &str, lower: LowerCase) -> Result<Found> {
        let mut query = Query::new();
        if let Some(part) = longest_safe_part(typed) {
            query = query.and(&Condition::contains(columns::NAME, part));
        }
        let path = Path::table(table, FIELDS)
            .query(&query.ascending(columns::NAME))
            .limit(LIMIT);
        let answer = self.get(&path.into_string()).await?;
        Found::of(&answer, typed, lower, |row| {
            let id = row.required(columns::SYS_ID)?;
            let name = row.text(columns::NAME);
            let named = Reference::new(&id, &name).filter(|_| !name.is_empty());
            Ok(named.map(|reference| Offer {
                reference,
                detail: row.text(columns::NUMBER),
            }))
        })
    }
}
