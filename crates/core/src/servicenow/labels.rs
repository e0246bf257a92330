//! The states that an instance has, with its own names for them in the user's language.
//!
//! No documented API gives them to everybody. What forms are drawn from has them all, for whoever
//! is signed in, but its CORS rule has no known name: through the Batch API it is asked as the
//! instance itself. The table of choices is for administrators. What tickets are grouped by names
//! at least the states that there are tickets in.

use super::batch::is_closed;
use super::path::Path;
use super::query::{Condition, Query, QueryValue};
use super::value::Row;
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
            (LabelSource::Forms, TicketType::ALL.map(of_form)),
            (
                LabelSource::Choices,
                TicketType::ALL.map(|ticket_type| of_choices(ticket_type, language)),
            ),
            (LabelSource::Tickets, TicketType::ALL.map(of_tickets)),
        ];
        let mut paths = Vec::new();
        for (_, of_both) in &sources {
            paths.extend(of_both.clone());
        }
        let mut together = Vec::new();
        together.resize_with(paths.len(), || None);
        let mut failed: Option<Error> = None;
        if self.try_batch.get() {
            match self.batch(&paths, &mut together).await {
                Err(error) if is_closed(&error) => self.try_batch.set(false),
                other => other?,
            }
        }
        let mut together = together.into_iter();
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

/// ServiceNow's code for a language: its own for Chinese, the first part of the tag for others.
pub(super) fn language_code(tag: &str) -> &'static str {
    match tag.split('-').next() {
        Some("ko") => "ko",
        Some("sv") => "sv",
        Some("zh") => "zh",
        _ => "en",
    }
}

/// The path of what forms are made of; a table's name follows.
pub(super) const META: &str = "/api/now/ui/meta/";
/// The table of choices.
pub(super) const CHOICES: &str = "sys_choice";
/// The columns that are read of them.
pub(super) const CHOICE_FIELDS: &str = "name,element,value,label,language";

/// It is not documented; ServiceNow's own programs rely on it.
fn of_form(ticket_type: TicketType) -> String {
    [META, columns::table(ticket_type)].concat()
}

fn of_choices(ticket_type: TicketType, language: &'static str) -> String {
    let is = |column, value| Condition::equals(column, QueryValue::known(value));
    let languages = [language, "en"].map(QueryValue::known);
    let mut query = Query::new()
        .and(&is(columns::NAME, columns::table(ticket_type)))
        .and(&is(columns::ELEMENT, columns::STATE.as_str()))
        .and(&is(columns::INACTIVE, "false"));
    if let Some(languages) = Condition::one_of(columns::LANGUAGE, languages) {
        query = query.and(&languages);
    }
    Path::table(CHOICES, CHOICE_FIELDS)
        .query(&query.ascending(columns::SEQUENCE))
        .limit(200)
        .into_string()
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
    let mut states = Vec::new();
    match source {
        LabelSource::Forms => {
            let columns = answer.get("result")?.get("columns")?;
            let state = columns.get(columns::STATE.as_str())?;
            let Some(Value::Array(choices)) = state.get("choices") else {
                return None;
            };
            for choice in choices {
                add(&mut states, choice.text("value")?, choice.text("label"));
            }
        }
        LabelSource::Choices => {
            let table = columns::table(ticket_type);
            let rows = Row::list(answer).ok()?;
            let is = |row: &Row<'_>, column, value: &str| row.text(column) == value;
            let of = |wanted: &'static str| {
                let ours = |row: &&Row<'_>| {
                    is(row, columns::NAME, table)
                        && is(row, columns::ELEMENT, columns::STATE.as_str())
                        && row.text(columns::LANGUAGE) == wanted
                };
                rows.iter().filter(ours).collect::<Vec<_>>()
            };
            let own = of(language_code(language));
            for row in if own.is_empty() { of("en") } else { own } {
                let (value, label) = (row.text(columns::VALUE), row.text(columns::LABEL));
                add(&mut states, &value, Some(&label));
            }
        }
        LabelSource::Tickets => {
            for (state, _) in counts::by_state(answer).ok()? {
                add(&mut states, &state.value, state.label.as_deref());
            }
        }
        LabelSource::Nobody => {}
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
