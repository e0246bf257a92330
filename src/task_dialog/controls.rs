//! The form's fields.

use std::rc::Rc;

use snowline_core::configuration::Defaults;
use snowline_core::date::Date;
use snowline_core::task::{
    Category, DESCRIPTION_LIMIT, DraftAction, FieldError, FieldErrors, FormField, NAME_LIMIT,
    Problem, TicketType, length,
};
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{Choice, Lookup, LookupField, SelectField, TextField, TextKind};
use crate::dom::{El, el, list};
use crate::i18n::Messages;
use crate::part::part;

use super::form::Form;

/// The form's fields.
pub(super) struct Controls<'a> {
    /// What all parts share.
    pub app: &'a Rc<App>,
    /// The words.
    pub messages: &'a Messages,
    /// The form.
    pub form: &'a Form,
    /// What is wrong with it.
    pub errors: &'a FieldErrors,
    /// What stands for the priority that each task has of its own, where the form is for many.
    pub own_priority: Option<AttrValue>,
    /// What is set for a new task.
    pub defaults: &'a Defaults,
    /// The first day that can be chosen.
    pub today: Date,
    /// The person changes a field.
    pub edit: &'a Callback<DraftAction>,
    /// The person wants a standard change.
    pub on_standard: &'a Callback<()>,
}

