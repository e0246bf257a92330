//! Records that a ticket can refer to, found by a part of their name.

use super::answer::{Answer, hides};
use super::query::QueryValue;
use super::value::Row;
use crate::configuration::LowerCase;
use crate::error::Result;
use crate::task::Reference;
use crate::text::has;

/// So many are offered at most: who does not see theirs types more.
pub(super) const LIMIT: usize = 20;

/// A record that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The record.
    pub reference: Reference,
    /// What tells it from another of the same name, as a user name; may be empty.
    pub detail: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The records, by their names.
    pub offers: Vec<Offer>,
    /// There are some that the signed-in user may not read.
    pub hidden: bool,
}

impl Found {
    /// Those of an answer's rows whose names have what was typed, whatever its case: what was asked
    /// for is a part of that only, and an instance may drop a condition.
    pub(super) fn of(
        answer: &Answer,
        typed: &str,
        lower: LowerCase,
        read: impl Fn(&Row<'_>) -> Result<Option<Offer>>,
    ) -> Result<Self> {
        let rows = Row::list(&answer.json)?;
        let wanted = lower(typed.trim());
        let mut offers = Vec::new();
        for row in &rows {
            let is_wanted =
                |offer: &Offer| wanted.is_empty() || has(&lower(&offer.reference.name), &wanted);
            offers.extend(read(row)?.filter(is_wanted));
        }
        Ok(Self {
            offers,
            hidden: hides(rows.len(), answer.total, LIMIT),
        })
    }
}

/// A query can ask for hardly any text: the longest part that it can ask for narrows it down.
pub(super) fn longest_safe_part(typed: &str) -> Option<QueryValue<'_>> {
    let parts = typed.split(|c: char| c.is_control() || "^,@".contains(c));
    let parts = parts.map(|part| {
        part.trim()
            .trim_start_matches(['=', '!', '<', '>', '*', '%', ' '])
    });
    let safe = parts.filter_map(|part| Some((part.len(), QueryValue::parse(part).ok()?)));
    safe.max_by_key(|(length, _)| *length).map(|(_, part)| part)
}
