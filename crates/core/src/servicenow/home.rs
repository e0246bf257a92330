//! The home page's two cards.

use super::answer::{Answer, hides};
use super::batch::is_forbidden;
use super::path::{self, Path};
use super::query::{Condition, Query};
use super::value::Row;
use super::{ServiceNow, SignedInUser, columns, counts, record, user};
use crate::configuration::States;
use crate::date::Timestamp;
use crate::error::Result;
use crate::ports::Ports;
use crate::task::TicketType;
use crate::tickets::{Card, CardRows, Home};

const ROWS: usize = 5;
const SOON_DAYS: i64 = 7;
const QUESTIONS: usize = 4;

impl<P: Ports> ServiceNow<P> {
    /// What both cards show, with those `rows`, in one request where the instance allows it; and,
    /// if `who` asks for that, who is signed in, as [`ServiceNow::who_am_i`] tells it. Not knowing
    /// that is no failure: the cards are there without it.
    ///
    /// # Errors
    /// Whatever kept any of the answers for the cards away: half a card would look like a whole
    /// one. That the user may not read tickets of one type is none.
    pub async fn home(
        &self,
        rows: CardRows,
        who: bool,
    ) -> Result<(Home, Option<Result<SignedInUser>>)> {
        let states = self.states();
        let mut paths = self.questions(TicketType::ChangeRequest, rows).to_vec();
        paths.extend(self.questions(TicketType::Incident, rows));
        let needed = paths.len();
        if who {
            paths.push(user::own_record());
        }
        let mut change = self.get_all(&paths, needed).await?;
        let mut incident = change.split_off(QUESTIONS.min(change.len()));
        let user = incident.split_off(QUESTIONS.min(incident.len())).pop();
        let change = card(TicketType::ChangeRequest, &states, change);
        let incident = card(TicketType::Incident, &states, incident);
        let (change, incident) = match (change, incident) {
            (Err(error), Err(_)) => return Err(error),
            (change, incident) => (readable(change)?, readable(incident)?),
        };
        let home = Home {
            rows,
            change,
            incident,
        };
        let user = user.flatten().map(|answer| user::read(&answer?));
        Ok((home, user))
    }

    fn questions(&self, ticket_type: TicketType, rows: CardRows) -> [String; QUESTIONS] {
        let closed = self.states().closed(ticket_type);
        let by_state = path::by_state(ticket_type, &record::made_here());
        let shown = match rows.closed {
            true => record::made_here(),
            false => open_ones(&closed),
        };
        let shown = match rows.changed {
            true => shown
                .descending(columns::UPDATED)
                .descending(columns::NUMBER),
            false => record::newest_first(shown),
        };
        let shown = Path::table(columns::table(ticket_type), record::FIELDS)
            .query(&shown)
            .limit(ROWS);

        let now = self.ports.now();
        let open = || open_with_due_date(&closed);
        let due = columns::DUE_DATE;
        let overdue = and(open(), Condition::before(due, now));
        let due_soon = and(
            and(open(), Condition::from(due, now)),
            Condition::before(due, end_of_soon(&*self.ports)),
        );
        [
            by_state.into_string(),
            shown.into_string(),
            Path::count(ticket_type, &overdue).into_string(),
            Path::count(ticket_type, &due_soon).into_string(),
        ]
    }
}

/// When what is due soon begins to be due later: after the seventh day from today.
pub(super) fn end_of_soon<P: Ports>(ports: &P) -> Timestamp {
    let today = ports.today();
    let last_day = today.plus_days(SOON_DAYS).unwrap_or(today);
    Timestamp(ports.end_of_day(last_day).0 + 1000)
}

fn open_ones(closed: &[i32]) -> Query {
    let open = Condition::none_of(columns::STATE, closed);
    and(record::made_here(), open)
}

fn open_with_due_date(closed: &[i32]) -> Query {
    open_ones(closed).and(&Condition::not_empty(columns::DUE_DATE))
}

fn and(query: Query, condition: Option<Condition>) -> Query {
    match condition {
        Some(condition) => query.and(&condition),
        None => query,
    }
}

/// `None` where the user may not read tickets of that type.
fn readable(card: Result<Card>) -> Result<Option<Card>> {
    match card {
        Err(error) if is_forbidden(&error) => Ok(None),
        card => card.map(Some),
    }
}

fn card(
    ticket_type: TicketType,
    states: &States,
    answers: Vec<Option<Result<Answer>>>,
) -> Result<Card> {
    let mut known = Vec::new();
    for answer in answers.into_iter().flatten() {
        known.push(answer?);
    }
    let [by_state, shown, overdue, due_soon] = known.as_slice() else {
        return Err(super::value::unexpected("serviced_requests"));
    };
    let rows = Row::list(&shown.json)?;
    let mut card = Card::new(
        ticket_type,
        states,
        counts::by_state(&by_state.json)?,
        counts::total(&overdue.json)?,
        counts::total(&due_soon.json)?,
        record::tickets_made_here(ticket_type, states, &rows)?,
    );
    card.hidden = hides(rows.len(), shown.total, ROWS);
    Ok(card)
}
