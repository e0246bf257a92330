//! Tickets found by the task that they are of.

use std::cmp::Reverse;

use super::answer::hides;
use super::path::{self, Path};
use super::query::{Condition, Query};
use super::value::Row;
use super::{ServiceNow, columns, record};
use crate::date::Timestamp;
use crate::error::{Kind, Result};
use crate::join;
use crate::ports::Ports;
use crate::task::TicketType;
use crate::tickets::{CorrelationId, Ticket};

/// How many of one task's tickets are asked for at once. More than one is rare: each but the
/// last was closed before the next was made.
const ORDINALS: u16 = 8;

/// Records asked for in a request; each ID has one, but for accidents.
const ROWS: usize = 1000;

impl<P: Ports> ServiceNow<P> {
    /// The tickets of those tasks, in both tables; of each task the open one, or else the newest.
    /// Tasks without a ticket are not in the answer.
    ///
    /// # Errors
    /// Whatever kept any of the answers away.
    pub async fn tickets_for(
        &self,
        tasks: &[CorrelationId],
    ) -> Result<Vec<(CorrelationId, Ticket)>> {
        let [mut found, mut incidents] = [Vec::new(), Vec::new()];
        join::all(vec![
            Box::pin(self.add_all(&mut found, TicketType::ChangeRequest, tasks)),
            Box::pin(self.add_all(&mut incidents, TicketType::Incident, tasks)),
        ])
        .await?;
        found.append(&mut incidents);
        let mut answer = Vec::new();
        for task in tasks {
            // Which it is in its table says nothing of a ticket in another.
            if let Some(best) = best(&found, task, |ticket| (ticket.open, 0, ticket.created)) {
                answer.push((task.clone(), best.clone()));
            }
        }
        Ok(answer)
    }

    /// All tickets of a task, in both tables: those that count as open first, then the newest.
    ///
    /// # Errors
    /// Whatever kept any of the answers away.
    pub async fn all_tickets_of(&self, task: &CorrelationId) -> Result<Vec<Ticket>> {
        let [mut found, mut incidents] = [Vec::new(), Vec::new()];
        join::all(vec![
            Box::pin(self.add_every(&mut found, TicketType::ChangeRequest, task)),
            Box::pin(self.add_every(&mut incidents, TicketType::Incident, task)),
        ])
        .await?;
        found.append(&mut incidents);
        found.sort_by_key(|ticket| Reverse((ticket.open, ticket.created, ordinal(ticket))));
        Ok(found)
    }

    /// Adds a task's tickets in that table, as many as there are.
    async fn add_every(
        &self,
        found: &mut Vec<Ticket>,
        ticket_type: TicketType,
        task: &CorrelationId,
    ) -> Result<()> {
        let mut from = 1_u16;
        loop {
            let up_to = from.saturating_add(ORDINALS - 1);
            let mut ids = Vec::new();
            add_ordinals(&mut ids, task, from, up_to);
            let mut more = self.with_ids(ticket_type, &ids).await?;
            // Each has a number of its own, in their order: what is full may go on.
            let is_full = more.iter().any(|ticket| ordinal(ticket) == up_to);
            found.append(&mut more);
            if !is_full || up_to == u16::MAX {
                return Ok(());
            }
            from = up_to.saturating_add(1);
        }
    }

    /// Adds all tickets of those tasks in that table.
    async fn add_all(
        &self,
        found: &mut Vec<Ticket>,
        ticket_type: TicketType,
        tasks: &[CorrelationId],
    ) -> Result<()> {
        let mut first = Vec::new();
        for task in tasks {
            first.push(task.with_ordinal(1));
        }
        *found = self.with_ids(ticket_type, &first).await?;
        // Only a closed ticket has successors; it may count as open by now.
        let mut later = Vec::new();
        for ticket in &*found {
            let usually_open = ticket.state.is_open(ticket_type).unwrap_or(ticket.open);
            if let Some(id) = &ticket.correlation
                && !(ticket.open && usually_open)
            {
                add_ordinals(&mut later, id, 2, ORDINALS);
            }
        }
        found.append(&mut self.with_ids(ticket_type, &later).await?);
        Ok(())
    }

