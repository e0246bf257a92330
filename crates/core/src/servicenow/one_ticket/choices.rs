//! What can be chosen in the fields that a state needs.

use super::super::columns::{ELEMENT, INACTIVE, LABEL, LANGUAGE, NAME, SEQUENCE, VALUE, table};
use super::super::labels::{CHOICE_FIELDS, CHOICES, META, language_code};
use super::super::path::Path;
use super::super::query::{Condition, Query, QueryValue};
use super::super::value::Row;
use super::{ServiceNow, column};
use crate::configuration::KnownState;
use crate::json::Value;
use crate::ports::Ports;
use crate::task::TicketType;
use crate::text::integer;
use crate::tickets::{Shown, TicketField};

/// What can be chosen in a ticket's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormChoices {
    fields: Vec<(TicketField, Vec<Shown>)>,
    /// Whether the instance has said so; else it is what an instance has in the beginning.
    pub of_instance: bool,
}

/// The fields that are chosen from a list.
const CHOSEN: [TicketField; 3] = [
    TicketField::State,
    TicketField::CloseCode,
    TicketField::HoldReason,
];

/// The codes that incidents of the release Australia are resolved with.
const CLOSE_CODES: [&str; 10] = [
    "Solution provided",
    "Resolved by caller",
    "Workaround provided",
    "Duplicate",
    "Resolved by change",
    "User error",
    "Known error",
    "Resolved by problem",
    "Resolved by request",
    "No resolution provided",
];

/// Those of change requests.
const CHANGE_CODES: [(&str, &str); 3] = [
    ("successful", "Successful"),
    ("successful_issues", "Successful with issues"),
    ("unsuccessful", "Unsuccessful"),
];

/// What an incident on hold waits for.
const HOLD_REASONS: [(&str, &str); 4] = [
    ("1", "Awaiting Caller"),
    ("5", "Awaiting Change"),
    ("3", "Awaiting Problem"),
    ("4", "Awaiting Vendor"),
];

impl FormChoices {
    /// What can be chosen in a field.
    #[must_use]
    pub fn of(&self, field: TicketField) -> &[Shown] {
        let mut fields = self.fields.iter();
        let found = fields.find(|(known, _)| *known == field);
        found.map_or(&[], |(_, choices)| choices)
    }

    /// What an instance has in the beginning.
    fn usual(ticket_type: TicketType) -> Self {
        let named = |(value, label): &(&str, &str)| Shown {
            value: (*value).to_owned(),
            label: Some((*label).to_owned()),
        };
        let states = KnownState::usual(ticket_type).into_iter();
        let states = states.map(|state| Shown {
            value: integer(state.value),
            label: None,
        });
        let codes = match ticket_type {
            TicketType::ChangeRequest => CHANGE_CODES.iter().map(named).collect(),
            TicketType::Incident => CLOSE_CODES
                .iter()
                .map(|code| named(&(code, code)))
                .collect(),
        };
        Self {
            fields: vec![
                (TicketField::State, states.collect()),
                (TicketField::CloseCode, codes),
                (
                    TicketField::HoldReason,
                    HOLD_REASONS.iter().map(named).collect(),
                ),
            ],
            of_instance: false,
        }
    }
}

impl<P: Ports> ServiceNow<P> {
    /// What can be chosen in a ticket's fields. `language` is the one that is shown. What the
    /// instance does not tell is as instances have it in the beginning.
    pub async fn form_choices(&self, ticket_type: TicketType, language: &str) -> FormChoices {
        let language = language_code(language);
        let mut usual = FormChoices::usual(ticket_type);
        let mut paths = vec![of_table(ticket_type, language)];
        // No CORS rule is known for what forms are drawn from: the batch asks as the instance.
        if self.try_batch.get() {
            paths.insert(0, [META, table(ticket_type)].concat());
        }
        let answers = self.parts(&paths).await.unwrap_or_default();
        for answer in answers.into_iter().flatten() {
            for (field, known) in &mut usual.fields {
                let choices = of_form(&answer.json, *field)
                    .or_else(|| of_rows(&answer.json, ticket_type, *field, language));
                if let Some(choices) = choices {
                    *known = choices;
                    usual.of_instance = true;
                }
            }
            if usual.of_instance {
                break;
            }
        }
        usual
    }
}

fn of_table(ticket_type: TicketType, language: &'static str) -> String {
    let is = |column, value| Condition::equals(column, QueryValue::known(value));
    let mut query = Query::new()
        .and(&is(NAME, table(ticket_type)))
        .and(&is(INACTIVE, "false"));
    let fields = CHOSEN.map(|field| QueryValue::known(column(field).as_str()));
    let languages = [language, "en"].map(QueryValue::known);
    for condition in [
        Condition::one_of(ELEMENT, fields),
        Condition::one_of(LANGUAGE, languages),
    ]
    .into_iter()
    .flatten()
    {
        query = query.and(&condition);
    }
    Path::table(CHOICES, CHOICE_FIELDS)
        .query(&query.ascending(SEQUENCE))
        .limit(500)
        .into_string()
}

/// As forms have them.
fn of_form(answer: &Value, field: TicketField) -> Option<Vec<Shown>> {
    let columns = answer.get("result")?.get("columns")?;
    let Some(Value::Array(choices)) = columns.get(column(field).as_str())?.get("choices") else {
        return None;
    };
    let read = |choice: &Value| {
        Some(Shown {
            value: choice.text("value")?.to_owned(),
            label: choice.text("label").map(str::to_owned),
        })
    };
    let found: Vec<_> = choices.iter().filter_map(read).collect();
    (!found.is_empty()).then_some(found)
}

/// As the table of choices has them.
fn of_rows(
    answer: &Value,
    ticket_type: TicketType,
    field: TicketField,
    language: &str,
) -> Option<Vec<Shown>> {
    let rows = Row::list(answer).ok()?;
    let of = |wanted: &str| -> Vec<Shown> {
        let ours = rows.iter().filter(|row| {
            row.text(NAME) == table(ticket_type)
                && row.text(ELEMENT) == column(field).as_str()
                && row.text(LANGUAGE) == wanted
        });
        ours.map(|row| Shown {
            value: row.text(VALUE),
            label: Some(row.text(LABEL)),
        })
        .collect()
    };
    let own = of(language);
    let found = if own.is_empty() { of("en") } else { own };
    (!found.is_empty()).then_some(found)
}
