//! The form's fields.

use snowline_core::configuration::Defaults;
use snowline_core::date::Date;
use snowline_core::task::{
    Category, DESCRIPTION_LIMIT, DraftAction, FieldError, FormField, NAME_LIMIT, Priority, Problem,
    TicketType, length,
};
use web_sys::Event;
use yew::{AttrValue, Callback, Html};

use crate::components::{Choice, SelectField, TextField, TextKind};
use crate::dom::{El, el, list};
use crate::i18n::Messages;

use super::form::Form;

/// The form's fields.
pub(super) struct Controls<'a> {
    /// The words.
    pub messages: &'a Messages,
    /// The form.
    pub form: &'a Form,
    /// What is set for a new task.
    pub defaults: &'a Defaults,
    /// The first day that can be chosen.
    pub today: Date,
    /// The person changes a field.
    pub edit: &'a Callback<DraftAction>,
}

impl Controls<'_> {
    pub(super) fn view(&self) -> Html {
        let kind = el("div.two")
            .child(self.ticket_type())
            .child(self.priority());
        let category = self.form.chooses_category.then(|| self.category());
        let rest = el("div.two").child(self.due()).child(category);
        list(vec![
            kind.html(),
            self.name().html(),
            self.description().html(),
            rest.html(),
            self.group().map(El::html).unwrap_or_default(),
        ])
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

    fn priority(&self) -> El {
        let offered = Priority::offered_for(self.form.draft.ticket_type);
        SelectField {
            id: "task-priority",
            label: self.messages.text("task.priority"),
            value: self.form.draft.priority.map_or("", Priority::key),
            placeholder: Some(self.messages.text("task.priority.choose")),
            choices: self.choices("priority.", offered, Priority::key),
            required: true,
            disabled: false,
            error: self.error(FormField::Priority),
            on_choose: self
                .edit
                .reform(|key: String| DraftAction::Priority(Priority::from_key(&key))),
        }
        .view()
        // A select keeps what a person chose in it; another category may bring another priority.
        .key(self.form.draft.category.map_or("", Category::key))
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

    /// Whether the group that is set is to work on the ticket.
    fn group(&self) -> Option<El> {
        let chosen = self.form.draft.group.clone();
        let is_chosen = chosen.is_some();
        let group = chosen.or_else(|| self.defaults.group.clone())?;
        let label = self.messages.format("task.group", &[("name", &group.name)]);
        let edit = self
            .edit
            .reform(move |()| DraftAction::Group((!is_chosen).then(|| group.clone())));
        let control = el("input")
            .attr("type", "checkbox")
            .checked(is_chosen)
            .on("change", Callback::from(move |_: Event| edit.emit(())));
        Some(
            el("label.check")
                .child(control)
                .child(el("bdi").child(label)),
        )
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

    fn choices<T: Copy>(&self, group: &str, all: &[T], key: fn(T) -> &'static str) -> Vec<Choice> {
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

    fn error(&self, field: FormField) -> Option<AttrValue> {
        let errors = self.form.errors(self.today);
        let error = errors.get(field)?;
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
fn used(used: usize, limit: usize) -> AttrValue {
    [&used.to_string(), " / ", &limit.to_string()]
        .concat()
        .into()
}
