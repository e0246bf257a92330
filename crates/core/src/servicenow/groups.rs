//! Assignment groups, found by a part of their name.

use super::answer::hides;
use super::path::Path;
use super::query::{Condition, Query, QueryValue};
use super::value::Row;
use super::{ServiceNow, columns};
use crate::configuration::LowerCase;
use crate::error::Result;
use crate::ports::Ports;
use crate::task::Group;
use crate::text::has;

/// So many are offered at most: who does not see theirs types more.
const LIMIT: usize = 20;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundGroups {
    /// The groups, by their names.
    pub groups: Vec<Group>,
    /// There are some that the signed-in user may not read.
    pub hidden: bool,
}

/// The table of groups.
pub(super) const TABLE: &str = "sys_user_group";
/// The columns that are read of them.
pub(super) const FIELDS: &str = "sys_id,name";

impl<P: Ports> ServiceNow<P> {
    /// The groups in use whose names have that text, whatever its case, by `lower`; the first of
    /// all for an empty text.
    ///
    /// # Errors
    /// Whatever kept the answer away.
    pub async fn groups(&self, typed: &str, lower: LowerCase) -> Result<FoundGroups> {
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
        let rows = Row::list(&answer.json)?;
        let wanted = lower(typed.trim());
        let mut groups = Vec::new();
        for row in &rows {
            let name = row.text(columns::NAME);
            // The part that was asked for is less than what was typed, and an instance may drop
            // a condition.
            if wanted.is_empty() || has(&lower(&name), &wanted) {
                groups.extend(Group::new(&row.required(columns::SYS_ID)?, &name));
            }
        }
        Ok(FoundGroups {
            groups,
            hidden: hides(rows.len(), answer.total, LIMIT),
        })
    }
}

/// A query can ask for hardly any text: the longest part that it can ask for narrows it down.
fn longest_safe_part(typed: &str) -> Option<QueryValue<'_>> {
    let parts = typed.split(|c: char| c.is_control() || "^,@".contains(c));
    let parts = parts.map(|part| {
        part.trim()
            .trim_start_matches(['=', '!', '<', '>', '*', '%', ' '])
    });
    let safe = parts.filter_map(|part| Some((part.len(), QueryValue::parse(part).ok()?)));
    safe.max_by_key(|(length, _)| *length).map(|(_, part)| part)
}
