//! From what was typed to what can be sent.

use super::{
    ChangeType, Draft, ExtraField, ExtraKind, FieldErrors, FormField, Pair, Priority, Problem,
    Reference, TicketType,
};
use crate::date::Date;
use crate::text::with_line_ends;

/// The most that fits into ServiceNow's `short_description`.
pub const NAME_LIMIT: usize = 160;

/// The most that fits into ServiceNow's `description`, with the footer.
pub const DESCRIPTION_LIMIT: usize = 4000;

/// A text's length as the limits count it: in UTF-16 code units.
///
/// ServiceNow's columns are measured in characters. Its server is Java, where an emoji is two;
/// whether the database counts it as one is not documented, so the larger number is assumed.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// A task that can be sent. Only [`Draft::validate`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidTask {
    ticket_type: TicketType,
    name: String,
    description: String,
    priority: Priority,
    due: Date,
    group: Option<Reference>,
    assignee: Option<Reference>,
    change_type: ChangeType,
    template: Option<Reference>,
    pair: Pair,
    extras: Vec<(String, ExtraValue)>,
    beside: Option<String>,
}

/// What is sent in a field that is not the form's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtraValue {
    /// As it is.
    Plain(String),
    /// The end of that day, where the person is.
    EndOf(Date),
}

impl ValidTask {
    /// What it becomes.
    #[must_use]
    pub fn ticket_type(&self) -> TicketType {
        self.ticket_type
    }

    /// One line of at most [`NAME_LIMIT`].
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The description with the footer, of at most [`DESCRIPTION_LIMIT`].
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The priority.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.priority
    }

    /// Who is to work on the ticket, if that is said.
    #[must_use]
    pub fn group(&self) -> Option<&Reference> {
        self.group.as_ref()
    }

    /// Who is to work on it, if that is said.
    #[must_use]
    pub fn assignee(&self) -> Option<&Reference> {
        self.assignee.as_ref()
    }

    /// How a change request is made.
    #[must_use]
    pub fn change_type(&self) -> ChangeType {
        self.change_type
    }

    /// What a standard change is made from; nothing for every other ticket.
    #[must_use]
    pub fn template(&self) -> Option<&Reference> {
        self.template.as_ref()
    }

    /// What an incident's priority is made of.
    #[must_use]
    pub fn pair(&self) -> Pair {
        self.pair
    }

    /// The other fields' columns and what is in them.
    #[must_use]
    pub fn extras(&self) -> &[(String, ExtraValue)] {
        &self.extras
    }

    /// Whether the person wants a ticket although that open one is there.
    #[must_use]
    pub fn goes_beside(&self, sys_id: &str) -> bool {
        self.beside.as_deref() == Some(sys_id)
    }

    /// The last day for it, where the person is.
    #[must_use]
    pub fn due(&self) -> Date {
        self.due
    }
}

