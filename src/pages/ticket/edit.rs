//! The form in a fact's place.

use std::rc::Rc;

use snowline_core::date::Date;
use snowline_core::ports::Clock;
use snowline_core::servicenow::{FormChoices, Saved};
use snowline_core::task::Reference;
use snowline_core::tickets::{Shown, TicketDetail, TicketField, WholeTicket};
use snowline_core::{Error, Kind};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, KeyboardEvent};
use yew::{AttrValue, Callback, Html};

use crate::browser::Browser;
use crate::components::{Field, Lookup, LookupField, error_note};
use crate::dom::{El, button, el};
use crate::part::{Cx, Part, State, part};

use super::choose::Choose;
use super::conflict::Conflict;
use super::desk::Desk;
use super::edit_values::state_name;

/// The form in a fact's place.
pub(super) struct Edit {
    pub(super) desk: Desk,
    pub(super) whole: Rc<WholeTicket>,
    pub(super) field: TicketField,
}

/// What a person has chosen for a field; a day stands as `2026-11-21`.
type Chosen = Vec<(TicketField, Shown)>;

/// What the form's callbacks know.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) desk: Desk,
    pub(super) field: TicketField,
    /// The ticket as it was when the form was opened: what it is now may be somebody else's doing.
    pub(super) seen: State<Rc<TicketDetail>>,
    chosen: State<Chosen>,
    choices: State<Option<Rc<FormChoices>>>,
    busy: State<bool>,
    error: State<Option<Error>>,
    /// What was left out is said after the first try.
    tried: State<bool>,
    pub(super) theirs: State<Option<Rc<TicketDetail>>>,
}

impl Part for Edit {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let detail = &self.whole.detail;
        let form = Form {
            desk: self.desk.clone(),
            field: self.field,
            seen: cx.state(|| Rc::new(detail.clone())),
            chosen: cx.state(Vec::new),
            choices: cx.state(|| None),
            busy: cx.state(|| false),
            error: cx.state(|| None),
            tried: cx.state(|| false),
            theirs: cx.state(|| None),
        };
        if self.field == TicketField::State {
            let form = form.clone();
            cx.on_change(0, move || form.learn_choices());
        }
        let conflict = form.theirs.get();
        let content = match &conflict {
            Some(theirs) => Conflict {
                form: &form,
                theirs,
            }
            .view(),
            None => form.fields(&self.whole),
        };
        let submit = {
            let form = form.clone();
            Callback::from(move |event: Event| {
                event.prevent_default();
                form.save();
            })
        };
        let escape = {
            let form = form.clone();
            Callback::from(move |event: Event| {
                let key: &KeyboardEvent = event.unchecked_ref();
                if key.key() == "Escape" && !key.is_composing() && !event.default_prevented() {
                    form.close();
                }
            })
        };
        el("form.form stack edit")
            .attr("novalidate", "novalidate")
            .on("submit", submit)
            .on("keydown", escape)
            .child(content)
            .html()
    }
}

/// The record that a field refers to.
fn reference(shown: &Shown) -> Option<Reference> {
    Reference::new(&shown.value, shown.text())
}

impl Form {
    fn learn_choices(&self) {
        let Some(servicenow) = self.desk.app.connection().servicenow.clone() else {
            return;
        };
        let form = self.clone();
        spawn_local(async move {
            let language = form.desk.app.messages().language();
            let asking = servicenow.form_choices(form.desk.ticket_type, language.tag());
            form.choices.set(Some(Rc::new(asking.await)));
        });
    }

    /// What the field is to hold: what was chosen, else what it holds.
    pub(super) fn value(&self, field: TicketField) -> String {
        let chosen = self.chosen.look();
        let found = chosen.iter().find(|(known, _)| *known == field);
        match found {
            Some((_, shown)) => shown.value.clone(),
            None => self.held(field),
        }
    }

    fn held(&self, field: TicketField) -> String {
        let seen = self.seen.look();
        match field {
            TicketField::Due => {
                let day = seen.ticket.due.and_then(|due| Browser::new().day_of(due));
                day.map(Date::to_iso).unwrap_or_default()
            }
            _ => seen.value(field).to_owned(),
        }
    }

