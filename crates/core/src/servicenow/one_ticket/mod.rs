//! One ticket: its record, its journal, its files, and where it can go.
//!
//! All is asked in one request where the instance lets the Batch API be: then not even the
//! Attachment API and the Change Management API need a CORS rule for what is only read.

mod attachments;
mod choices;
mod journal;
mod moves;
mod note;
mod record;
mod update;

pub(super) use attachments::{COLUMNS as ATTACHMENT_COLUMNS, PATH as ATTACHMENTS};
pub(super) use journal::{COLUMNS as JOURNAL_COLUMNS, TABLE as JOURNAL};
pub(super) use moves::PATH as MOVES;
pub(super) use record::{FIELDS, INCIDENT_FIELDS};
pub(super) use update::column;

pub use attachments::{FILE_LIMIT, UploadProblem};
pub use choices::FormChoices;
pub use note::{NOTE_LIMIT, NoteFailure};
pub use update::{Saved, SavedTicket};

use super::value::Row;
use super::{ServiceNow, columns};
use crate::error::{Kind, Result};
use crate::ports::Ports;
use crate::task::TicketType;
use crate::tickets::{Journal, TicketDetail, WholeTicket};

/// How many entries of the journal are read at once.
const ENTRIES: usize = 20;

/// So many times what was sent and not answered is looked for, after these pauses.
const PAUSES_MS: [u32; 3] = [1000, 2000, 4000];

/// Whether that may be a record's ID: mostly 32 hexadecimal digits, and in data that was imported
/// any short name.
fn is_record_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    (1..=32).contains(&text.len()) && text.bytes().all(plain)
}

/// Refuses what cannot be a record's ID, so that no address leads a request elsewhere.
fn checked(sys_id: &str) -> Result<&str> {
    match is_record_id(sys_id) {
        true => Ok(sys_id),
        false => Err(Kind::NotFound.into()),
    }
}

impl<P: Ports> ServiceNow<P> {
    /// A ticket with all that is around it.
    ///
    /// # Errors
    /// [`Kind::NotFound`] where there is no such record, or the user may not read it; or whatever
    /// kept the record away. Of what is around it nothing is an error.
    pub async fn ticket(&self, ticket_type: TicketType, sys_id: &str) -> Result<WholeTicket> {
        let sys_id = checked(sys_id)?;
        let mut paths = vec![
            record::path(ticket_type, sys_id),
            journal::path(sys_id, 0, ENTRIES)?,
            attachments::path(ticket_type, sys_id)?,
        ];
        if ticket_type == TicketType::ChangeRequest {
            paths.push(moves::path(sys_id));
        }
        let mut parts = self.parts(&paths).await?.into_iter();
        let mut next = || parts.next().unwrap_or_else(|| Err(Kind::NotFound.into()));
        let answer = next()?;
        let row = Row::single(&answer.json)?;
        let detail = record::detail(ticket_type, &self.states(), &row)?;
        let journal =
            journal::of_table(next(), sys_id, ENTRIES).unwrap_or_else(|| journal::of_record(&row));
        let attachments = next().and_then(|answer| self.attachments(&answer, sys_id));
        let moves = next().ok().and_then(|answer| moves::read(&answer.json));
        Ok(WholeTicket {
            detail,
            journal,
            attachments,
            moves,
        })
    }

    /// Older entries of the journal, after so many.
    ///
    /// # Errors
    /// Whatever kept the answer away.
    pub async fn older_entries(&self, sys_id: &str, after: usize) -> Result<Journal> {
        let path = journal::path(checked(sys_id)?, after, ENTRIES)?;
        let answer = self.get(&path).await;
        match answer {
            Err(error) => Err(error),
            answer => Ok(journal::of_table(answer, sys_id, ENTRIES).unwrap_or_default()),
        }
    }

    /// The record alone, as it is now.
    async fn detail(&self, ticket_type: TicketType, sys_id: &str) -> Result<TicketDetail> {
        let answer = self.get(&record::path(ticket_type, sys_id)).await?;
        let row = Row::single(&answer.json)?;
        record::detail(ticket_type, &self.states(), &row)
    }
}

/// The lock under which a ticket is written to: two tabs of a browser wait for each other.
fn lock(sys_id: &str) -> String {
    ["snowline-ticket/", sys_id].concat()
}

/// The path of one record, with both kinds of values and those columns.
fn one(table: &str, sys_id: &str, fields: &str) -> String {
    let path = ["/api/now/table/", table, "/", sys_id];
    let display = "?sysparm_display_value=all&sysparm_exclude_reference_link=true";
    [&path.concat(), display, "&sysparm_fields=", fields].concat()
}

/// The path of a ticket's record.
fn record_path(ticket_type: TicketType, sys_id: &str, fields: &str) -> String {
    one(columns::table(ticket_type), sys_id, fields)
}