impl Draft {
    /// Checks every field; `fields` are those besides the form's own.
    ///
    /// # Errors
    /// All that is wrong, so that the form can say it at each field at once.
    pub fn validate(&self, today: Date, fields: &[ExtraField]) -> Result<ValidTask, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = tidy_name(&self.name);
        check_text(&mut errors, FormField::Name, &name, NAME_LIMIT);
        let text = tidy_description(&self.description);
        let limit = self.description_limit();
        check_text(&mut errors, FormField::Description, &text, limit);
        let priority = self.check_priority(&mut errors);
        let due = self.check_due(&mut errors, today);
        let template = self.template.clone().filter(|_| self.is_standard());
        if self.is_standard() && template.is_none() {
            errors.push(FormField::Template, Problem::Required);
        }
        let mut extras = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            match self.check_extra(field) {
                Ok(value) => extras.extend(value.map(|value| (field.column.clone(), value))),
                Err(problem) => errors.push(FormField::Extra(at), problem),
            }
        }
        match (priority, due) {
            (Some(priority), Some(due)) if errors.is_empty() => Ok(ValidTask {
                ticket_type: self.ticket_type,
                name,
                description: text + &self.footer(),
                priority,
                due,
                group: self.group.clone(),
                assignee: self.assignee.clone(),
                change_type: self.change_type,
                template,
                pair: self.pair.unwrap_or(Pair::of(priority)),
                extras,
                beside: self
                    .follows
                    .as_ref()
                    .filter(|_| self.beside)
                    .map(|ticket| ticket.id.clone()),
            }),
            _ => Err(errors),
        }
    }

    /// What is sent in that field; nothing where it is left empty and may be.
    fn check_extra(&self, field: &ExtraField) -> Result<Option<ExtraValue>, Problem> {
        let typed = self.extra(&field.column).map(|extra| extra.value.trim());
        let typed = typed.unwrap_or(&field.first);
        if typed.is_empty() {
            return match field.required {
                true => Err(Problem::Required),
                false => Ok(None),
            };
        }
        let plain = || ExtraValue::Plain(typed.to_owned());
        match &field.kind {
            ExtraKind::Text { max } => {
                let text = tidy_description(typed);
                let length = length(&text);
                match max {
                    Some(max) if length > *max => Err(Problem::TooLong { max: *max, length }),
                    _ if text.contains(is_stray) => Err(Problem::ControlCharacter),
                    _ => Ok(Some(ExtraValue::Plain(text))),
                }
            }
            ExtraKind::Date | ExtraKind::DateTime => {
                let day = Date::parse(typed).ok_or(Problem::NotADate)?;
                Ok(Some(match field.kind {
                    ExtraKind::Date => plain(),
                    _ => ExtraValue::EndOf(day),
                }))
            }
            ExtraKind::Choice(choices) if choices.iter().all(|(value, _)| value != typed) => {
                Err(Problem::Required)
            }
            ExtraKind::Reference(_) if !Reference::is_id(typed) => Err(Problem::Required),
            _ => Ok(Some(plain())),
        }
    }

    fn check_priority(&self, errors: &mut FieldErrors) -> Option<Priority> {
        let problem = match self.priority {
            None => Problem::Required,
            Some(priority) if Priority::offered_for(self.ticket_type).contains(&priority) => {
                return Some(priority);
            }
            Some(_) => Problem::NotOffered,
        };
        errors.push(FormField::Priority, problem);
        None
    }

    fn check_due(&self, errors: &mut FieldErrors, today: Date) -> Option<Date> {
        let typed = self.due.trim();
        let problem = match Date::parse(typed) {
            Some(due) if due >= today => return Some(due),
            Some(_) => Problem::Past,
            None if typed.is_empty() => Problem::Required,
            None => Problem::NotADate,
        };
        errors.push(FormField::Due, problem);
        None
    }
}

fn check_text(errors: &mut FieldErrors, field: FormField, text: &str, max: usize) {
    let length = length(text);
    if text.is_empty() {
        errors.push(field, Problem::Required);
    } else if length > max {
        errors.push(field, Problem::TooLong { max, length });
    } else if text.contains(is_stray) {
        errors.push(field, Problem::ControlCharacter);
    }
}

fn is_stray(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// The text without the characters that are none.
pub(super) fn without_stray(text: &str) -> String {
    with_line_ends(text, '\n')
        .chars()
        .filter(|c| !is_stray(*c))
        .collect()
}

/// A name is one line: what a paste brought in of tabs and line ends becomes a space.
fn tidy_name(name: &str) -> String {
    let mut line = String::new();
    for c in with_line_ends(name.trim(), ' ').chars() {
        line.push(if c == '\t' { ' ' } else { c });
    }
    line
}

pub(super) fn tidy_description(description: &str) -> String {
    with_line_ends(description.trim(), '\n')
}

/// The text itself if it fits, else its beginning and an ellipsis.
pub(super) fn cut(text: &str, max: usize) -> String {
    if length(text) <= max {
        return text.to_owned();
    }
    let mut used = 1;
    let mut short = String::new();
    for c in text.chars() {
        used += c.len_utf16();
        if used > max {
            break;
        }
        short.push(c);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}
