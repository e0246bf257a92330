//! Tickets found by the task that they are of.

use super::path::{self, Path};
use super::query::{Condition, Query};
use super::value::Row;
use super::{ServiceNow, columns, join, record};
use crate::error::{Kind, Result};
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
        let tables = TicketType::ALL.map(|ticket_type| self.all_of_tasks(ticket_type, tasks));
        let mut found = Vec::new();
        for tickets in join::all(tables).await {
            found.extend(tickets?);
        }
        let ticket_of = |task: &CorrelationId| {
            let is_of_task = |ticket: &&Ticket| {
                ticket
                    .correlation
                    .as_ref()
                    .is_some_and(|id| id.is_same_task(task))
            };
            let best = found.iter().filter(is_of_task);
            let best = best.max_by_key(|ticket| (ticket.open, ticket.created))?;
            Some((task.clone(), best.clone()))
        };
        Ok(tasks.iter().filter_map(ticket_of).collect())
    }

    async fn all_of_tasks(
        &self,
        ticket_type: TicketType,
        tasks: &[CorrelationId],
    ) -> Result<Vec<Ticket>> {
        let first: Vec<_> = tasks.iter().map(|task| task.with_ordinal(1)).collect();
        let mut found = self.with_ids(ticket_type, &first).await?;
        // Only a closed ticket has successors.
        let later: Vec<_> = found
            .iter()
            .filter(|ticket| !ticket.open)
            .filter_map(|ticket| ticket.correlation.as_ref())
            .flat_map(|id| (2..=ORDINALS).map(|ordinal| id.with_ordinal(ordinal)))
            .collect();
        found.extend(self.with_ids(ticket_type, &later).await?);
        Ok(found)
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
            let ids: Vec<_> = (from..=up_to)
                .map(|ordinal| task.with_ordinal(ordinal))
                .collect();
            let found = self.with_ids(ticket_type, &ids).await?;
            let newest = found
                .into_iter()
                .max_by_key(|ticket| (ticket.open, ordinal(ticket), ticket.created));
            let Some(newest) = newest else {
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
        let mut found = Vec::new();
        let mut rest = ids;
        while !rest.is_empty() {
            let (path, asked, later) = question(ticket_type, rest);
            rest = later;
            let answer = self.get(&path).await?;
            for row in Row::list(&answer.json)? {
                let id = row.text(columns::CORRELATION_ID);
                if asked.iter().any(|asked| asked.as_str() == id) {
                    found.push(record::ticket(ticket_type, &row)?);
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

/// A request for as many of the IDs as fit into a URL, those IDs, and the others.
fn question(
    ticket_type: TicketType,
    ids: &[CorrelationId],
) -> (String, &[CorrelationId], &[CorrelationId]) {
    let mut count = ids.len();
    loop {
        let (asked, later) = ids.split_at_checked(count).unwrap_or((ids, &[]));
        let query = Condition::one_of(columns::CORRELATION_ID, asked.iter().map(Into::into))
            .map_or_else(Query::new, |condition| Query::new().and(&condition));
        let path = Path::table(columns::table(ticket_type), record::FIELDS)
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
