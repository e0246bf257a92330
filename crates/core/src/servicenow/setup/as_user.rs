//! Looking at an instance as the signed-in user.

use super::super::columns::{self, CREATED_BY, NUMBER};
use super::super::labels::LabelSource;
use super::super::path::Path;
use super::super::query::{Condition, Query, QueryValue};
use super::super::record;
use super::super::value::Row;
use super::super::{PageRequest, ServiceNow, SignedInUser};
use crate::error::{Kind, Result};
use crate::join;
use crate::ports::Ports;
use crate::task::TicketType;
use crate::tickets::TicketFilter;

/// How a user can read one kind of tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Every one; the number of all is shown to the page.
    All,
    /// Every one that was asked for, but the header that counts them is hidden from the page.
    NotCounted,
    /// There are some that the user may not read.
    Hidden,
    /// The instance refuses.
    Refused,
    /// The instance takes no more requests for now.
    Limited,
    /// It could not be found out just now.
    Failed,
}

/// What a user sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsUser {
    /// Who it is; `None` if the instance does not say so.
    pub user: Option<SignedInUser>,
    /// The instance's release family, `Australia`, where the user may read it.
    pub release: Option<String>,
    /// Who names the states of tickets; `None` if that could not be found out just now.
    pub labels: Option<LabelSource>,
    /// For each kind of tickets, in the order of [`TicketType::ALL`]: how it can be read, and the
    /// number of one that this user has made from a portal.
    pub tickets: [(Reading, Option<String>); 2],
}

/// Looks at the instance as the signed-in user. Nothing is made or changed.
///
/// `language` is the one that is shown, for the names of states.
pub async fn look_as_user<P: Ports>(servicenow: &ServiceNow<P>, language: &str) -> AsUser {
    servicenow.try_batch.set(true);
    let user = servicenow.who_am_i().await.ok();
    let mut seen = AsUser {
        user: user.clone(),
        release: None,
        labels: None,
        tickets: [(Reading::Failed, None), (Reading::Failed, None)],
    };
    let AsUser {
        release,
        labels,
        tickets,
        ..
    } = &mut seen;
    let mut tasks: Vec<join::Task<'_>> = vec![
        Box::pin(async {
            *release = family(servicenow).await;
            Ok(())
        }),
        Box::pin(async {
            let states = servicenow.states_of_instance(language).await.ok();
            *labels = states.map(|states| states.source);
            Ok(())
        }),
    ];
    for (ticket_type, (reading, made)) in TicketType::ALL.into_iter().zip(tickets) {
        let user = user.as_ref();
        tasks.push(Box::pin(async move {
            *reading = read(servicenow, ticket_type).await;
            if let Some(user) = user {
                let last = last_made_by(servicenow, ticket_type, &user.user_name);
                *made = last.await.ok().flatten();
            }
            Ok(())
        }));
    }
    // None of them fails.
    join::all(tasks).await.ok();
    seen
}

async fn read<P: Ports>(servicenow: &ServiceNow<P>, ticket_type: TicketType) -> Reading {
    let filter = TicketFilter::everything();
    let one = PageRequest {
        filter: &filter,
        person: None,
        offset: 0,
        limit: 1,
    };
    match servicenow.tickets(ticket_type, one).await {
        Ok(page) if page.hidden => Reading::Hidden,
        Ok(page) if page.total.is_none() => Reading::NotCounted,
        Ok(_) => Reading::All,
        Err(error) => match error.kind() {
            Kind::Forbidden { .. } | Kind::UserRefused => Reading::Refused,
            Kind::RateLimited { .. } => Reading::Limited,
            _ => Reading::Failed,
        },
    }
}

/// The number of the newest ticket that the user has made from a portal: the only proof that
/// making works which makes nothing.
async fn last_made_by<P: Ports>(
    servicenow: &ServiceNow<P>,
    ticket_type: TicketType,
    asked: &str,
) -> Result<Option<String>> {
    let Ok(value) = QueryValue::parse(asked) else {
        return Ok(None);
    };
    let query = record::made_here().and(&Condition::equals(CREATED_BY, value));
    let path = Path::table(columns::table(ticket_type), "number,sys_created_by")
        .query(&record::newest_first(query))
        .limit(1);
    let answer = servicenow.get(&path.into_string()).await?;
    let rows = Row::list(&answer.json)?;
    // An instance that drops a condition gives somebody else's.
    let own = rows
        .first()
        .filter(|row| record::is_alike(&row.text(CREATED_BY), asked));
    own.map(|row| row.required(NUMBER)).transpose()
}

/// The release family, which only administrators can read as a rule: `glide.buildname`.
async fn family<P: Ports>(servicenow: &ServiceNow<P>) -> Option<String> {
    let build = QueryValue::known("glide.buildname");
    let query = Query::new().and(&Condition::equals(columns::NAME, build));
    let path = Path::table("sys_properties", "name,value").query(&query);
    let answer = servicenow.get(&path.limit(1).into_string()).await.ok()?;
    let rows = Row::list(&answer.json).ok()?;
    let row = rows.first()?;
    let value = row.text(columns::VALUE);
    let is_it = row.text(columns::NAME) == "glide.buildname" && !value.is_empty();
    is_it.then_some(value)
}
