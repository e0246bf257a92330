//! Those who can work on a ticket: users, or a group's members, found by a part of their name.

use super::found::{Found, LIMIT, Offer, longest_safe_part};
use super::path::Path;
use super::query::{Column, Condition, Query, QueryValue};
use super::value::Row;
use super::{ServiceNow, columns, user};
use crate::configuration::LowerCase;
use crate::error::Result;
use crate::ports::Ports;
use crate::task::Reference;

/// The columns that are read of users.
pub(super) const FIELDS: &str = "sys_id,name,user_name,active";
/// The table of who is in which group.
pub(super) const MEMBERS: &str = "sys_user_grmember";
/// The columns that are read of it.
pub(super) const MEMBER_FIELDS: &str = "group,user,user.name,user.user_name,user.active";

const GROUP: Column = Column::new("group");
const USER: Column = Column::new("user");
const USER_ACTIVE: Column = Column::new("user.active");
const USERS_NAME: Column = Column::new("user.name");
const USERS_USER_NAME: Column = Column::new("user.user_name");

/// Where a record has what is asked for of a user.
struct Columns {
    id: Column,
    name: Column,
    user_name: Column,
    active: Column,
}

const OF_USER: Columns = Columns {
    id: columns::SYS_ID,
    name: columns::NAME,
    user_name: columns::USER_NAME,
    active: columns::ACTIVE,
};

const OF_MEMBER: Columns = Columns {
    id: USER,
    name: USERS_NAME,
    user_name: USERS_USER_NAME,
    active: USER_ACTIVE,
};

impl<P: Ports> ServiceNow<P> {
    /// The active users whose names have that text, whatever its case, by `lower`; the first of all
    /// for an empty text. With a group its members only.
    ///
    /// # Errors
    /// Whatever kept the answer away.
    pub async fn users(
        &self,
        typed: &str,
        of_group: Option<&Reference>,
        lower: LowerCase,
    ) -> Result<Found> {
        // An ID is hexadecimal, so every one can be asked for.
        let group = of_group.and_then(|group| QueryValue::parse(&group.id).ok());
        let (table, fields, at) = match group {
            Some(_) => (MEMBERS, MEMBER_FIELDS, &OF_MEMBER),
            None => (user::TABLE, FIELDS, &OF_USER),
        };
        let mut query = Query::new();
        if let Some(group) = group {
            query = query.and(&Condition::equals(GROUP, group));
        }
        query = query.and(&Condition::equals(at.active, QueryValue::known("true")));
        if let Some(part) = longest_safe_part(typed) {
            query = query.and(&Condition::contains(at.name, part));
        }
        let path = Path::table(table, fields)
            .query(&query.ascending(at.name))
            .limit(LIMIT);
        let answer = self.get(&path.into_string()).await?;
        Found::of(&answer, typed, lower, |row| {
            let is_member = of_group.is_none_or(|group| row.text(GROUP) == group.id);
            if !is_member || row.text(at.active) == "false" {
                return Ok(None);
            }
            offer(row, at)
        })
    }
}

fn offer(row: &Row<'_>, at: &Columns) -> Result<Option<Offer>> {
    let reference = Reference::new(&row.required(at.id)?, &row.text(at.name));
    Ok(reference.map(|reference| Offer {
        reference,
        detail: row.text(at.user_name),
    }))
}
