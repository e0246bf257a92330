//! The form's fields.

use std::rc::Rc;

use snowline_core::configuration::Defaults;
use snowline_core::date::Date;
use snowline_core::task::{
    Category, ChangeType, DESCRIPTION_LIMIT, DraftAction, FieldError, FormField, Level, NAME_LIMIT,
    Pair, Priority, Problem, TicketType, length,
};
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{
    Choice, Lookup, LookupField, SelectField, TextField, TextKind, error_note,
};
use crate::dom::{El, el, list};
use crate::i18n::Messages;
use crate::part::part;

use super::form::Form;
use super::select::Select;

/// The form's fields.
pub(super) struct Controls<'a> {
    /// What all parts share.
    pub app: &'a Rc<App>,
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
    /// The person wants a standard change.
    pub on_standard: &'a Callback<()>,
}

impl Controls<'_> {
    pub(super) fn view(&self) -> Html {
        let draft = &self.form.draft;
        let is_change = draft.ticket_type == TicketType::ChangeRequest;
        let kind = el("div.two")
            .child(self.ticket_type())
            .child(is_change.then(|| self.change_type()));
        let urgency = el("div.two").child(self.priority()).child(self.due());
        let category = self.form.chooses_category.then(|| self.category());
        let people = el("div.two")
            .child(part(self.group()))
            .child(part(self.assignee()));
        let mut fields = vec![
            kind.html(),
            self.template(),
            urgency.html(),
            (!is_change).then(|| self.pair()).unwrap_or_default(),
            self.name().html(),
            self.description().html(),
            category.map(El::html).unwrap_or_default(),
            people.html(),
        ];
        fields.extend(self.extras());
        list(fields)
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

    /// How a change request is made.
    fn change_type(&self) -> El {
        let on_choose = {
            let (edit, on_standard) = (self.edit.clone(), self.on_standard.clone());
            Callback::from(move |key: String| {
                let chosen = ChangeType::from_key(&key).unwrap_or(ChangeType::Normal);
                edit.emit(DraftAction::ChangeType(chosen));
                if chosen == ChangeType::Standard {
                    on_standard.emit(());
                }
            })
        };
        // What standard changes are made from is out of reach: they are not offered any more.
        let hidden = self.form.known.templates.error().is_some();
        let offered = if hidden { 2 } else { 3 };
        let offered = ChangeType::ALL.get(..offered).unwrap_or_default();
        SelectField {
            id: "task-change-type",
            label: self.messages.text("task.changeType"),
            value: self.form.draft.change_type.key(),
            placeholder: None,
            choices: self.choices("changeType.", offered, ChangeType::key),
            required: true,
            disabled: false,
            error: None,
            on_choose,
        }
        .view()
        // A select keeps what a person chose in it, also what is not offered any more.
        .key(if hidden { "two" } else { "three" })
    }

    /// What a standard change is made from, or why it cannot be made.
    fn template(&self) -> Html {
        let draft = &self.form.draft;
        let templates = &self.form.known.templates;
        if draft.ticket_type != TicketType::ChangeRequest {
            return Html::default();
        }
        if let Some(error) = templates.error() {
            let why = el("p").says(self.messages, "task.template.hidden");
            return error_note(self.messages, error, None, vec![why]).html();
        }
        if !draft.is_standard() {
            return Html::default();
        }
        let Some(found) = templates.value() else {
            let status = el("p.muted small").attr("role", "status");
            return status.says(self.messages, "task.template.loading").html();
        };
        let found = found.clone();
        let choices = found.iter();
        let choices = choices
            .map(|one| (one.id.clone(), one.name.clone()))
            .collect();
        let select = Select {
            id: "task-template",
            label: self.messages.text("task.template"),
            value: draft
                .template
                .as_ref()
                .map(|one| one.id.clone())
                .unwrap_or_default(),
            placeholder: self.messages.text("task.choose"),
            choices,
            required: true,
            error: self.error(FormField::Template),
            on_choose: self.edit.reform(move |id: String| {
                DraftAction::Template(found.iter().find(|one| one.id == id).cloned())
            }),
        };
        let what = el("p.muted small").says(self.messages, "task.template.what");
        el("div.stack").child(select.view()).child(what).html()
    }

    fn priority(&self) -> El {
        let ticket_type = self.form.draft.ticket_type;
        let instance = self.form.known.form(ticket_type);
        let mut choices = Vec::new();
        for priority in instance.offered(ticket_type) {
            choices.push(Choice {
                value: priority.key(),
                label: priority_name(self.messages, self.form, priority),
            });
        }
        SelectField {
            id: "task-priority",
            label: self.messages.text("task.priority"),
            value: self.form.draft.priority.map_or("", Priority::key),
            placeholder: Some(self.messages.text("task.priority.choose")),
            choices,
            required: true,
            disabled: false,
            error: self.error(FormField::Priority),
            on_choose: self
                .edit
                .reform(|key: String| DraftAction::Priority(Priority::from_key(&key))),
        }
        .view()
    }

    /// What an incident's priority is made of: which pair it is, and to choose another.
    fn pair(&self) -> Html {
        let draft = &self.form.draft;
        let pair = draft.pair.or(draft.priority.map(Pair::of));
        let Some(pair) = pair else {
            return Html::default();
        };
        let what = [
            ("impact", &*self.level("impact", pair.impact)),
            ("urgency", &*self.level("urgency", pair.urgency)),
        ];
        let summary = self.messages.format("task.pair", &what);
        let select = |id, label, value: Level, make: fn(Pair, Level) -> Pair| {
            let choices = Level::ALL.map(|level| Choice {
                value: level.key(),
                label: self.level(label, level),
            });
            SelectField {
                id,
                label: self.messages.text(match label {
                    "impact" => "task.impact",
                    _ => "task.urgency",
                }),
                value: value.key(),
                placeholder: None,
                choices: choices.to_vec(),
                required: true,
                disabled: false,
                error: None,
                on_choose: self.edit.reform(move |key: String| {
                    DraftAction::Pair(make(pair, Level::from_key(&key).unwrap_or(value)))
                }),
            }
            .view()
        };
        let impact = select("task-impact", "impact", pair.impact, |pair, impact| Pair {
            impact,
            ..pair
        });
        let urgency = select("task-urgency", "urgency", pair.urgency, |pair, urgency| {
            Pair { urgency, ..pair }
        });
        el("details.more")
            .child(el("summary").child(summary))
            .child(el("div.two").child(impact).child(urgency))
            .html()
    }

    /// A level of impact or of urgency, as the instance calls it.
    fn level(&self, of: &str, level: Level) -> AttrValue {
        let instance = self.form.known.form(TicketType::Incident);
        let own = match of {
            "impact" => instance.impact(level),
            _ => instance.urgency(level),
        };
        match own {
            Some(own) => own.to_owned().into(),
            None => self.messages.text(&["level.", level.key()].concat()),
        }
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

    pub(super) fn error(&self, field: FormField) -> Option<AttrValue> {
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

/// What the instance calls a priority, else what it usually is called.
pub(super) fn priority_name(messages: &Messages, form: &Form, priority: Priority) -> AttrValue {
    match form.known.form(form.draft.ticket_type).priority(priority) {
        Some(own) => own.to_owned().into(),
        None => messages.text(&["priority.", priority.key()].concat()),
    }
}

/// `60 / 160`
pub(super) fn used(used: usize, limit: usize) -> AttrValue {
    [&used.to_string(), " / ", &limit.to_string()]
        .concat()
        .into()
}