impl Controls<'_> {
    pub(super) fn view(&self) -> Html {
        let category = self.form.chooses_category.then(|| self.category());
        let rest = el("div.two").child(self.due()).child(category);
        let fields = vec![
            self.kind(),
            self.name().html(),
            self.description().html(),
            rest.html(),
            self.people(),
        ];
        list(fields)
    }

    /// The fields that many tasks can have in common: all but name, description and category.
    pub(super) fn common(&self) -> Html {
        let due = el("div.two").child(self.due());
        list(vec![self.kind(), due.html(), self.people()])
    }

    /// What kind of ticket it becomes, and how urgent it is.
    fn kind(&self) -> Html {
        let is_change = self.form.draft.ticket_type == TicketType::ChangeRequest;
        let kind = el("div.two")
            .child(self.ticket_type())
            .child(self.priority());
        let detail = match is_change {
            true => el("div.two")
                .child(self.change_type())
                .child(self.template())
                .html(),
            false => self.pair(),
        };
        list(vec![kind.html(), detail])
    }

    /// Who is to work on it, and the fields besides the form's own.
    fn people(&self) -> Html {
        let people = el("div.two")
            .child(part(self.group()))
            .child(part(self.assignee()));
        // In a place of their own: they come when the instance tells, and the fields before them
        // stay what they are.
        let extras = el("div.extras").child(list(self.extras()));
        list(vec![people.html(), extras.html()])
    }

    fn ticket_type(&self) -> El {
        SelectField {
            id: "task-type",
            label: self.messages.text("task.type"),
            value: self.form.draft.ticket_type.key(),
            placeholder: None,
            choices: self.choices("ticketType.", &TicketType::ALL, TicketType::key),
            required: true,
            // In doubt, only the table that it was sent to tells whether it got there.
            disabled: self.form.in_doubt,
            error: None,
            on_choose: self.edit.reform(|key: String| {
                let chosen = TicketType::from_key(&key);
                DraftAction::TicketType(chosen.unwrap_or(TicketType::ChangeRequest))
            }),
        }
        .view()
    }

    fn category(&self) -> El {
        SelectField {
            id: "task-category",
            label: self.messages.text("task.category"),
            value: self.form.draft.category.map_or("", Category::key),
            placeholder: Some(self.messages.text("task.category.none")),
            choices: self.choices("category.", &Category::ALL, Category::key),
            required: false,
            disabled: false,
            error: None,
            on_choose: self.choose_category(),
        }
        .view()
    }

    /// With the category the priority that is set for it, unless the person has chosen another.
    fn choose_category(&self) -> Callback<String> {
        let draft = &self.form.draft;
        let (edit, defaults, ticket_type) =
            (self.edit.clone(), self.defaults.clone(), draft.ticket_type);
        let offered = defaults.offered(ticket_type, draft.category);
        let is_as_offered = draft.priority.is_none() || draft.priority == offered;
        Callback::from(move |key: String| {
            let category = Category::from_key(&key);
            edit.emit(DraftAction::Category(category));
            let next = defaults.offered(ticket_type, category);
            if is_as_offered && next.is_some() {
                edit.emit(DraftAction::Priority(next));
            }
        })
    }

    fn group(&self) -> LookupField {
        LookupField {
            app: self.app.clone(),
            id: "task-group",
            label: self.messages.text("task.group"),
            error: self.error(FormField::Group),
            chosen: self.form.draft.group.clone(),
            lookup: Lookup::Group,
            on_choose: self.edit.reform(DraftAction::Group),
        }
    }

    fn assignee(&self) -> LookupField {
        LookupField {
            app: self.app.clone(),
            id: "task-assignee",
            label: self.messages.text("task.assignee"),
            error: self.error(FormField::Assignee),
            chosen: self.form.draft.assignee.clone(),
            lookup: Lookup::User {
                of_group: self.form.draft.group.clone(),
            },
            on_choose: self.edit.reform(DraftAction::Assignee),
        }
    }

    fn name(&self) -> El {
        let name = &self.form.draft.name;
        TextField {
            id: "task-name",
            label: self.messages.text("task.name"),
            kind: TextKind::Line,
            value: name.clone(),
            hint: None,
            used: Some(used(length(name), NAME_LIMIT)),
            error: self.error(FormField::Name),
            on_input: self.edit.reform(DraftAction::Name),
        }
        .view()
    }

    fn description(&self) -> El {
        let description = &self.form.draft.description;
        TextField {
            id: "task-description",
            label: self.messages.text("task.description"),
            kind: TextKind::Lines,
            value: description.clone(),
            hint: Some(self.messages.text("task.description.hint")),
            used: Some(used(length(description) + self.added(), DESCRIPTION_LIMIT)),
            error: self.error(FormField::Description),
            on_input: self.edit.reform(DraftAction::Description),
        }
        .view()
    }

    fn due(&self) -> El {
        TextField {
            id: "task-due",
            label: self.messages.text("task.due"),
            kind: TextKind::Day { first: self.today },
            value: self.form.draft.due.clone(),
            hint: None,
            used: None,
            error: self.error(FormField::Due),
            on_input: self.edit.reform(DraftAction::Due),
        }
        .view()
    }

    pub(super) fn choices<T: Copy>(
        &self,
        group: &str,
        all: &[T],
        key: fn(T) -> &'static str,
    ) -> Vec<Choice> {
        let mut choices = Vec::new();
        for one in all {
            choices.push(self.choice(group, key(*one)));
        }
        choices
    }

    fn choice(&self, group: &str, value: &'static str) -> Choice {
        Choice {
            value,
            label: self.messages.text(&[group, value].concat()),
        }
    }

    /// How much of the description's limit the lines take that are added at sending.
    fn added(&self) -> usize {
        length(&self.form.draft.footer())
    }

    pub(super) fn error(&self, field: FormField) -> Option<AttrValue> {
        let error = self.errors.get(field)?;
        let arguments = self.arguments(error);
        let arguments: Vec<_> = arguments
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        Some(self.messages.format(error.key(), &arguments))
    }

    /// The values for an error's message. Of the description the lines that are added count, too:
    /// the message and the count below the field speak of the same limit.
    fn arguments(&self, error: &FieldError) -> Vec<(&'static str, String)> {
        match (error.field, error.problem) {
            (FormField::Description, Problem::TooLong { max, length }) => vec![
                ("max", (max + self.added()).to_string()),
                ("length", (length + self.added()).to_string()),
            ],
            _ => error.args(),
        }
    }
}

/// `60 / 160`
pub(super) fn used(used: usize, limit: usize) -> AttrValue {
    [&used.to_string(), " / ", &limit.to_string()]
        .concat()
        .into()
}
