//! What is wrong with a draft, field by field.

/// A field of the form that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormField {
    /// The name.
    Name,
    /// The description.
    Description,
    /// The priority.
    Priority,
    /// The due date.
    Due,
    /// What a standard change is made from.
    Template,
    /// The assignment group.
    Group,
    /// The assignee.
    Assignee,
    /// One of the fields that are not the form's own: its place among them.
    Extra(usize),
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// More than fits into ServiceNow's column, which would cut it silently.
    TooLong {
        /// The most that fits.
        max: usize,
        /// What was given.
        length: usize,
    },
    /// A character that is no text: `U+0000` and the like.
    ControlCharacter,
    /// Not a date.
    NotADate,
    /// A date before today.
    Past,
    /// A priority that this ticket type does not have.
    NotOffered,
    /// The instance did not take the ticket without it.
    Refused,
}

/// One field's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where.
    pub field: FormField,
    /// What.
    pub problem: Problem,
}

impl FieldError {
    /// Every key that [`FieldError::key`] can give.
    pub const ALL_KEYS: &[&str] = &[
        "field.name.required",
        "field.name.tooLong",
        "field.name.controlCharacter",
        "field.description.required",
        "field.description.tooLong",
        "field.description.controlCharacter",
        "field.priority.required",
        "field.priority.notOffered",
        "field.due.required",
        "field.due.notADate",
        "field.due.past",
        "field.template.required",
        "field.extra.required",
        "field.extra.tooLong",
        "field.extra.controlCharacter",
        "field.extra.notADate",
        "field.refused",
    ];

    /// The key of its message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        use FormField::{Assignee, Description, Due, Extra, Group, Name, Priority, Template};
        match (self.field, self.problem) {
            (_, Problem::Refused) | (Group | Assignee, _) => "field.refused",
            (Name, Problem::TooLong { .. }) => "field.name.tooLong",
            (Name, Problem::ControlCharacter) => "field.name.controlCharacter",
            (Name, _) => "field.name.required",
            (Description, Problem::TooLong { .. }) => "field.description.tooLong",
            (Description, Problem::ControlCharacter) => "field.description.controlCharacter",
            (Description, _) => "field.description.required",
            (Priority, Problem::NotOffered) => "field.priority.notOffered",
            (Priority, _) => "field.priority.required",
            (Due, Problem::Past) => "field.due.past",
            (Due, Problem::NotADate) => "field.due.notADate",
            (Due, _) => "field.due.required",
            (Template, _) => "field.template.required",
            (Extra(_), Problem::TooLong { .. }) => "field.extra.tooLong",
            (Extra(_), Problem::ControlCharacter) => "field.extra.controlCharacter",
            (Extra(_), Problem::NotADate) => "field.extra.notADate",
            (Extra(_), _) => "field.extra.required",
        }
    }

    /// The values for its message: `max` and `length` of [`Problem::TooLong`].
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self.problem {
            Problem::TooLong { max, length } => {
                vec![("max", max.to_string()), ("length", length.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

/// All that is wrong with a draft, in the order of the form; at most one error a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(pub(super) Vec<FieldError>);

impl FieldErrors {
    /// The error of that field.
    #[must_use]
    pub fn get(&self, field: FormField) -> Option<&FieldError> {
        self.0.iter().find(|error| error.field == field)
    }

    /// The first wrong field: where the focus belongs.
    #[must_use]
    pub fn first(&self) -> Option<FormField> {
        self.0.first().map(|error| error.field)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds those that the instance wants filled in.
    pub fn add_refused(&mut self, fields: &[FormField]) {
        for field in fields {
            let mut known = self.0.iter_mut();
            match known.find(|error| error.field == *field) {
                Some(error) if error.problem == Problem::Required => {
                    error.problem = Problem::Refused;
                }
                Some(_) => {}
                None => self.push(*field, Problem::Refused),
            }
        }
    }

    pub(super) fn push(&mut self, field: FormField, problem: Problem) {
        self.0.push(FieldError { field, problem });
    }
}
