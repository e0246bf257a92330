//! The record.

use super::super::value::{Field, Row};
use super::super::{columns, record};
use super::{column, record_path};
use crate::configuration::States;
use crate::error::Result;
use crate::task::TicketType;
use crate::text::number;
use crate::tickets::{Shown, TicketDetail, TicketField, Version};

/// The columns that are read of a change request.
pub(crate) const FIELDS: &str = "sys_id,number,short_description,state,active,priority,due_date,\
     correlation_id,correlation_display,sys_created_on,sys_updated_on,description,impact,urgency,\
     assignment_group,assigned_to,opened_by,close_code,close_notes,sys_mod_count,sys_updated_by,\
     comments,work_notes,comments_and_work_notes";

/// Those of an incident.
pub(crate) const INCIDENT_FIELDS: &str = "sys_id,number,short_description,state,active,priority,\
     due_date,correlation_id,correlation_display,sys_created_on,sys_updated_on,description,impact,\
     urgency,assignment_group,assigned_to,opened_by,close_code,close_notes,sys_mod_count,\
     sys_updated_by,comments,work_notes,comments_and_work_notes,hold_reason";

/// The path that reads it, and that writes to it and reads what became of it.
pub(super) fn path(ticket_type: TicketType, sys_id: &str) -> String {
    let fields = match ticket_type {
        TicketType::ChangeRequest => FIELDS,
        TicketType::Incident => INCIDENT_FIELDS,
    };
    record_path(ticket_type, sys_id, fields)
}

/// Reads it.
pub(super) fn detail(
    ticket_type: TicketType,
    states: &States,
    row: &Row<'_>,
) -> Result<TicketDetail> {
    let shown = |field: Field| Shown {
        value: field.value,
        label: field.label,
    };
    let mut values = Vec::new();
    for field in TicketField::ALL {
        if let Some(found) = row.field(column(field)) {
            values.push((field, shown(found)));
        }
    }
    Ok(TicketDetail {
        ticket: record::ticket(ticket_type, states, row)?,
        description: row.text(columns::DESCRIPTION),
        impact: row.field(columns::IMPACT).map(shown),
        urgency: row.field(columns::URGENCY).map(shown),
        opened_by: row.field(columns::OPENED_BY).map(shown),
        updated_by: row.text(columns::UPDATED_BY),
        correlation: row.text(columns::CORRELATION_ID),
        values,
        version: Version {
            count: number(&row.text(columns::MOD_COUNT)),
            updated: row.text(columns::UPDATED),
        },
    })
}
