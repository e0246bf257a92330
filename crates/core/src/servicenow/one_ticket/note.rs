//! Writing into the journal, so that an entry is there once.

use super::journal::{self, column_of};
use super::{ENTRIES, PAUSES_MS, ServiceNow, checked, lock, record};
use crate::error::{Error, Kind, Result};
use crate::json::Object;
use crate::ports::{Method, Ports};
use crate::task::TicketType;
use crate::tickets::{Journal, NoteKind};

use super::super::value::Row;

/// The longest text that is sent, in characters: what is longer a column of ServiceNow may cut
/// without a word.
pub const NOTE_LIMIT: usize = 4000;

/// Why an entry may not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteFailure {
    /// What happened.
    pub error: Error,
    /// It may be there all the same: so many entries said the same before it was sent.
    pub in_doubt: Option<usize>,
}

impl<P: Ports> ServiceNow<P> {
    /// Writes an entry. `in_doubt` is what a failure before said of the same text: then it is
    /// looked for first, and not sent if it is there.
    ///
    /// # Errors
    /// What kept it from being written, and whether that is sure.
    pub async fn add_note(
        &self,
        ticket_type: TicketType,
        sys_id: &str,
        (kind, text): (NoteKind, &str),
        in_doubt: Option<usize>,
    ) -> std::result::Result<Journal, NoteFailure> {
        let adding = self.add_note_alone(ticket_type, sys_id, (kind, text), in_doubt);
        self.ports.exclusive(&lock(sys_id), adding).await
    }

    async fn add_note_alone(
        &self,
        ticket_type: TicketType,
        sys_id: &str,
        (kind, text): (NoteKind, &str),
        in_doubt: Option<usize>,
    ) -> std::result::Result<Journal, NoteFailure> {
        let sure = |error| NoteFailure { error, in_doubt };
        let sys_id = checked(sys_id).map_err(sure)?;
        let now = self.journal(ticket_type, sys_id).await.map_err(sure)?;
        let before = now.count(kind, text);
        if in_doubt.is_some_and(|known| before > known) {
            return Ok(now);
        }
        let body = Object::new()
            .text(column_of(kind).as_str(), text.trim_end())
            .end();
        let path = record::path(ticket_type, sys_id);
        let failure = match self.write(Method::Patch, &path, &body).await {
            Ok(_) => {
                let read = self.journal(ticket_type, sys_id).await;
                // It was taken; that it cannot be read back is no reason to send it again.
                return Ok(read.unwrap_or(now));
            }
            Err(failure) => failure,
        };
        if !failure.doubt {
            return Err(NoteFailure {
                error: failure.error,
                in_doubt: None,
            });
        }
        for pause in PAUSES_MS {
            self.ports.sleep(pause).await;
            match self.journal(ticket_type, sys_id).await {
                Ok(journal) if journal.count(kind, text) > before => return Ok(journal),
                Ok(_) => {}
                Err(_) => break,
            }
        }
        // It may arrive yet: whatever follows looks for it before it sends.
        Err(NoteFailure {
            error: Kind::WriteInDoubt.into(),
            in_doubt: Some(in_doubt.unwrap_or(before)),
        })
    }

    /// The newest part of the journal.
    async fn journal(&self, ticket_type: TicketType, sys_id: &str) -> Result<Journal> {
        let paths = [
            record::path(ticket_type, sys_id),
            journal::path(sys_id, 0, ENTRIES)?,
        ];
        let mut parts = self.parts(&paths).await?.into_iter();
        let mut next = || parts.next().unwrap_or_else(|| Err(Kind::NotFound.into()));
        let answer = next()?;
        let row = Row::single(&answer.json)?;
        Ok(journal::of_table(next(), sys_id, ENTRIES).unwrap_or_else(|| journal::of_record(&row)))
    }
}
