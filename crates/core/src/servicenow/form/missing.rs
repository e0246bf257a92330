//! Which fields a refusal speaks of.

use super::InstanceForm;
use crate::error::{Error, Kind};
use crate::task::{ExtraField, FormField};
use crate::text::split_at_first;

/// What a data policy says before the names of the fields.
const MANDATORY: &str = "fields are mandatory:";

/// What those fields are called as an instance is delivered, where it does not tell.
const USUAL: [(&str, FormField); 8] = [
    ("short description", FormField::Name),
    ("description", FormField::Description),
    ("priority", FormField::Priority),
    ("impact", FormField::Priority),
    ("urgency", FormField::Priority),
    ("due date", FormField::Due),
    ("assignment group", FormField::Group),
    ("assigned to", FormField::Assignee),
];

/// A field that the instance wants filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// One of the form's own.
    Own(FormField),
    /// Another one, as the instance knows it.
    Other(ExtraField),
}

impl InstanceForm {
    /// The fields that the instance refused the ticket for want of. Nothing where the refusal
    /// names none, and those are left out that nobody knows.
    #[must_use]
    pub fn missing(&self, error: &Error) -> Vec<Missing> {
        let (Kind::Forbidden { reason } | Kind::Refused { reason, .. }) = error.kind() else {
            return Vec::new();
        };
        let Some((_, names)) = split_at_first(reason, MANDATORY) else {
            return Vec::new();
        };
        let names = names.trim().trim_end_matches('.').split(',');
        let mut missing = Vec::new();
        for name in names {
            if let Some(field) = self.named(name.trim())
                && !missing.contains(&field)
            {
                missing.push(field);
            }
        }
        missing
    }

    fn named(&self, name: &str) -> Option<Missing> {
        let own = self.own.iter().find(|(label, _)| label == name);
        if let Some((_, field)) = own {
            return Some(Missing::Own(*field));
        }
        if let Some(field) = self.columns.iter().find(|field| field.label == name) {
            return Some(Missing::Other(ExtraField {
                required: true,
                ..field.clone()
            }));
        }
        let usual = USUAL.iter();
        let mut usual = usual.filter(|(usual, _)| usual.eq_ignore_ascii_case(name));
        usual.next().map(|(_, field)| Missing::Own(*field))
    }
}
