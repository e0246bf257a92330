//! How urgent it is, and what an incident's priority is made of.

use snowline_core::task::{DraftAction, FormField, Level, Pair, Priority, TicketType};
use yew::{AttrValue, Html};

use crate::components::{Choice, SelectField};
use crate::dom::{El, el};
use crate::i18n::Messages;

use super::controls::Controls;
use super::form::Form;

impl Controls<'_> {
    pub(super) fn priority(&self) -> El {
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
            placeholder: Some(match &self.own_priority {
                Some(own) => own.clone(),
                None => self.messages.text("task.priority.choose"),
            }),
            choices,
            required: self.own_priority.is_none(),
            disabled: false,
            error: self.error(FormField::Priority),
            on_choose: self
                .edit
                .reform(|key: String| DraftAction::Priority(Priority::from_key(&key))),
        }
        .view()
    }

    /// What an incident's priority is made of: which pair it is, and to choose another.
    pub(super) fn pair(&self) -> Html {
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
}

/// What the instance calls a priority, else what it usually is called.
pub(super) fn priority_name(messages: &Messages, form: &Form, priority: Priority) -> AttrValue {
    match form.known.form(form.draft.ticket_type).priority(priority) {
        Some(own) => own.to_owned().into(),
        None => messages.text(&["priority.", priority.key()].concat()),
    }
}
