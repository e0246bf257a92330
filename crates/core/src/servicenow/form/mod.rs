//! What an instance's own form asks for: its names of priorities, and the fields that a ticket
//! must have.
//!
//! It is read from what forms are drawn from, as the states are (see `labels.rs`): through the
//! Batch API only, because the CORS rule that it would need has no known name.

mod missing;
mod read;

use super::ServiceNow;
use super::choices;
use crate::error::Result;
use crate::ports::Ports;
use crate::task::{ExtraField, FormField, Level, Priority, TicketType};

pub use missing::Missing;

/// What an instance tells of a table's form. The default is an instance that tells nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceForm {
    /// Whether the instance told.
    pub known: bool,
    /// The priorities that it has, as it names them.
    priorities: Vec<(Priority, String)>,
    impacts: Vec<(Level, String)>,
    urgencies: Vec<(Level, String)>,
    /// All that can be filled in besides the form's own fields.
    columns: Vec<ExtraField>,
    /// What the instance calls the fields that the form has.
    own: Vec<(String, FormField)>,
}

impl InstanceForm {
    /// The priorities that a ticket of that type can have there; those that are usual where the
    /// instance does not tell.
    #[must_use]
    pub fn offered(&self, ticket_type: TicketType) -> Vec<Priority> {
        let usual = Priority::offered_for(ticket_type);
        let has = |priority: &Priority| self.priorities.iter().any(|(known, _)| known == priority);
        let mut offered: Vec<_> = usual.iter().copied().filter(has).collect();
        if offered.is_empty() {
            offered.extend(usual);
        }
        offered
    }

    /// What the instance calls a priority.
    #[must_use]
    pub fn priority(&self, priority: Priority) -> Option<&str> {
        name_of(&self.priorities, priority)
    }

    /// What it calls a level of impact.
    #[must_use]
    pub fn impact(&self, level: Level) -> Option<&str> {
        name_of(&self.impacts, level)
    }

    /// What it calls a level of urgency.
    #[must_use]
    pub fn urgency(&self, level: Level) -> Option<&str> {
        name_of(&self.urgencies, level)
    }

    /// The fields that a ticket must have there and that the form has no place of its own for.
    pub fn required(&self) -> impl Iterator<Item = &ExtraField> {
        self.columns.iter().filter(|field| field.required)
    }

    /// A field by its column.
    #[must_use]
    pub fn field(&self, column: &str) -> Option<&ExtraField> {
        self.columns.iter().find(|field| field.column == column)
    }
}

fn name_of<T: Copy + PartialEq>(names: &[(T, String)], one: T) -> Option<&str> {
    let mut names = names.iter();
    let (_, name) = names.find(|(known, _)| *known == one)?;
    Some(name)
}

impl<P: Ports> ServiceNow<P> {
    /// What the instance tells of the forms of changes and of incidents. Nothing of either where
    /// it does not tell: the form then goes without.
    ///
    /// # Errors
    /// What kept the answer away, where trying again may help.
    pub async fn forms(&self) -> Result<[InstanceForm; 2]> {
        let paths = TicketType::ALL.map(choices::form);
        let answers = self.batched(&paths).await?;
        let mut forms = <[InstanceForm; 2]>::default();
        for ((form, of), answer) in forms.iter_mut().zip(TicketType::ALL).zip(answers) {
            if let Some(Ok(answer)) = answer {
                *form = read::form(of, &answer.json).unwrap_or_default();
            }
        }
        Ok(forms)
    }
}
