//! As many tickets as asked for, as a desk would have got them in two years.

mod change;
mod draw;
mod incident;
mod people;

use time::{Duration, OffsetDateTime};

use super::data::lines;
use crate::dates;
use crate::store::{Filter, Result, Store, Table};
use draw::Draw;
use people::People;

/// How far back the oldest was made.
const PAST: Duration = Duration::days(730);

/// Whose records a store has had before are left as they are; what is missing
/// to so many incidents and changes is made, seven incidents for three
/// changes.
pub fn fill(store: &Store, tickets: u64) -> Result<()> {
    let count = |name| match Table::named(name) {
        Some(table) => store.count(table, &Filter::all()),
        None => Ok(0),
    };
    let present = count("incident")? + count("change_request")?;
    let missing = tickets.saturating_sub(present);
    if missing == 0 {
        return Ok(());
    }
    let people = People::of(store)?;
    let changes = missing * 3 / 10;
    let incidents = missing - changes;
    let first = store.take_numbers("incident", incidents)?;
    let each = moments(store.clock().now(), incidents, 1);
    store.pour(
        "incident",
        Desk::of::<6>(incident::TOPICS, &people, first).rows(each, incident::row),
    )?;
    let first = store.take_numbers("change_request", changes)?;
    let each = moments(store.clock().now(), changes, 2);
    store.pour(
        "change_request",
        Desk::of::<7>(change::TOPICS, &people, first).rows(each, change::row),
    )
}

/// Where tickets of one kind come from.
struct Desk<'a> {
    people: &'a People,
    topics: Vec<[&'static str; 3]>,
    /// The number of the first.
    first: u64,
}

impl<'a> Desk<'a> {
    /// Of a list whose lines have `N` fields, the last three of them a topic.
    fn of<const N: usize>(list: &'static str, people: &'a People, first: u64) -> Self {
        Self {
            people,
            topics: topics::<N>(list),
            first,
        }
    }

    /// Rows for [`Store::pour`].
    fn rows<const N: usize>(
        self,
        moments: impl Iterator<Item = Made>,
        row: fn(&Desk<'_>, Made) -> [(&'static str, String); N],
    ) -> impl Iterator<Item = [(&'static str, String); N]> {
        moments.map(move |made| row(&self, made))
    }
}

/// The text, or none.
fn when(is: bool, text: String) -> String {
    if is { text } else { String::new() }
}

/// One ticket's beginning.
struct Made {
    /// How many came before it.
    at: u64,
    on: OffsetDateTime,
    now: OffsetDateTime,
    draw: Draw,
}

impl Made {
    /// How long ago, in days.
    fn age(&self) -> i64 {
        (self.now - self.on).whole_days()
    }

    /// So many hours later, but not in the future.
    fn later(&self, hours: u64) -> String {
        let hours = i64::try_from(hours).unwrap_or_default();
        dates::format((self.on + Duration::hours(hours)).min(self.now))
    }
}

/// When they are made: one after the other, so that numbers and dates agree.
fn moments(now: OffsetDateTime, count: u64, seed: u64) -> impl Iterator<Item = Made> {
    let mut draw = Draw::from(seed);
    let apart = PAST.whole_seconds().unsigned_abs() / count.max(1);
    (0..count).map(move |at| {
        let since = PAST.whole_seconds().unsigned_abs() * at / count.max(1);
        let since = since + draw.below(apart);
        let since = i64::try_from(since).unwrap_or_default();
        Made {
            at,
            on: now - PAST + Duration::seconds(since),
            now,
            draw: Draw::from(draw.below(u64::MAX)),
        }
    })
}

/// The category, title and text of the demo's own tickets, which come again
/// and again here.
fn topics<const N: usize>(text: &'static str) -> Vec<[&'static str; 3]> {
    lines::<N>(text)
        .filter_map(|fields| fields.last_chunk().copied())
        .collect()
}

const PLACES: [&str; 24] = [
    "building A",
    "building B",
    "Busan",
    "Gothenburg",
    "San Diego",
    "Santa Clara",
    "Seoul",
    "Shenzhen",
    "Stockholm",
    "Umeå",
    "floor 1",
    "floor 2",
    "floor 3",
    "floor 4",
    "the canteen",
    "the data centre",
    "the home office",
    "the laboratory",
    "the sales team",
    "the shop floor",
    "the ticket counter",
    "the training room",
    "the warehouse",
    "the works council",
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::store::Row;
    use crate::table_api::testing::Instance;

    #[test]
    fn tickets_are_as_many_as_asked_for_and_fill_two_years_up_to_now() {
        let store = Instance::new().state.store;
        fill(&store, 1000).expect("tickets");
        let count = |name| store.find(name, &[]).expect("records").len();
        assert_eq!(count("incident") + count("change_request"), 1000);
        for table in ["incident", "change_request"] {
            let rows = store.find(table, &[]).expect("records");
            let age = |row: &Row| {
                let on = dates::parse(&row["sys_created_on"]).expect("a date");
                (store.clock().now() - on).whole_days()
            };
            let ages: Vec<_> = rows.iter().map(age).collect();
            assert!(ages.iter().all(|age| (0..=730).contains(age)));
            assert!(ages.iter().any(|age| *age > 725));
            assert!(ages.iter().any(|age| *age < 6));
            let numbers = rows.iter().map(|row| &row["number"]);
            let numbers: HashSet<_> = numbers.collect();
            assert_eq!(numbers.len(), rows.len());
        }
        fill(&store, 1000).expect("tickets");
        assert_eq!(count("incident") + count("change_request"), 1000);
        // The next number is nobody's.
        let made = store.insert("incident", Row::new(), "admin").expect("one");
        let same = store.find("incident", &[("number", &made["number"])]);
        assert_eq!(same.expect("rows").len(), 1);
    }

    #[test]
    fn a_filled_ticket_is_as_the_rules_would_have_made_it() {
        let store = Instance::new().state.store;
        fill(&store, 3000).expect("tickets");
        let own = |table| {
            let rows = store.find(table, &[]).expect("records").into_iter();
            rows.filter(|row| &row["number"][3..6] != "000")
        };
        for row in own("incident") {
            let is_closed = matches!(&*row["state"], "7" | "8");
            assert_eq!(row["state"], row["incident_state"]);
            assert_eq!(row["active"] == "true", !is_closed, "{row:?}");
            assert_eq!(!row["closed_at"].is_empty(), is_closed, "{row:?}");
            let resolved = matches!(&*row["state"], "6" | "7");
            assert!(!resolved || !row["close_code"].is_empty(), "{row:?}");
            assert_eq!(row["sys_class_name"], "incident");
            assert_eq!(row["sys_domain"], "global");
            assert!(row["sys_updated_on"] >= row["sys_created_on"], "{row:?}");
            assert!(row["short_description"].chars().count() <= 160);
        }
        for row in own("change_request") {
            let is_closed = matches!(&*row["state"], "3" | "4");
            assert_eq!(row["active"] == "true", !is_closed, "{row:?}");
            assert!(
                row["type"] != "emergency" || row["state"] != "-4",
                "{row:?}"
            );
            assert!(!row["chg_model"].is_empty(), "{row:?}");
        }
    }
}
