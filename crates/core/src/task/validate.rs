//! From what was typed to what can be sent.

use super::{Draft, FieldErrors, FormField, Priority, Problem, Reference, TicketType};
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

    /// The last day for it, where the person is.
    #[must_use]
    pub fn due(&self) -> Date {
        self.due
    }
}

impl Draft {
    /// Checks every field.
    ///
    /// # Errors
    /// All that is wrong, so that the form can say it at each field at once.
    pub fn validate(&self, today: Date) -> Result<ValidTask, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = tidy_name(&self.name);
        check_text(&mut errors, FormField::Name, &name, NAME_LIMIT);
        let text = tidy_description(&self.description);
        let limit = self.description_limit();
        check_text(&mut errors, FormField::Description, &text, limit);
        let priority = self.check_priority(&mut errors);
        let due = self.check_due(&mut errors, today);
        match (priority, due) {
            (Some(priority), Some(due)) if errors.is_empty() => Ok(ValidTask {
                ticket_type: self.ticket_type,
                name,
                description: text + &self.footer(),
                priority,
                due,
                group: self.group.clone(),
            }),
            _ => Err(errors),
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
    let stray = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.is_empty() {
        errors.push(field, Problem::Required);
    } else if length > max {
        errors.push(field, Problem::TooLong { max, length });
    } else if text.contains(stray) {
        errors.push(field, Problem::ControlCharacter);
    }
}

/// A name is one line: what a paste brought in of tabs and line ends becomes a space.
fn tidy_name(name: &str) -> String {
    let mut line = String::new();
    for c in with_line_ends(name.trim(), ' ').chars() {
        line.push(if c == '\t' { ' ' } else { c });
    }
    line
}

fn tidy_description(description: &str) -> String {
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
