//! A ticket from its record, in either table.

use super::columns;
use super::query::{Condition, Query, QueryValue};
use super::value::{Field, Row};
use crate::configuration::States;
use crate::error::{Kind, Result};
use crate::task::TicketType;
use crate::tickets::{CorrelationId, Ticket, TicketPriority, TicketState};

/// What `correlation_display` says of every ticket that this product makes, in both tables.
pub const MADE_HERE: &str = "Microsoft 365 Security and Configuration Change Request";

/// The columns that make a ticket.
pub(super) const FIELDS: &str = "sys_id,number,short_description,state,active,priority,due_date,\
     correlation_id,correlation_display,sys_created_on,sys_updated_on";

/// The same of a change request, and when it was closed.
pub(super) const CLOSED_FIELDS: &str = "sys_id,number,short_description,state,active,priority,\
     due_date,correlation_id,correlation_display,sys_created_on,sys_updated_on,closed_at";

/// The same of an incident, which is resolved before it is closed.
pub(super) const CLOSED_INCIDENT_FIELDS: &str = "sys_id,number,short_description,state,active,\
     priority,due_date,correlation_id,correlation_display,sys_created_on,sys_updated_on,closed_at,\
     resolved_at";

/// The columns that make a ticket of a list.
pub(super) const LIST_FIELDS: &str = "sys_id,number,short_description,state,active,priority,\
     due_date,correlation_id,correlation_display,sys_created_on,sys_updated_on,assignment_group,\
     assigned_to";

/// The tickets that were made here.
pub(super) fn made_here() -> Query {
    Query::new().and(&is_made_here())
}

/// It was made here.
pub(super) fn is_made_here() -> Condition {
    let mark = QueryValue::known(MADE_HERE);
    Condition::equals(columns::CORRELATION_DISPLAY, mark)
}

/// The newest first; what was made in the same second, by its number.
pub(super) fn newest_first(query: Query) -> Query {
    query
        .descending(columns::CREATED)
        .descending(columns::NUMBER)
}

/// Reads the ticket; `states` say whether it is open.
pub(super) fn ticket(ticket_type: TicketType, states: &States, row: &Row<'_>) -> Result<Ticket> {
    let sys_id = row.required(columns::SYS_ID)?;
    let number = row.required(columns::NUMBER)?;
    let state = state(row.field(columns::STATE));
    // A state that an administrator added is open as long as the record is active.
    let open = states
        .is_open(ticket_type, &state)
        .unwrap_or_else(|| row.text(columns::ACTIVE) != "false");
    Ok(Ticket {
        ticket_type,
        sys_id,
        number,
        name: row.text(columns::SHORT_DESCRIPTION),
        state,
        priority: row.field(columns::PRIORITY).map(|field| TicketPriority {
            value: field.value,
            label: field.label,
        }),
        due: row.time(columns::DUE_DATE),
        group: row.label(columns::ASSIGNMENT_GROUP),
        assignee: row.label(columns::ASSIGNED_TO),
        open,
        correlation: CorrelationId::parse(&row.text(columns::CORRELATION_ID)),
        made_here: row.text(columns::CORRELATION_DISPLAY) == MADE_HERE,
        created: row.time(columns::CREATED),
        updated: row.time(columns::UPDATED),
        closed: None,
    })
}

/// The same with when it was closed: an incident that is open again may still have the time of
/// before.
pub(super) fn ticket_with_closing(
    ticket_type: TicketType,
    states: &States,
    row: &Row<'_>,
) -> Result<Ticket> {
    let mut ticket = ticket(ticket_type, states, row)?;
    if !ticket.open {
        let resolved = row.time(columns::RESOLVED_AT);
        ticket.closed = resolved.or(row.time(columns::CLOSED_AT));
    }
    Ok(ticket)
}

/// Reads those tickets that were asked for by their mark.
///
/// # Errors
/// [`Kind::FilterIgnored`] if others came: then nothing that the query counted is true either.
pub(super) fn tickets_made_here(
    ticket_type: TicketType,
    states: &States,
    rows: &[Row<'_>],
) -> Result<Vec<Ticket>> {
    for row in rows {
        if !is_alike(&row.text(columns::CORRELATION_DISPLAY), MADE_HERE) {
            return Err(Kind::FilterIgnored.into());
        }
    }
    tickets(ticket_type, states, rows)
}

/// Reads the tickets.
pub(super) fn tickets(
    ticket_type: TicketType,
    states: &States,
    rows: &[Row<'_>],
) -> Result<Vec<Ticket>> {
    let mut tickets = Vec::new();
    for row in rows {
        tickets.push(ticket(ticket_type, states, row)?);
    }
    Ok(tickets)
}

/// A state; the empty one if it has none or may not be read.
pub(super) fn state(field: Option<Field>) -> TicketState {
    let (value, label) = match field {
        Some(Field { value, label }) => (value, label),
        None => (String::new(), None),
    };
    TicketState { value, label }
}

/// Whether a database may take both for the same: case and spaces at the end do not count there.
pub(super) fn is_alike(found: &str, asked: &str) -> bool {
    found.trim_end().eq_ignore_ascii_case(asked)
}
