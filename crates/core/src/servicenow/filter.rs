//! A list's filter as an encoded query.

use super::query::{Column, Condition, Query, QueryValue};
use super::{columns, record};
use crate::configuration::States;
use crate::date::Timestamp;
use crate::task::TicketType;
use crate::task::footer::{category_line, initiator_line};
use crate::tickets::{DueFilter, SortBy, StateFilter, TicketFilter};

/// What a filter depends upon besides itself.
pub(super) struct Circumstances<'a> {
    pub(super) ticket_type: TicketType,
    pub(super) states: &'a States,
    /// By what ID the person has initiated tickets.
    pub(super) person: Option<&'a str>,
    pub(super) now: Timestamp,
    /// The end of the last day that is soon.
    pub(super) soon: Timestamp,
}

/// The tickets that a filter lets through, in its order.
pub(super) fn query(filter: &TicketFilter, about: &Circumstances<'_>) -> Query {
    let order = column_of(filter.order.by);
    let query = match (conditions(filter, about), filter.order.descending) {
        (query, true) => query.descending(order),
        (query, false) => query.ascending(order),
    };
    // What is alike otherwise has an order, too: else two pages may show the same ticket.
    match filter.order.by {
        SortBy::Number => query,
        _ => query.descending(columns::NUMBER),
    }
}

/// The tickets that a filter lets through, in no order.
pub(super) fn conditions(filter: &TicketFilter, about: &Circumstances<'_>) -> Query {
    let mut all = Vec::new();
    if !filter.everywhere {
        all.push(record::is_made_here());
    }
    for word in Words::of(&filter.text).found {
        let number = Condition::contains(columns::NUMBER, word);
        all.push(number.or(&Condition::contains(columns::SHORT_DESCRIPTION, word)));
    }
    let closed = about.states.closed(about.ticket_type);
    let not_closed = || Condition::none_of(columns::STATE, &closed);
    match &filter.states {
        StateFilter::Any => {}
        StateFilter::Open => all.extend(not_closed()),
        StateFilter::Only(states) => all.extend(Condition::one_of_numbers(columns::STATE, states)),
    }
    let priorities = filter.priorities.iter();
    let priorities: Vec<i32> = priorities.map(|one| one.number().into()).collect();
    all.extend(Condition::one_of_numbers(columns::PRIORITY, &priorities));
    if let Some(category) = filter.category {
        all.extend(says(&category_line(category)));
    }
    if let Some(group) = &filter.group
        && let Ok(id) = QueryValue::parse(&group.id)
    {
        all.push(Condition::equals(columns::ASSIGNMENT_GROUP, id));
    }
    if filter.mine {
        let assigned = Condition::current_user(columns::ASSIGNED_TO);
        let initiated = about
            .person
            .and_then(|person| says(&initiator_line(person)));
        all.push(match initiated {
            Some(initiated) => assigned.or(&initiated),
            None => assigned,
        });
    }
    if let Some(due) = filter.due {
        all.extend(not_closed());
        all.push(Condition::not_empty(columns::DUE_DATE));
        all.extend(match due {
            DueFilter::Overdue => Condition::before(columns::DUE_DATE, about.now),
            DueFilter::Soon => Condition::from(columns::DUE_DATE, about.now),
        });
        if due == DueFilter::Soon {
            all.extend(Condition::before(columns::DUE_DATE, about.soon));
        }
    }
    all.iter().fold(Query::new(), Query::and)
}

/// The description has that line. Another line that begins with it counts, too: an encoded query
/// has no way to say where a line ends.
fn says(line: &str) -> Option<Condition> {
    let line = QueryValue::parse(line).ok()?;
    Some(Condition::contains(columns::DESCRIPTION, line))
}

fn column_of(by: SortBy) -> Column {
    match by {
        SortBy::Number => columns::NUMBER,
        SortBy::Name => columns::SHORT_DESCRIPTION,
        SortBy::State => columns::STATE,
        SortBy::Priority => columns::PRIORITY,
        SortBy::Due => columns::DUE_DATE,
        SortBy::Group => columns::ASSIGNMENT_GROUP,
        SortBy::Assignee => columns::ASSIGNED_TO,
        SortBy::Created => columns::CREATED,
        SortBy::Updated => columns::UPDATED,
    }
}

/// What is typed to find tickets, word by word.
pub(super) struct Words<'a> {
    /// What an instance can be asked for.
    pub(super) found: Vec<QueryValue<'a>>,
    /// What it cannot be asked for: an encoded query has no way to say it.
    pub(super) left_out: Vec<&'a str>,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut words = Self {
            found: Vec::new(),
            left_out: Vec::new(),
        };
        for word in text.split_whitespace() {
            match QueryValue::parse(word) {
                Ok(value) => words.found.push(value),
                Err(_) => words.left_out.push(word),
            }
        }
        words
    }
}

/// The words of a text that no instance can be asked for, so that a list does not go by them.
#[must_use]
pub fn unaskable(text: &str) -> Vec<&str> {
    Words::of(text).left_out
}
