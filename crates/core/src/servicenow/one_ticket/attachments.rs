//! The files on a ticket.

use super::super::answer::Answer;
use super::super::columns::{
    CONTENT_TYPE, CREATED, CREATED_BY, FILE_NAME, SIZE_BYTES, SYS_ID, TABLE_NAME, TABLE_SYS_ID,
    table,
};
use super::super::query::{Condition, Query, QueryValue};
use super::super::value::Row;
use super::{ServiceNow, checked};
use crate::error::{Error, Kind, Result};
use crate::oauth::form::encoded;
use crate::ports::Ports;
use crate::task::TicketType;
use crate::text::number;
use crate::tickets::Attachment;

/// The API's path.
pub(crate) const PATH: &str = "/api/now/attachment";
/// The columns that are read: the API gives them all.
pub(crate) const COLUMNS: &str = "sys_id,file_name,size_bytes,content_type,table_sys_id,\
     sys_created_on,sys_created_by";

/// The largest file that is sent, in bytes: ServiceNow refuses larger requests unless its
/// administrator allows them (`glide.rest.max_content_length`).
pub const FILE_LIMIT: u64 = 10 * 1024 * 1024;

/// So many are listed.
const LIMIT: usize = 100;

/// Why a file is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadProblem {
    /// There is nothing in it.
    Empty,
    /// It is larger than [`FILE_LIMIT`].
    TooLarge,
    /// It has no name that can be sent.
    NoName,
}

impl UploadProblem {
    /// What is wrong with a file of that name and size, if anything.
    #[must_use]
    pub fn of(name: &str, size: u64) -> Option<Self> {
        if name.trim().is_empty() {
            Some(Self::NoName)
        } else if size == 0 {
            Some(Self::Empty)
        } else if size > FILE_LIMIT {
            Some(Self::TooLarge)
        } else {
            None
        }
    }

    /// The name of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "ticketPage.file.empty",
            Self::TooLarge => "ticketPage.file.tooLarge",
            Self::NoName => "ticketPage.file.noName",
        }
    }
}

/// The path of the files of a ticket, the newest first.
pub(super) fn path(ticket_type: TicketType, sys_id: &str) -> Result<String> {
    let id = QueryValue::parse(sys_id).map_err(|_| Kind::NotFound)?;
    let query = Query::new()
        .and(&Condition::equals(
            TABLE_NAME,
            QueryValue::known(table(ticket_type)),
        ))
        .and(&Condition::equals(TABLE_SYS_ID, id))
        .descending(CREATED);
    let query = encoded(query.as_str());
    let limit = LIMIT.to_string();
    Ok([PATH, "?sysparm_query=", &query, "&sysparm_limit=", &limit].concat())
}

impl<P: Ports> ServiceNow<P> {
    pub(super) fn attachments(&self, answer: &Answer, sys_id: &str) -> Result<Vec<Attachment>> {
        let mut found = Vec::new();
        for row in Row::list(&answer.json)? {
            // An instance that drops a condition gives other records' files, too.
            if row.text(TABLE_SYS_ID) != sys_id {
                return Err(Kind::FilterIgnored.into());
            }
            found.push(self.attachment(&row)?);
        }
        Ok(found)
    }

    fn attachment(&self, row: &Row<'_>) -> Result<Attachment> {
        let id = row.required(SYS_ID)?;
        Ok(Attachment {
            name: row.text(FILE_NAME),
            size: number(&row.text(SIZE_BYTES)),
            content_type: row.text(CONTENT_TYPE),
            added: row.time(CREATED),
            added_by: row.text(CREATED_BY),
            // For people who are signed in there; the API's own address wants a token.
            url: self
                .instance()
                .join(&["/sys_attachment.do?sys_id=", &encoded(&id)].concat()),
            id,
        })
    }

    /// Adds a file to a ticket. What it is called and of which type goes as it is; whether the
    /// file may be there is the instance's matter.
    ///
    /// # Errors
    /// [`Kind::RestApiHidden`] where the Attachment API has no CORS rule for this page;
    /// [`Kind::Refused`] or [`Kind::Forbidden`] in ServiceNow's words; [`Kind::WriteInDoubt`] if it
    /// is not known whether it was added.
    pub async fn attach(
        &self,
        ticket_type: TicketType,
        sys_id: &str,
        (name, content_type): (&str, &str),
        bytes: Vec<u8>,
    ) -> Result<Attachment> {
        let sys_id = checked(sys_id)?;
        let before = self
            .same_files(ticket_type, sys_id, name, bytes.len())
            .await;
        let path = [
            PATH,
            "/file?table_name=",
            table(ticket_type),
            "&table_sys_id=",
            sys_id,
            "&file_name=",
            &encoded(name),
        ]
        .concat();
        let size = bytes.len();
        match self.post_file(&path, content_type, bytes).await {
            Ok(answer) => {
                let row = Row::single(&answer.json)?;
                self.attachment(&row)
            }
            Err(failure) if !failure.doubt => Err(failure.error),
            Err(failure) => {
                let after = self.same_files(ticket_type, sys_id, name, size).await;
                match (before, after) {
                    (Ok(before), Ok(after)) if after.len() > before.len() => {
                        after.into_iter().next().ok_or(failure.error)
                    }
                    (_, Ok(_)) if is_surely_not_sent(&failure.error) => Err(failure.error),
                    _ if is_hidden(&failure.error) => Err(failure.error),
                    _ => Err(Kind::WriteInDoubt.into()),
                }
            }
        }
    }

    /// The files of that name and size, the newest first.
    async fn same_files(
        &self,
        ticket_type: TicketType,
        sys_id: &str,
        name: &str,
        size: usize,
    ) -> Result<Vec<Attachment>> {
        let mut answers = self.parts(&[path(ticket_type, sys_id)?]).await?;
        let answer = answers
            .pop()
            .unwrap_or_else(|| Err(Kind::NotFound.into()))?;
        let mut files = self.attachments(&answer, sys_id)?;
        files.retain(|file| file.name == name && file.size == Some(size as u64));
        Ok(files)
    }
}

/// No preflight was answered, so that nothing was sent.
fn is_hidden(error: &Error) -> bool {
    matches!(error.kind(), Kind::RestApiHidden { .. })
}

/// What a look-up that works afterwards settles.
fn is_surely_not_sent(error: &Error) -> bool {
    matches!(
        error.kind(),
        Kind::Offline | Kind::Unreachable { .. } | Kind::ServerFailed { .. }
    )
}
