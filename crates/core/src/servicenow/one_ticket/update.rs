//! Changing a ticket, without overwriting what somebody else has written meanwhile.
//!
//! ServiceNow has no conditional write. So the record is read before it is written, and compared
//! with what the person has seen. Between that reading and the writing somebody else can still
//! write; that shows afterwards, because the record counts how often it is written.

use super::super::columns;
use super::super::query::Column;
use super::super::value::Row;
use super::{PAUSES_MS, ServiceNow, checked, lock, record};
use crate::error::{Kind, Result};
use crate::json::Object;
use crate::ports::{Method, Ports};
use crate::tickets::{TicketDetail, TicketField};

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is written.
    Done(Box<SavedTicket>),
    /// Somebody else has changed the same fields since the person saw them: nothing is written.
    /// This is the ticket as it is now.
    Conflict(Box<TicketDetail>),
}

/// A ticket after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedTicket {
    /// As the instance has it now.
    pub detail: TicketDetail,
    /// The fields that hold something else than was sent: a rule of the instance decided so.
    pub otherwise: Vec<TicketField>,
    /// It was written more than once in that moment: by somebody else, or again by a rule.
    pub at_once: bool,
}

/// The column of a field.
pub(crate) fn column(field: TicketField) -> Column {
    match field {
        TicketField::State => columns::STATE,
        TicketField::CloseCode => columns::CLOSE_CODE,
        TicketField::CloseNotes => columns::CLOSE_NOTES,
        TicketField::HoldReason => columns::HOLD_REASON,
        TicketField::Group => columns::ASSIGNMENT_GROUP,
        TicketField::Assignee => columns::ASSIGNED_TO,
        TicketField::Due => columns::DUE_DATE,
    }
}

impl<P: Ports> ServiceNow<P> {
    /// Gives fields of the ticket other values. `seen` is the ticket as the person saw it when
    /// deciding so.
    ///
    /// # Errors
    /// [`Kind::Forbidden`] or [`Kind::Refused`] in ServiceNow's words, where a data policy, a
    /// business rule or the user's rights are against it; [`Kind::WriteInDoubt`] if it is not
    /// known whether it was written. Trying again is safe after every error.
    pub async fn change_ticket(
        &self,
        seen: &TicketDetail,
        change: &[(TicketField, String)],
    ) -> Result<Saved> {
        let changing = self.change_alone(seen, change);
        self.ports
            .exclusive(&lock(&seen.ticket.sys_id), changing)
            .await
    }

    async fn change_alone(
        &self,
        seen: &TicketDetail,
        change: &[(TicketField, String)],
    ) -> Result<Saved> {
        let sys_id = checked(&seen.ticket.sys_id)?;
        let ticket_type = seen.ticket.ticket_type;
        let now = self.detail(ticket_type, sys_id).await?;
        let is_so = |detail: &TicketDetail| {
            let mut change = change.iter();
            change.all(|(field, value)| detail.holds(*field, value))
        };
        if is_so(&now) {
            return Ok(saved(now, Vec::new(), false));
        }
        let mut fields = change.iter().map(|(field, _)| *field);
        if now.version != seen.version && fields.any(|field| now.value(field) != seen.value(field))
        {
            return Ok(Saved::Conflict(Box::new(now)));
        }
        let mut body = Object::new();
        for (field, value) in change {
            body.text(column(*field).as_str(), value.trim());
        }
        let path = record::path(ticket_type, sys_id);
        let failure = match self.write(Method::Patch, &path, &body.end()).await {
            Ok(answer) => {
                let row = Row::single(&answer.json)?;
                let after = record::detail(ticket_type, &self.states(), &row)?;
                let mut otherwise = Vec::new();
                for (field, value) in change {
                    if !after.holds(*field, value) {
                        otherwise.push(*field);
                    }
                }
                let counts = now.version.count.zip(after.version.count);
                let at_once = counts.is_some_and(|(before, after)| after > before + 1);
                return Ok(saved(after, otherwise, at_once));
            }
            Err(failure) => failure,
        };
        if !failure.doubt {
            return Err(failure.error);
        }
        for pause in PAUSES_MS {
            self.ports.sleep(pause).await;
            match self.detail(ticket_type, sys_id).await {
                Ok(after) if is_so(&after) => return Ok(saved(after, Vec::new(), false)),
                Ok(_) => {}
                Err(_) => break,
            }
        }
        Err(Kind::WriteInDoubt.into())
    }
}

fn saved(detail: TicketDetail, otherwise: Vec<TicketField>, at_once: bool) -> Saved {
    Saved::Done(Box::new(SavedTicket {
        detail,
        otherwise,
        at_once,
    }))
}
