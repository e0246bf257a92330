//! The table of tickets, page by page, and as a whole.

use super::answer::{Answer, hides};
use super::filter::{self, Circumstances};
use super::home::end_of_soon;
use super::path::Path;
use super::query::{Condition, QueryValue};
use super::value::Row;
use super::{ServiceNow, columns, record};
use crate::configuration::States;
use crate::error::{Kind, Result};
use crate::json::whole;
use crate::ports::Ports;
use crate::task::TicketType;
use crate::tickets::{StateFilter, Ticket, TicketFilter, TicketPage};

/// Which part of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest<'a> {
    /// Which tickets, and in what order.
    pub filter: &'a TicketFilter,
    /// By what ID the person has initiated tickets, for a filter of the person's own.
    pub person: Option<&'a str>,
    /// How many tickets come before it.
    pub offset: u64,
    /// How many it holds at most.
    pub limit: usize,
}

/// How far the reading of a whole list has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPlace {
    /// The last record that was read.
    last: Option<String>,
    /// How many records after it the user may not read.
    hidden: u64,
}

/// A part of a whole list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPart {
    /// Its tickets, by their IDs.
    pub tickets: Vec<Ticket>,
    /// How many there were still to be read before it, if the instance lets the page see that.
    pub left: Option<u64>,
    /// Where to go on; `None` at the end.
    pub next: Option<ListPlace>,
}

/// So many records are read at once, when all are.
const PART: usize = 1000;

impl<P: Ports> ServiceNow<P> {
    /// A page of the tickets of that type.
    ///
    /// # Errors
    /// [`Kind::FilterIgnored`] if others are in the answer than were asked for, or whatever kept
    /// the answer away.
    pub async fn tickets(
        &self,
        ticket_type: TicketType,
        page: PageRequest<'_>,
    ) -> Result<TicketPage> {
        let states = self.states();
        let about = self.circumstances(ticket_type, &states, page.person);
        let path = Path::table(columns::table(ticket_type), record::LIST_FIELDS)
            .query(&filter::query(page.filter, &about))
            .limit(page.limit)
            .with("sysparm_offset", &page.offset.to_string());
        let answer = self.get(&path.into_string()).await?;
        let tickets = self.read_list(ticket_type, page.filter, &answer)?;
        let rest = answer.total.map(|total| total.saturating_sub(page.offset));
        Ok(TicketPage {
            hidden: hides(tickets.len(), rest, page.limit),
            tickets,
            total: answer.total,
            offset: page.offset,
        })
    }

    /// The next part of all tickets that a filter lets through, whatever page it shows. By the
    /// records' IDs: what is made or changed meanwhile moves nothing from one part to another.
    ///
    /// # Errors
    /// As [`ServiceNow::tickets`]. The same part may be asked for again.
    pub async fn part(
        &self,
        ticket_type: TicketType,
        filter: &TicketFilter,
        person: Option<&str>,
        from: ListPlace,
    ) -> Result<ListPart> {
        let states = self.states();
        let about = self.circumstances(ticket_type, &states, person);
        let mut query = filter::conditions(filter, &about);
        if let Some(last) = &from.last {
            let last = QueryValue::parse(last).map_err(|_| super::value::unexpected("result"))?;
            query = query.and(&Condition::after(columns::SYS_ID, last));
        }
        let path = Path::table(columns::table(ticket_type), record::LIST_FIELDS)
            .query(&query.ascending(columns::SYS_ID))
            .limit(PART)
            .with("sysparm_offset", &from.hidden.to_string());
        let answer = self.get(&path.into_string()).await?;
        let tickets = self.read_list(ticket_type, filter, &answer)?;
        let left = answer.total.map(|total| total.saturating_sub(from.hidden));
        let more = match left {
            Some(left) => left > PART as u64,
            None => tickets.len() == PART,
        };
        let next = more.then(|| match tickets.last() {
            Some(ticket) => ListPlace {
                last: Some(ticket.sys_id.clone()),
                hidden: 0,
            },
            // None of them may be read: behind them others may.
            None => ListPlace {
                last: from.last.clone(),
                hidden: from.hidden.saturating_add(PART as u64),
            },
        });
        if let (
            Some(before),
            Some(ListPlace {
                last: Some(last), ..
            }),
        ) = (&from.last, &next)
            && next.as_ref().is_some_and(|next| next.hidden == 0)
            && last <= before
        {
            // The condition was dropped: the same records would come for ever.
            return Err(Kind::FilterIgnored.into());
        }
        Ok(ListPart {
            tickets,
            left,
            next,
        })
    }

    fn circumstances<'a>(
        &self,
        ticket_type: TicketType,
        states: &'a States,
        person: Option<&'a str>,
    ) -> Circumstances<'a> {
        Circumstances {
            ticket_type,
            states,
            person,
            now: self.ports.now(),
            soon: end_of_soon(&*self.ports),
        }
    }

    /// Reads a list's tickets. An instance that does not know a condition drops it.
    fn read_list(
        &self,
        ticket_type: TicketType,
        filter: &TicketFilter,
        answer: &Answer,
    ) -> Result<Vec<Ticket>> {
        let rows = Row::list(&answer.json)?;
        let tickets = match filter.everywhere {
            true => record::tickets(ticket_type, &self.states(), &rows)?,
            false => record::tickets_made_here(ticket_type, &self.states(), &rows)?,
        };
        match tickets.iter().all(|ticket| is_asked_for(filter, ticket)) {
            true => Ok(tickets),
            false => Err(Kind::FilterIgnored.into()),
        }
    }
}

/// Whether a ticket is in one of the states and has one of the priorities that were asked for, as
/// far as that can be read.
fn is_asked_for(filter: &TicketFilter, ticket: &Ticket) -> bool {
    let state = whole(&ticket.state.value);
    let state_fits = match (&filter.states, state) {
        (StateFilter::Only(states), Some(state)) => {
            states.iter().any(|asked| i64::from(*asked) == state)
        }
        _ => true,
    };
    let priority = ticket.priority.as_ref().and_then(|one| one.known());
    let priority_fits = priority.is_none_or(|priority| {
        filter.priorities.is_empty() || filter.priorities.contains(&priority)
    });
    state_fits && priority_fits
}
