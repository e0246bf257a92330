//! How a change request is made, and what a standard one is made from.

use snowline_core::task::{ChangeType, DraftAction, FormField, TicketType};
use yew::{Callback, Html};

use crate::components::{SelectField, error_note};
use crate::dom::{El, el};

use super::controls::Controls;
use super::select::Select;

impl Controls<'_> {
    /// How a change request is made.
    pub(super) fn change_type(&self) -> El {
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
    pub(super) fn template(&self) -> Html {
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
}
