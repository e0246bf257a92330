//! The table of tickets, page by page.

use super::answer::hides;
use super::path::Path;
use super::query::Query;
use super::value::Row;
use super::{ServiceNow, columns, record};
use crate::error::Result;
use crate::ports::Ports;
use crate::task::TicketType;
use crate::tickets::TicketPage;

/// Which part of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// How many tickets come before it.
    pub offset: u64,
    /// How many it holds at most.
    pub limit: usize,
    /// Whether tickets that were made elsewhere are left out.
    pub only_made_here: bool,
}

impl<P: Ports> ServiceNow<P> {
    /// A page of the tickets of that type, newest first.
    ///
    /// # Errors
    /// Whatever kept the answer away.
    pub async fn tickets(&self, ticket_type: TicketType, page: PageRequest) -> Result<TicketPage> {
        let query = if page.only_made_here {
            record::made_here()
        } else {
            Query::new()
        };
        let path = Path::table(columns::table(ticket_type), record::FIELDS)
            .query(&record::newest_first(query))
            .limit(page.limit)
            .with("sysparm_offset", &page.offset.to_string());
        let answer = self.get(&path.into_string()).await?;
        let rows = Row::list(&answer.json)?;
        let tickets = if page.only_made_here {
            record::tickets_made_here(ticket_type, &self.states(), &rows)?
        } else {
            record::tickets(ticket_type, &self.states(), &rows)?
        };
        let rest = answer.total.map(|total| total.saturating_sub(page.offset));
        Ok(TicketPage {
            hidden: hides(rows.len(), rest, page.limit),
            tickets,
            total: answer.total,
            offset: page.offset,
        })
    }
}
