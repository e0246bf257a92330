//! Sending a task, so that it becomes one ticket: never two, never none without saying so.
//!
//! ServiceNow knows no idempotency key and has no unique index. So the task's ID is looked up
//! before the POST, and again whenever the POST's answer leaves doubt. Only then may it be sent
//! again. Two people who share the same action in the same second can still make two tickets:
//! between them there is nothing that could be locked.

use super::client::{Attempt, Failure};
use super::exchange::{self, Content};
use super::path::Path;
use super::value::Row;
use super::{MADE_HERE, ServiceNow, change_request, columns, record};
use crate::date::Date;
use crate::error::{Kind, Result};
use crate::join;
use crate::json::Object;
use crate::ports::Ports;
use crate::task::{ExtraValue, TicketType, ValidTask};
use crate::text::integer;
use crate::tickets::{CorrelationId, Ticket};

/// A POST whose answer was lost may still be at work: it is given this time before each look-up.
const PAUSES_MS: [u32; 3] = [1000, 2000, 4000];

/// A task that has its ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The ticket, as the instance holds it.
    pub ticket: Ticket,
    /// How it came about.
    pub outcome: Outcome,
    /// Whether the instance gave it another priority than was wished.
    pub priority_differs: bool,
}

/// How a task got its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was made now.
    Created,
    /// It had been made before and is open: nothing was sent.
    AlreadyThere,
    /// It was made now; the answer was lost, but the look-up found it.
    FoundAfterDoubt,
    /// It had been made before and was closed: it is open again.
    Reopened,
}

impl<P: Ports> ServiceNow<P> {
    /// Makes a ticket of the task, unless it has an open one, be it of the other type: a change and
    /// an incident about one thing are two tickets for one job. A second one is made only beside
    /// the ticket that the person has seen ([`ValidTask::goes_beside`]). A closed one stays as it is
    /// and gets a successor.
    ///
    /// # Errors
    /// [`Kind::InDoubt`] if it is not known whether the ticket was made: sending the same task
    /// again finds out. With any other error it was not made.
    pub async fn send(&self, task: &ValidTask, correlation: &CorrelationId) -> Result<Sent> {
        self.send_watched(task, correlation, &|| ()).await
    }

    /// The same; `on_post` hears of every POST right before it goes out.
    ///
    /// # Errors
    /// As for [`ServiceNow::send`].
    pub async fn send_watched(
        &self,
        task: &ValidTask,
        correlation: &CorrelationId,
        on_post: &dyn Fn(),
    ) -> Result<Sent> {
        // A double click, or a second tab with the same action, waits and then finds the ticket.
        let lock = ["snowline-send/", correlation.with_ordinal(1).as_str()].concat();
        self.ports
            .exclusive(&lock, self.send_alone(task, correlation, on_post))
            .await
    }

    async fn send_alone(
        &self,
        task: &ValidTask,
        correlation: &CorrelationId,
        on_post: &dyn Fn(),
    ) -> Result<Sent> {
        let (own, other) = self.latest_of_both(task.ticket_type(), correlation).await?;
        if let Some(there) = blocking(task, own.as_ref(), other.as_ref()) {
            return Ok(sent(task, there.clone(), Outcome::AlreadyThere));
        }
        let ordinal = own.map_or(1, |before| {
            let id = before.correlation;
            id.map_or(1, |id| id.ordinal()).saturating_add(1)
        });
        let id = correlation.with_ordinal(ordinal);
        let mut tried_before = false;
        loop {
            on_post();
            let error = match self.create(task, &id).await {
                Ok(ticket) => return Ok(sent(task, ticket, Outcome::Created)),
                Err(Failure {
                    error,
                    doubt: false,
                }) => return Err(error),
                Err(Failure { error, doubt: true }) => error,
            };
            match self.find_made(task.ticket_type(), &id).await {
                Err(_) => return Err(Kind::InDoubt.into()),
                Ok(Some(ticket)) => return Ok(sent(task, ticket, Outcome::FoundAfterDoubt)),
                Ok(None) if is_of_gateway(error.kind()) => return Err(Kind::InDoubt.into()),
                Ok(None) => match error.kind() {
                    Kind::Offline | Kind::Unreachable { .. } | Kind::ServerFailed { .. }
                        if !tried_before =>
                    {
                        tried_before = true;
                    }
                    Kind::Offline
                    | Kind::Unreachable { .. }
                    | Kind::ServerFailed { .. }
                    | Kind::RestApiHidden { .. } => return Err(error),
                    // A slow instance may make it yet; one that answered strangely may have made
                    // it without the ID.
                    _ => return Err(Kind::InDoubt.into()),
                },
            }
        }
    }

