//! The form's fields besides its own, and what the instance refused the ticket for want of.

use snowline_core::servicenow::Missing;
use snowline_core::task::{
    DraftAction, Extra, ExtraField, ExtraKind, FormField, Reference, TicketType,
};

use super::form::Form;

/// The `id`s of their controls. A form with more of them is better filled in in ServiceNow.
pub(super) const IDS: [&str; 16] = [
    "task-extra-1",
    "task-extra-2",
    "task-extra-3",
    "task-extra-4",
    "task-extra-5",
    "task-extra-6",
    "task-extra-7",
    "task-extra-8",
    "task-extra-9",
    "task-extra-10",
    "task-extra-11",
    "task-extra-12",
    "task-extra-13",
    "task-extra-14",
    "task-extra-15",
    "task-extra-16",
];

/// A field that the instance did not take the ticket without.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refused {
    missing: Missing,
    /// The person has seen to it. A field that was added for it stays.
    met: bool,
}

impl Refused {
    /// Adds what the instance has refused the ticket for want of now.
    pub(super) fn add(all: &mut Vec<Self>, missing: Vec<Missing>) {
        for missing in missing {
            all.retain(|known| known.missing != missing);
            let met = false;
            all.push(Self { missing, met });
        }
    }

    /// The field that is still to be seen to, with its place among those besides the form's own.
    pub(super) fn among(&self, fields: &[ExtraField]) -> Option<FormField> {
        match &self.missing {
            _ if self.met => None,
            Missing::Own(field) => Some(*field),
            Missing::Other(field) => {
                let mut columns = fields.iter().map(|field| &field.column);
                let at = columns.position(|column| *column == field.column)?;
                Some(FormField::Extra(at))
            }
        }
    }

    /// The person sends it again.
    pub(super) fn meet(&mut self) {
        self.met = true;
    }

    /// The person changes something: that may be it.
    pub(super) fn note(&mut self, edit: &DraftAction) {
        let field = match edit {
            DraftAction::Name(_) => FormField::Name,
            DraftAction::Description(_) => FormField::Description,
            DraftAction::Priority(_) | DraftAction::Pair(_) => FormField::Priority,
            DraftAction::Due(_) => FormField::Due,
            DraftAction::Group(_) => FormField::Group,
            DraftAction::Assignee(_) => FormField::Assignee,
            DraftAction::Template(_) => FormField::Template,
            DraftAction::Extra(extra) => {
                let of_column = |field: &ExtraField| field.column == extra.column;
                self.met |= matches!(&self.missing, Missing::Other(field) if of_column(field));
                return;
            }
            _ => return,
        };
        self.met |= self.missing == Missing::Own(field);
    }
}

/// The form's fields besides its own.
pub(super) fn all(form: &Form) -> Vec<ExtraField> {
    let of_type = form.draft.ticket_type;
    let instance = form.known.form(of_type);
    let [change, incident] = &form.chosen;
    let chosen = match of_type {
        TicketType::ChangeRequest => change,
        TicketType::Incident => incident,
    };
    let mut fields: Vec<ExtraField> = Vec::new();
    for field in chosen {
        // The instance knows better what can be filled in.
        let known = instance.field(&field.column);
        let kind = known.map_or(&field.kind, |known| &known.kind);
        fields.push(ExtraField {
            kind: kind.clone(),
            required: field.required || known.is_some_and(|known| known.required),
            ..field.clone()
        });
    }
    // A template fills in what a standard change must have.
    let required = instance.required().filter(|_| !form.draft.is_standard());
    for field in required {
        if fields.iter().all(|known| known.column != field.column) {
            fields.push(field.clone());
        }
    }
    for refused in &form.refused {
        if let Missing::Other(field) = &refused.missing {
            match fields.iter_mut().find(|known| known.column == field.column) {
                Some(known) => known.required = true,
                None => fields.push(field.clone()),
            }
        }
    }
    fields.truncate(IDS.len());
    fields
}

impl Form {
    /// Offers who is signed in where the instance wants a user, as the caller of an incident.
    pub(super) fn offer(&mut self, user: Option<&Reference>) {
        let Some(user) = user else {
            return;
        };
        for field in self.known.forms.iter().flat_map(|form| form.required()) {
            let wants_user = field.kind == ExtraKind::Reference("sys_user".to_owned());
            if wants_user && self.draft.extra(&field.column).is_none() {
                self.draft.extras.push(Extra {
                    column: field.column.clone(),
                    value: user.id.clone(),
                    name: user.name.clone(),
                });
            }
        }
    }
}
