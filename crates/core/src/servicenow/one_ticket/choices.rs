//! What can be chosen in the fields that a state needs.

use super::super::choices::{self, language_code};
use super::{ServiceNow, column};
use crate::configuration::KnownState;
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
        let mut paths = vec![choices::rows(ticket_type, &CHOSEN.map(column), language)];
        // No CORS rule is known for what forms are drawn from: the batch asks as the instance.
        if self.try_batch.get() {
            paths.insert(0, choices::form(ticket_type));
        }
        let answers = self.parts(&paths).await.unwrap_or_default();
        for answer in answers.into_iter().flatten() {
            for (field, known) in &mut usual.fields {
                let (answer, column) = (&answer.json, column(*field));
                let found = choices::of_form(answer, column)
                    .or_else(|| choices::of_rows(answer, ticket_type, column, language));
                if let Some(found) = found {
                    let shown = |(value, label)| Shown { value, label };
                    *known = found.into_iter().map(shown).collect();
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
