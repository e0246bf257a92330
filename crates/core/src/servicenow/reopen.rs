//! A resolved incident, taken up again.

use super::path::Path;
use super::value::Row;
use super::{ServiceNow, columns, record};
use crate::error::{Kind, Result};
use crate::json::Object;
use crate::ports::{Method, Ports};
use crate::task::TicketType;
use crate::tickets::Ticket;

/// The state that a resolved incident goes back to: In Progress.
const REOPENED: &str = "2";
/// Resolved. What is closed or canceled stays so on an instance as it is delivered, and so does
/// every change request.
const RESOLVED: &str = "6";

impl Ticket {
    /// Whether it may be had open again.
    #[must_use]
    pub fn may_be_reopened(&self) -> bool {
        self.ticket_type == TicketType::Incident && !self.open && self.state.value == RESOLVED
    }
}

impl<P: Ports> ServiceNow<P> {
    /// Takes a resolved incident up again, with a work note that says why.
    ///
    /// # Errors
    /// [`Kind::NotReopened`] if the instance took the request and left the ticket closed; else
    /// whatever it refused with.
    pub async fn reopen(&self, ticket: &Ticket, note: &str) -> Result<Ticket> {
        let table = columns::table(ticket.ticket_type);
        let path = Path::record(table, &ticket.sys_id, record::FIELDS).into_string();
        let mut body = Object::new();
        body.text(columns::STATE.as_str(), REOPENED)
            .text(columns::WORK_NOTES.as_str(), note);
        let answer = self.write(Method::Patch, &path, &body.end()).await;
        let answer = answer.map_err(|failure| failure.error)?;
        let row = Row::single(&answer.json)?;
        let ticket = record::ticket(ticket.ticket_type, &self.states(), &row)?;
        if ticket.open {
            Ok(ticket)
        } else {
            Err(Kind::NotReopened.into())
        }
    }
}