    /// What the person has chosen, in words.
    pub(super) fn words(&self, field: TicketField) -> AttrValue {
        let messages = self.desk.app.messages();
        let value = self.value(field);
        let chosen = self.chosen.look();
        let label = chosen.iter().find(|(known, _)| *known == field);
        let label = label.and_then(|(_, shown)| shown.label.clone());
        match field {
            _ if value.is_empty() => messages.text("ticketPage.nobody"),
            TicketField::State => state_name(&self.desk, &value, label.as_deref()),
            TicketField::Due => match Date::parse(&value) {
                Some(day) => messages.day(crate::browser::intl::noon(day)).into(),
                None => value.into(),
            },
            _ => label.unwrap_or(value).into(),
        }
    }

    fn choose(&self, field: TicketField, shown: Shown) {
        self.error.set(None);
        self.chosen.update(|mut chosen| {
            chosen.retain(|(known, _)| *known != field);
            chosen.push((field, shown));
            chosen
        });
    }

    pub(super) fn close(&self) {
        self.desk.editing.set(None);
    }

    /// The fields of the form: the one that is changed, and what its new value needs.
    pub(super) fn asked(&self) -> Vec<TicketField> {
        let mut asked = vec![self.field];
        if self.field == TicketField::State {
            let target = self.value(TicketField::State);
            if target != self.held(TicketField::State) {
                asked.extend(TicketField::needed_for(self.desk.ticket_type, &target));
            }
        }
        asked
    }

    fn is_missing(&self, field: TicketField) -> bool {
        field != self.field && self.value(field).trim().is_empty()
    }

    /// What is to be written, in ServiceNow's own values.
    fn change(&self) -> Vec<(TicketField, String)> {
        let stored = |field: TicketField| match field {
            TicketField::Due => {
                let day = Date::parse(&self.value(field));
                let end = day.map(|day| Browser::new().end_of_day(day));
                end.and_then(|end| end.to_servicenow()).unwrap_or_default()
            }
            _ => self.value(field),
        };
        let asked = self.asked().into_iter();
        asked.map(|field| (field, stored(field))).collect()
    }

    pub(super) fn save(&self) {
        let Some(servicenow) = self.desk.app.connection().servicenow.clone() else {
            return;
        };
        self.tried.set(true);
        let is_incomplete = self.asked().into_iter().any(|field| self.is_missing(field));
        if self.busy.get() || is_incomplete {
            return;
        }
        // Nothing else than what is there: a day has no time, so that the same day would move it.
        if self.value(self.field) == self.held(self.field) && self.theirs.look().is_none() {
            self.close();
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let form = self.clone();
        spawn_local(async move {
            let (seen, change) = (form.seen.get(), form.change());
            let answer = servicenow.change_ticket(&seen, &change).await;
            form.busy.set(false);
            match answer {
                Ok(Saved::Done(saved)) => form.desk.saved(*saved),
                Ok(Saved::Conflict(theirs)) => form.theirs.set(Some(Rc::new(*theirs))),
                Err(error) => form.error.set(Some(error)),
            }
        });
    }

    fn fields(&self, whole: &WholeTicket) -> El {
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
        let chosen = self.chosen.look();
        let chosen = chosen.iter().find(|(known, _)| *known == field);
        let chosen = match chosen {
            Some((_, shown)) => reference(shown),
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
        let value = self.value(field);
        if !value.is_empty() && offered.iter().all(|shown| shown.value != value) {
            offered.extend(self.seen.look().get(field).cloned());
        }
        self.select(field, id, offered, hint)
    }

    fn select(
        &self,
        field: TicketField,
        id: &'static str,
        offered: Vec<Shown>,
        hint: Option<AttrValue>,
    ) -> El {
        let messages = self.desk.app.messages();
        let name = |shown: &Shown| match field {
            TicketField::State => state_name(&self.desk, &shown.value, shown.label.as_deref()),
            _ => shown.text().to_owned().into(),
        };
        let choices = offered
            .iter()
            .map(|shown| (shown.value.clone(), name(shown)));
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

impl Form {
    /// Saves after all, over what somebody else has written and the person has seen now.
    pub(super) fn overwrite(&self, theirs: &Rc<TicketDetail>) {
        // What the fields were to hold does not follow what they hold now.
        for field in self.asked() {
            let value = self.value(field);
            let label = self
                .seen
                .look()
                .get(field)
                .and_then(|shown| shown.label.clone());
            let is_chosen = self.chosen.look().iter().any(|(known, _)| *known == field);
            if !is_chosen {
                self.choose(field, Shown { value, label });
            }
        }
        self.seen.set(theirs.clone());
        self.save();
        self.theirs.set(None);
    }
}