    /// The newest of the task's tickets in that table, if it has any.
    pub(super) async fn latest(
        &self,
        ticket_type: TicketType,
        task: &CorrelationId,
    ) -> Result<Option<Ticket>> {
        let mut latest: Option<Ticket> = None;
        let mut from = 1_u16;
        loop {
            let up_to = from.saturating_add(ORDINALS - 1);
            let mut ids = Vec::new();
            add_ordinals(&mut ids, task, from, up_to);
            let found = self.with_ids(ticket_type, &ids).await?;
            let rank = |ticket: &Ticket| (ticket.open, ordinal(ticket), ticket.created);
            let Some(newest) = best(&found, task, rank).cloned() else {
                return Ok(latest);
            };
            let may_go_on = !newest.open && ordinal(&newest) == up_to && up_to < u16::MAX;
            from = up_to.saturating_add(1);
            latest = Some(newest);
            if !may_go_on {
                return Ok(latest);
            }
        }
    }

    /// The tickets that carry exactly one of those IDs, in no particular order.
    pub(super) async fn with_ids(
        &self,
        ticket_type: TicketType,
        ids: &[CorrelationId],
    ) -> Result<Vec<Ticket>> {
        let states = self.states();
        let mut found = Vec::new();
        let mut rest = ids;
        while !rest.is_empty() {
            let (path, asked, later) = question(ticket_type, rest);
            rest = later;
            let answer = self.get(&path).await?;
            let rows = Row::list(&answer.json)?;
            if hides(rows.len(), answer.total, ROWS) {
                return Err(Kind::TicketHidden.into());
            }
            for row in rows {
                let id = row.text(columns::CORRELATION_ID);
                if asked.iter().any(|asked| asked.as_str() == id) {
                    found.push(record::ticket_with_closing(ticket_type, &states, &row)?);
                } else if !asked
                    .iter()
                    .any(|asked| record::is_alike(&id, asked.as_str()))
                {
                    // If this was not filtered, what is missing need not be missing.
                    return Err(Kind::FilterIgnored.into());
                }
            }
        }
        Ok(found)
    }
}

/// What makes one ticket of a task count rather than another: being open, then which it is in
/// its table, then being new.
type Rank = (bool, u16, Option<Timestamp>);

/// Of the task's tickets the one of the highest rank.
fn best<'a>(
    tickets: &'a [Ticket],
    task: &CorrelationId,
    rank: fn(&Ticket) -> Rank,
) -> Option<&'a Ticket> {
    let mut best = None;
    for ticket in tickets {
        let id = ticket.correlation.as_ref();
        if id.is_some_and(|id| id.is_same_task(task))
            && best.is_none_or(|best| rank(ticket) >= rank(best))
        {
            best = Some(ticket);
        }
    }
    best
}

fn add_ordinals(ids: &mut Vec<CorrelationId>, task: &CorrelationId, from: u16, up_to: u16) {
    for ordinal in from..=up_to {
        ids.push(task.with_ordinal(ordinal));
    }
}

/// A request for as many of the IDs as fit into a URL, those IDs, and the others.
fn question(
    ticket_type: TicketType,
    ids: &[CorrelationId],
) -> (String, &[CorrelationId], &[CorrelationId]) {
    let fields = match ticket_type {
        TicketType::ChangeRequest => record::CLOSED_FIELDS,
        TicketType::Incident => record::CLOSED_INCIDENT_FIELDS,
    };
    let mut count = ids.len();
    loop {
        let (asked, later) = ids.split_at_checked(count).unwrap_or((ids, &[]));
        let query = Condition::one_of(columns::CORRELATION_ID, asked.iter().map(Into::into))
            .map_or_else(Query::new, |condition| Query::new().and(&condition));
        let path = Path::table(columns::table(ticket_type), fields)
            .query(&record::newest_first(query))
            .limit(ROWS)
            .into_string();
        if path.len() <= path::LIMIT || count <= 1 {
            return (path, asked, later);
        }
        count /= 2;
    }
}

fn ordinal(ticket: &Ticket) -> u16 {
    ticket
        .correlation
        .as_ref()
        .map_or(1, CorrelationId::ordinal)
}
