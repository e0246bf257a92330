//! What the service desk has to do: tickets that have nothing to do with the
//! portal.

use time::{Duration, OffsetDateTime};

use super::data::in_turn;
use super::groups::group;
use super::ticket::Ticket;
use super::users::{callers, members, user};
use super::{items, row};
use crate::dates;
use crate::store::{Result, Row, Store};

const COMMENTS: [&str; 5] = [
    "Thank you for letting us know. We are looking into it.",
    "Could you tell us since when this is so?",
    "We will call you in the afternoon.",
    "It is not only you: others have told us the same.",
    "Please try once more and tell us what you see.",
];
const NOTES: [&str; 6] = [
    "Could be seen here too, on a second computer.",
    "Asked the vendor; they have heard of it before.",
    "Nothing in the logs at the time given.",
    "Handed over with all that is known so far.",
    "A restart helps for about an hour.",
    "Photographs are with the group.",
];
const CHANNELS: [&str; 4] = ["phone", "email", "self-service", "walk-in"];

/// A ticket on its way to becoming a record.
pub(super) struct Work<'a> {
    pub(super) store: &'a Store,
    pub(super) ticket: &'a Ticket,
    /// How many tickets of its table come before it.
    pub(super) at: usize,
    pub(super) made: OffsetDateTime,
    pub(super) record: Row,
}

impl Work<'_> {
    pub(super) fn set(&mut self, column: &str, value: &str) {
        self.record.insert(column.to_owned(), value.to_owned());
    }

    /// Sets a date so many hours after the ticket was made, and not after
    /// today.
    pub(super) fn set_hours_later(&mut self, column: &str, hours: i64) -> String {
        let moment = dates::format(self.later(hours));
        self.set(column, &moment);
        moment
    }

    fn later(&self, hours: i64) -> OffsetDateTime {
        let latest = self.store.clock().now() - Duration::minutes(5);
        (self.made + Duration::hours(hours)).min(latest)
    }

    /// Who asked, who does it, and what it is about. Gives the name of the
    /// one who does it.
    pub(super) fn assign(&mut self, group_name: &str, is_taken: bool) -> &'static str {
        let asked = in_turn(&callers(), self.at);
        let members = members(group_name);
        let by = in_turn(&members, self.at);
        self.set("description", self.ticket.text);
        self.set("contact_type", in_turn(&CHANNELS, self.at));
        self.set(
            "opened_by",
            &user(in_turn(&self::members("Service Desk"), self.at)),
        );
        self.set("assignment_group", &group(group_name));
        if is_taken {
            self.set("assigned_to", &user(by));
        }
        for (column, is_service) in [("cmdb_ci", false), ("business_service", true)] {
            let items = items::of_group(group_name, is_service);
            let items: Vec<_> = items.iter().map(String::as_str).collect();
            self.set(column, in_turn(&items, self.at));
        }
        if self.at.is_multiple_of(3) {
            self.set("watch_list", &user(asked));
        }
        by
    }

    /// The one who asked, by name.
    pub(super) fn asked_by(&self) -> &'static str {
        in_turn(&callers(), self.at)
    }

    /// Makes the record, and the journal that tells how it went.
    pub(super) fn put(mut self, table: &str, by: &str, is_taken: bool) -> Result<()> {
        let agent = in_turn(&members("Service Desk"), self.at);
        let mut entries = Vec::new();
        if is_taken {
            entries.push((2, "comments", in_turn(&COMMENTS, self.at), agent));
            entries.push((7, "work_notes", in_turn(&NOTES, self.at), by));
            if self.at.is_multiple_of(2) {
                entries.push((26, "work_notes", in_turn(&NOTES, self.at / 2 + 1), by));
            }
        }
        let updates = entries.len().to_string();
        self.set("sys_mod_count", &updates);
        if let Some((hours, ..)) = entries.last() {
            let on = dates::format(self.later(*hours));
            let closed = self.record.get("closed_at").cloned().unwrap_or_default();
            self.set("sys_updated_on", on.as_str().max(&closed));
            self.set("sys_updated_by", by);
        }
        let entries: Vec<_> = entries
            .into_iter()
            .map(|(hours, element, value, by)| {
                (dates::format(self.later(hours)), element, value, by)
            })
            .collect();
        let record = self.store.insert(table, self.record, agent)?;
        let sys_id = record.get("sys_id").map_or("", String::as_str);
        let entries = entries.iter().map(|(on, element, value, by)| {
            let entry = row(&[
                ("name", table),
                ("element", element),
                ("element_id", sys_id),
                ("value", value),
                ("sys_created_on", on),
                ("sys_created_by", by),
            ]);
            ("sys_journal_field", entry)
        });
        self.store.insert_all(entries.collect(), by)
    }
}