    /// The newest of the task's tickets of that type, and of the other.
    async fn latest_of_both(
        &self,
        ticket_type: TicketType,
        task: &CorrelationId,
    ) -> Result<(Option<Ticket>, Option<Ticket>)> {
        let (mut own, mut other) = (None, None);
        join::all(vec![
            Box::pin(async {
                own = self.latest(ticket_type, task).await?;
                Ok(())
            }),
            Box::pin(async {
                other = self.latest(ticket_type.other(), task).await?;
                Ok(())
            }),
        ])
        .await?;
        Ok((own, other))
    }

    async fn create(&self, task: &ValidTask, id: &CorrelationId) -> Attempt<Ticket> {
        let ticket_type = task.ticket_type();
        let path = match task.template() {
            Some(template) => change_request::standard(template),
            None => Path::table(columns::table(ticket_type), record::FIELDS).into_string(),
        };
        let body = self.record(task, id);
        let answer = self.post(&path, &body).await?;
        Row::single(&answer.json)
            .and_then(|row| record::ticket(ticket_type, &self.states(), &row))
            .map_err(Failure::after_sending)
    }

    async fn find_made(
        &self,
        ticket_type: TicketType,
        id: &CorrelationId,
    ) -> Result<Option<Ticket>> {
        for pause in PAUSES_MS {
            self.ports.sleep(pause).await;
            let found = self.with_ids(ticket_type, std::slice::from_ref(id)).await?;
            if let Some(ticket) = found.into_iter().next() {
                return Ok(Some(ticket));
            }
        }
        Ok(None)
    }

    fn record(&self, task: &ValidTask, id: &CorrelationId) -> String {
        let due = self.end_of(task.due());
        let pair = task.pair();
        let standard = task.template().is_some();
        let priority = integer(task.priority().number());
        let mut record = Object::new();
        for (column, content) in exchange::sent(task.ticket_type()) {
            let value = match content {
                Content::Name => Some(task.name()),
                // A template's description stays as it is.
                Content::Description => Some(task.description()).filter(|_| !standard),
                Content::Note => Some(task.description()).filter(|_| standard),
                Content::Due => Some(due.as_str()),
                Content::Group => task.group().map(|group| group.id.as_str()),
                Content::Assignee => task.assignee().map(|assignee| assignee.id.as_str()),
                Content::Priority => Some(priority.as_str()),
                Content::Impact => Some(pair.impact.number()),
                Content::Urgency => Some(pair.urgency.number()),
                Content::ChangeType => Some(task.change_type().key()).filter(|_| !standard),
                Content::Correlation => Some(id.as_str()),
                Content::Mark => Some(MADE_HERE),
            };
            record.text_if_any(column.as_str(), value);
        }
        for (column, value) in task.extras() {
            // Whatever a page was told: what a ticket is found again by is never written over.
            if !exchange::may_be_added(task.ticket_type(), column) {
                continue;
            }
            match value {
                ExtraValue::Plain(value) => record.text(column, value),
                ExtraValue::EndOf(day) => record.text(column, &self.end_of(*day)),
            };
        }
        record.end()
    }

    fn end_of(&self, day: Date) -> String {
        let end = self.ports.end_of_day(day).to_servicenow();
        // West of Greenwich the last day there is ends after the last time there is.
        end.unwrap_or_else(|| [&day.to_iso(), " 23:59:59"].concat())
    }
}

/// Whether that came from something before the instance, which may be at work still. What the
/// instance itself says is that it has failed (500), or has not begun (503).
fn is_of_gateway(kind: &Kind) -> bool {
    matches!(kind, Kind::ServerFailed { status } if !matches!(status, 500 | 503))
}

/// The open ticket that stands for the task already. Not the one that the person has seen and wants
/// another beside, nor one that is not newer than that: of two the person is shown the newer, or one
/// of those that were made in the same second.
fn blocking<'a>(
    task: &ValidTask,
    own: Option<&'a Ticket>,
    other: Option<&'a Ticket>,
) -> Option<&'a Ticket> {
    let both = || [own, other].into_iter().flatten();
    let seen = both().find(|ticket| task.goes_beside(&ticket.sys_id));
    both().find(|ticket| {
        let was_there =
            ticket.created.is_some() && seen.is_some_and(|seen| ticket.created <= seen.created);
        ticket.open && !task.goes_beside(&ticket.sys_id) && !was_there
    })
}

fn sent(task: &ValidTask, ticket: Ticket, outcome: Outcome) -> Sent {
    let given = ticket.priority.as_ref();
    // One that was there before was made with another wish.
    let priority_differs = outcome != Outcome::AlreadyThere
        && given.is_some_and(|given| given.known() != Some(task.priority()));
    Sent {
        ticket,
        outcome,
        priority_differs,
    }
}
