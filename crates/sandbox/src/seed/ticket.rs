//! How a demo ticket is put down, and how it becomes a record.

use time::{Duration, OffsetDateTime, Time};

use super::data::lines;
use super::desk::Work;
use super::groups::group;
use super::row;
use super::users::{ABEL, ADMIN, INTEGRATION};
use crate::dates;
use crate::store::{Result, Row, Store};

const TENANT: &str = "7d1c3a52-0f7e-4b8e-9a55-2f1f6f3f9c10";
const MADE_HERE: &str = "Microsoft 365 Security and Configuration Change Request";

/// Where a ticket comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum From {
    /// A Secure Score improvement action: its id and category.
    Action(&'static str, &'static str),
    /// A person's own recommendation in the portal: some id and a category.
    Person(&'static str, &'static str),
    /// ServiceNow itself.
    Desk,
    /// The service desk's list: its category and, of a change, its type.
    Listed(&'static str, &'static str),
}

/// One demo ticket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticket {
    pub(super) state: &'static str,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) from: From,
    pub(super) priority: u8,
    /// How many days ago it was made.
    pub(super) age: i64,
    /// In how many days it is due; negative is overdue.
    pub(super) due: Option<i64>,
}

/// The tickets of a list whose lines have state, priority, age, category, title
/// and text. `priority` is for those without a good one.
pub(super) fn listed(text: &'static str, priority: u8) -> Vec<Ticket> {
    let lines = lines(text);
    let tickets = lines.map(|[state, given, age, category, title, text]| Ticket {
        state,
        title,
        text,
        from: From::Listed(category, ""),
        priority: given.parse().unwrap_or(priority),
        age: age.parse().unwrap_or(1),
        due: None,
    });
    tickets.collect()
}

/// Makes the tickets in the order of their age, so that numbers and dates
/// agree. Without a portal, the service desk has made the portal's. `more` adds what only one kind of ticket has; `listed` finishes
/// those of the service desk's list.
pub(super) fn seed(
    store: &Store,
    table: &str,
    prefix: &str,
    mut tickets: Vec<Ticket>,
    has_portal: bool,
    more: fn(&Ticket, &mut Row),
    listed: fn(Work<'_>, &'static str, &'static str) -> Result<()>,
) -> Result<()> {
    for ticket in &mut tickets {
        if !has_portal && matches!(ticket.from, From::Action(..) | From::Person(..)) {
            ticket.from = From::Desk;
        }
    }
    tickets.sort_by_key(|ticket| -ticket.age);
    for (at, ticket) in tickets.iter().enumerate() {
        // Apart by minutes, so that no two are made at the same moment.
        let minutes = 7 * i64::try_from(at).unwrap_or_default() - 600;
        let made = store.clock().now() - Duration::days(ticket.age) + Duration::minutes(minutes);
        let number = format!("{prefix}{:07}", at + 1);
        let mut record = record(ticket, &number, made, store.clock().now());
        let by = match ticket.from {
            From::Desk => "admin",
            From::Listed(category, kind) => {
                let work = Work {
                    store,
                    ticket,
                    at,
                    made,
                    record,
                };
                listed(work, category, kind)?;
                continue;
            }
            _ => "integration.user",
        };
        more(ticket, &mut record);
        store.insert(table, record, by)?;
    }
    Ok(())
}

fn record(ticket: &Ticket, number: &str, made: OffsetDateTime, now: OffsetDateTime) -> Row {
    let on = dates::format(made);
    let priority = ticket.priority.to_string();
    let mut record = row(&[
        ("number", number),
        ("state", ticket.state),
        ("short_description", ticket.title),
        ("priority", &priority),
        ("sys_created_on", &on),
        ("sys_updated_on", &on),
        ("opened_at", &on),
    ]);
    let mut set = |column: &str, value: &str| record.insert(column.to_owned(), value.to_owned());
    if let Some(days) = ticket.due {
        let day = (now + Duration::days(days))
            .replace_time(Time::from_hms(23, 59, 59).unwrap_or(Time::MIDNIGHT));
        set("due_date", &dates::format(day));
    }
    let (source, category, correlation) = match ticket.from {
        From::Action(id, category) => (
            "Microsoft recommendation",
            category,
            format!("snowline/{TENANT}/{id}"),
        ),
        From::Person(id, category) => (
            "User recommendation",
            category,
            format!("snowline/user/{id}"),
        ),
        From::Listed(..) => return record,
        From::Desk => {
            set("description", ticket.text);
            set("opened_by", ADMIN);
            set("assignment_group", &group("Service Desk"));
            return record;
        }
    };
    let description = format!(
        "{}\n\nRecommendation source: {source}\nRecommendation category: {category}\n\
         Initiated by: megan.bowen@contoso.example",
        ticket.text
    );
    set("description", &description);
    set("correlation_id", &correlation);
    set("correlation_display", MADE_HERE);
    set("opened_by", INTEGRATION);
    set("assignment_group", &group("Security Operations"));
    if ticket.age > 4 {
        set("assigned_to", ABEL);
    }
    record
}
