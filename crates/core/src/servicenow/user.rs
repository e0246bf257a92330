//! Who is signed in.

use super::ServiceNow;
use super::answer::Answer;
use super::columns::{NAME, SYS_ID, USER_NAME};
use super::path::Path;
use super::query::{Condition, Query};
use super::value::Row;
use crate::error::{Kind, Result};
use crate::ports::Ports;

/// The table of users.
pub const TABLE: &str = "sys_user";
/// The columns that are read of the signed-in one.
pub(super) const FIELDS: &str = "sys_id,user_name,name";

/// The user whom the instance takes the requests for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInUser {
    /// `integration.user`
    pub user_name: String,
    /// The full name; empty if it has none.
    pub name: String,
    /// The record's ID.
    pub sys_id: String,
}

impl SignedInUser {
    /// Whether it is somebody else than the user of that name, as ServiceNow compares names. An
    /// empty name is anybody's.
    #[must_use]
    pub fn is_another_than(&self, expected: &str) -> bool {
        !expected.is_empty() && !self.user_name.eq_ignore_ascii_case(expected)
    }
}

/// The path of the signed-in user's own record.
pub(super) fn own_record() -> String {
    Path::table(TABLE, FIELDS)
        .query(&Query::new().and(&Condition::current_user(SYS_ID)))
        .limit(2)
        .into_string()
}

impl<P: Ports> ServiceNow<P> {
    /// Asks who is signed in, by a script in the query: an assumption, as no documented API
    /// says it. So the answer is believed only if it names exactly one user.
    ///
    /// # Errors
    /// [`Kind::NotFound`] if the user may not read their own record, [`Kind::FilterIgnored`] if
    /// others are in the answer, or whatever kept the answer away.
    pub async fn who_am_i(&self) -> Result<SignedInUser> {
        read(&self.get(&own_record()).await?)
    }
}

/// Reads who is signed in from the answer to [`own_record`].
pub(super) fn read(answer: &Answer) -> Result<SignedInUser> {
    match Row::list(&answer.json)?.as_slice() {
        [row] => Ok(SignedInUser {
            user_name: row.required(USER_NAME)?,
            name: row.text(NAME),
            sys_id: row.required(SYS_ID)?,
        }),
        [] => Err(Kind::NotFound.into()),
        _ => Err(Kind::FilterIgnored.into()),
    }
}
