//! The form's fields.

use snowline_core::task::Reference;
use snowline_core::tickets::{Shown, TicketField, WholeTicket};
use snowline_core::{Error, Kind};
use yew::{AttrValue, Callback};

use crate::components::{Field, Lookup, LookupField, error_note};
use crate::dom::{El, button, el};
use crate::part::part;

use super::choose::Choose;
use super::edit::Form;
use super::edit_values::state_name;

/// The record that a field refers to.
fn reference(shown: &Shown) -> Option<Reference> {
    Reference::new(&shown.value, shown.text())
}

impl Form {
    pub(super) fn fields(&self, whole: &WholeTicket) -> El {
        let mut fields = el("div.stack");
        for field in self.asked() {
            fields = fields.child(self.control(field, whole));
        }
        let messages = self.desk.app.messages();
        let error = self
            .error
            .get()
            .filter(|error| self.refusal(error).is_none());
        let error = error.map(|error| {
            let form = self.clone();
            let retry = Callback::from(move |()| form.save());
            error_note(&messages, &error, Some(retry), Vec::new())
        });
        fields.child(error).child(self.buttons("ticketPage.save"))
    }

    /// Save and cancel.
    pub(super) fn buttons(&self, save: &str) -> El {
        let messages = self.desk.app.messages();
        let busy = self.busy.get();
        let save = if busy { "ticketPage.saving" } else { save };
        let form = self.clone();
        let cancel = Callback::from(move |()| form.close());
        el("div.row")
            .child(
                el("button.btn primary")
                    .attr("type", "submit")
                    .attr_if(busy, "aria-disabled", "true")
                    .says(&messages, save),
            )
            .child(button("button.btn", cancel).says(&messages, "action.cancel"))
    }

    /// ServiceNow's words, where it has refused what was sent: they belong to the field.
    fn refusal(&self, error: &Error) -> Option<AttrValue> {
        let reason = match error.kind() {
            Kind::Forbidden { reason } | Kind::Refused { reason, .. } => reason,
            _ => return None,
        };
        let messages = self.desk.app.messages();
        Some(messages.format("ticketPage.refused", &[("reason", reason)]))
    }

    fn error_of(&self, field: TicketField) -> Option<AttrValue> {
        if self.is_gone(field) {
            return Some(self.desk.app.messages().text("ticketPage.notOffered"));
        }
        if field == self.field {
            return self
                .error
                .look()
                .as_ref()
                .and_then(|error| self.refusal(error));
        }
        let is_missing = self.tried.get() && self.is_missing(field);
        is_missing.then(|| self.desk.app.messages().text("ticketPage.required"))
    }

    fn control(&self, field: TicketField, whole: &WholeTicket) -> El {
        match field {
            TicketField::State => self.state(whole),
            TicketField::CloseCode => self.list(field, "edit-close-code"),
            TicketField::HoldReason => self.list(field, "edit-hold-reason"),
            TicketField::CloseNotes => {
                let control = el("textarea").attr("rows", "3").attr("dir", "auto");
                self.around(field, "edit-close-notes", self.typing(field, control), None)
            }
            TicketField::Due => {
                let control = el("input").attr("type", "date");
                let hint = self.desk.app.messages().text("ticketPage.due.hint");
                self.around(field, "edit-due", self.typing(field, control), Some(hint))
            }
            TicketField::Group => self.person(field, "edit-group", Lookup::Group),
            TicketField::Assignee => {
                let seen = self.seen.look();
                let group = seen.get(TicketField::Group).and_then(reference);
                let lookup = Lookup::User { of_group: group };
                self.person(field, "edit-assignee", lookup)
            }
        }
    }

    /// A group or a person of the instance.
    fn person(&self, field: TicketField, id: &'static str, lookup: Lookup) -> El {
        let chosen = match self.chosen_for(field) {
            Some(shown) => reference(&shown),
            None => self.seen.look().get(field).and_then(reference),
        };
        let form = self.clone();
        let lookup = LookupField {
            app: self.desk.app.clone(),
            id,
            label: self.desk.app.messages().text(field.key()),
            error: self.error_of(field),
            chosen,
            lookup,
            on_choose: Callback::from(move |chosen: Option<Reference>| {
                let shown = chosen.map(|chosen| Shown {
                    value: chosen.id,
                    label: Some(chosen.name),
                });
                let nothing = || Shown {
                    value: String::new(),
                    label: None,
                };
                form.choose(field, shown.unwrap_or_else(nothing));
            }),
        };
        el("div").child(part(lookup))
    }

