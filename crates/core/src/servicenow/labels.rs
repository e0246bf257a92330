//! The states that an instance has, with its own names for them in the user's language.
//!
//! No documented API gives them to everybody. What forms are drawn from has them all, for whoever
//! is signed in, but its CORS rule has no known name: through the Batch API it is asked as the
//! instance itself. The table of choices is for administrators. What tickets are grouped by names
//! at least the states that there are tickets in.

use super::choices::{self, language_code};
use super::query::Query;
use super::{ServiceNow, columns, counts, path};
use crate::configuration::KnownState;
use crate::error::{Error, Kind, Result};
use crate::json::{Value, whole};
use crate::ports::Ports;
use crate::task::TicketType;

/// Who has named the states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSource {
    /// What the instance draws its forms from: all states.
    Forms,
    /// Its table of choices: all states.
    Choices,
    /// Its tickets: the states that they are in.
    Tickets,
    /// Nobody: the instance does not say.
    Nobody,
}

/// The states of both types, as the instance names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceStates {
    /// Who has named them.
    pub source: LabelSource,
    change: Vec<KnownState>,
    incident: Vec<KnownState>,
}

impl InstanceStates {
    /// What is known without an instance: the usual states.
    #[must_use]
    pub fn usual() -> Self {
        let [change, incident] = TicketType::ALL.map(KnownState::usual);
        Self {
            source: LabelSource::Nobody,
            change,
            incident,
        }
    }

    /// Those of a type.
    #[must_use]
    pub fn of(&self, ticket_type: TicketType) -> &[KnownState] {
        match ticket_type {
            TicketType::ChangeRequest => &self.change,
            TicketType::Incident => &self.incident,
        }
    }

    /// Whether there are no other states than these.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.source, LabelSource::Forms | LabelSource::Choices)
    }

    /// With the usual states that are missing, because no ticket is in them.
    fn with_usual(mut self) -> Self {
        for (list, ticket_type) in [
            (&mut self.change, TicketType::ChangeRequest),
            (&mut self.incident, TicketType::Incident),
        ] {
            for usual in KnownState::usual(ticket_type) {
                if list.iter().all(|known| known.value != usual.value) {
                    list.push(usual);
                }
            }
        }
        self
    }
}

impl<P: Ports> ServiceNow<P> {
    /// The states of both types with the instance's names for them. `language` is the one that
    /// is shown, for the table of choices, which has them in all.
    ///
    /// # Errors
    /// What kept the answers away, where trying again may help. An instance that does not tell
    /// is no error: then the usual states are the answer.
    pub async fn states_of_instance(&self, language: &str) -> Result<InstanceStates> {
        let language = language_code(language);
        let sources = [
            (LabelSource::Forms, TicketType::ALL.map(choices::form)),
            (
                LabelSource::Choices,
                TicketType::ALL
                    .map(|ticket_type| choices::rows(ticket_type, &[columns::STATE], language)),
            ),
            (LabelSource::Tickets, TicketType::ALL.map(of_tickets)),
        ];
        let mut paths = Vec::new();
        for (_, of_both) in &sources {
            paths.extend(of_both.clone());
        }
        let mut failed: Option<Error> = None;
        let mut together = self.batched(&paths).await?.into_iter();
        for (source, paths) in &sources {
            let mut next = || together.next().flatten().and_then(Result::ok);
            let answers = [next(), next()];
            let mut lists = Vec::new();
            for ((ticket_type, path), answer) in TicketType::ALL.into_iter().zip(paths).zip(answers)
            {
                let answer = match answer {
                    Some(answer) => Ok(answer),
                    // What fails in a batch fails alone, too.
                    None if self.try_batch.get() => break,
                    None => self.get(path).await,
                };
                let found = match &answer {
                    Ok(answer) => read(*source, ticket_type, language, &answer.json),
                    Err(_) => None,
                };
                failed = answer.err().or(failed);
                match found {
                    Some(found) => lists.push(found),
                    None => break,
                }
            }
            if let Ok([change, incident]) = <[Vec<KnownState>; 2]>::try_from(lists) {
                let found = InstanceStates {
                    source: *source,
                    change,
                    incident,
                };
                return Ok(match source {
                    LabelSource::Tickets => found.with_usual(),
                    _ => found,
                });
            }
        }
        match failed {
            Some(error) if error.may_retry() || *error.kind() == Kind::SignedOut => Err(error),
            _ => Ok(InstanceStates::usual()),
        }
    }
}

fn of_tickets(ticket_type: TicketType) -> String {
    path::by_state(ticket_type, &Query::new()).into_string()
}

/// The states in an answer; `None` if it names none.
fn read(
    source: LabelSource,
    ticket_type: TicketType,
    language: &str,
    answer: &Value,
) -> Option<Vec<KnownState>> {
    let named = match source {
        LabelSource::Forms => choices::of_form(answer, columns::STATE)?,
        LabelSource::Choices => choices::of_rows(answer, ticket_type, columns::STATE, language)?,
        LabelSource::Tickets => {
            let states = counts::by_state(answer).ok()?.into_iter();
            states
                .map(|(state, _)| (state.value, state.label))
                .collect()
        }
        LabelSource::Nobody => Vec::new(),
    };
    let mut states = Vec::new();
    for (value, label) in named {
        add(&mut states, &value, label.as_deref());
    }
    (!states.is_empty()).then_some(states)
}

/// Adds a state, unless its value is no number or is there.
fn add(states: &mut Vec<KnownState>, value: &str, label: Option<&str>) {
    let value = whole(value).and_then(|value| i32::try_from(value).ok());
    let label = label.map(str::trim).filter(|label| !label.is_empty());
    if let Some(value) = value
        && states.iter().all(|known| known.value != value)
    {
        states.push(KnownState {
            value,
            label: label.map(str::to_owned),
        });
    }
}
