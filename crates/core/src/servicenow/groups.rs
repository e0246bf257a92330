//! Assignment groups, found by a part of their name.

use super::found::{Found, LIMIT, Offer, longest_safe_part};
use super::path::Path;
use super::query::{Condition, Query, QueryValue};
use super::{ServiceNow, columns};
use crate::configuration::LowerCase;
use crate::error::Result;
use crate::ports::Ports;
use crate::task::Reference;

/// The table of groups.
pub const TABLE: &str = "sys_user_group";
/// The columns that are read of them.
pub(super) const FIELDS: &str = "sys_id,name";

impl<P: Ports> ServiceNow<P> {
    /// The groups in use whose names have that text, whatever its case, by `lower`; the first of
    /// all for an empty text.
    ///
    /// # Errors
    /// Whatever kept the answer away.
    pub async fn groups(&self, typed: &str, lower: LowerCase) -> Result<Found> {
        let mut query = Query::new().and(&Condition::equals(
            columns::ACTIVE,
            QueryValue::known("true"),
        ));
        if let Some(part) = longest_safe_part(typed) {
            query = query.and(&Condition::contains(columns::NAME, part));
        }
        let path = Path::table(TABLE, FIELDS)
            .query(&query.ascending(columns::NAME))
            .limit(LIMIT);
        let answer = self.get(&path.into_string()).await?;
        Found::of(&answer, typed, lower, |row| {
            let id = row.required(columns::SYS_ID)?;
            let reference = Reference::new(&id, &row.text(columns::NAME));
            Ok(reference.map(|reference| Offer {
                reference,
                detail: String::new(),
            }))
        })
    }
}