    fn typing(&self, field: TicketField, control: El) -> El {
        let form = self.clone();
        let typed = Callback::from(move |value: String| {
            form.choose(field, Shown { value, label: None });
        });
        control
            .value(self.value(field).into())
            .on_value("input", typed)
    }

    fn around(
        &self,
        field: TicketField,
        id: &'static str,
        control: El,
        hint: Option<AttrValue>,
    ) -> El {
        Field {
            id,
            label: self.desk.app.messages().text(field.key()),
            error: self.error_of(field),
            hint,
            used: None,
        }
        .around(control)
    }

    /// The states that the ticket can go to, and what others wait for.
    fn state(&self, whole: &WholeTicket) -> El {
        let messages = self.desk.app.messages();
        let here = self.held(TicketField::State);
        let mut choices: Vec<Shown> = Vec::new();
        let mut waiting = Vec::new();
        let mut hint = None;
        match (&whole.moves, self.choices.get()) {
            (Some(moves), _) => {
                for to in moves {
                    let shown = Shown {
                        value: to.to.clone(),
                        label: to.label.clone(),
                    };
                    if to.open {
                        choices.push(shown);
                    } else {
                        waiting.push((shown, to.missing.join(", ")));
                    }
                }
            }
            (None, Some(known)) => {
                choices.extend(known.of(TicketField::State).iter().cloned());
                hint = Some(messages.text("ticketPage.state.hint"));
            }
            (None, None) => hint = Some(messages.text("loading")),
        }
        if choices.iter().all(|shown| shown.value != here) {
            let label = whole.detail.ticket.state.label.clone();
            let value = here.clone();
            choices.insert(0, Shown { value, label });
        }
        let select = self.select(TicketField::State, "edit-state", choices, hint);
        let mut state = el("div.stack").child(select);
        for (shown, missing) in waiting {
            let name = state_name(&self.desk, &shown.value, shown.label.as_deref());
            let what = match missing.is_empty() {
                true => messages.format("ticketPage.state.closed", &[("state", &name)]),
                false => messages.format(
                    "ticketPage.state.waits",
                    &[("state", &name), ("missing", &missing)],
                ),
            };
            state = state.child(el("p.muted small").child(what));
        }
        state
    }

    fn list(&self, field: TicketField, id: &'static str) -> El {
        let choices = self.choices.get();
        let hint = match &choices {
            None => Some("loading"),
            Some(choices) if !choices.of_instance => Some("ticketPage.choices.usual"),
            Some(_) => None,
        };
        let hint = hint.map(|key| self.desk.app.messages().text(key));
        let mut offered = choices
            .map(|known| known.of(field).to_vec())
            .unwrap_or_default();
        let held = self.held(field);
        if offered.iter().all(|shown| shown.value != held) {
            offered.extend(self.seen.look().get(field).cloned());
        }
        self.select(field, id, offered, hint)
    }

    fn select(
        &self,
        field: TicketField,
        id: &'static str,
        mut offered: Vec<Shown>,
        hint: Option<AttrValue>,
    ) -> El {
        let messages = self.desk.app.messages();
        // What was chosen some time ago is seen, whatever is offered now: it is what Save sends.
        let chosen = self.chosen_for(field);
        let is_offered = |one: &Shown| offered.iter().any(|shown| shown.value == one.value);
        offered.extend(chosen.filter(|one| !one.value.is_empty() && !is_offered(one)));
        let name = |shown: &Shown| match field {
            TicketField::State => state_name(&self.desk, &shown.value, shown.label.as_deref()),
            _ => shown.text().to_owned().into(),
        };
        let gone = self.is_gone(field).then(|| self.value(field));
        let choices = offered.iter().map(|shown| {
            let name = match gone.as_ref() == Some(&shown.value) {
                true => messages.format("ticketPage.notOffered.value", &[("value", &name(shown))]),
                false => name(shown),
            };
            (shown.value.clone(), name)
        });
        let choices = choices.collect();
        let form = self.clone();
        let choose = Callback::from(move |value: String| {
            let label = offered.iter().find(|shown| shown.value == value);
            let label = label.and_then(|shown| shown.label.clone());
            form.choose(field, Shown { value, label });
        });
        Choose {
            id,
            label: messages.text(field.key()),
            value: &self.value(field),
            choices,
            placeholder: messages.text("ticketPage.choose"),
            hint,
            error: self.error_of(field),
            on_choose: choose,
        }
        .view()
    }
}
