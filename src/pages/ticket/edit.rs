//! The form in a fact's place.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::date::Date;
use snowline_core::ports::{Clock, Ports};
use snowline_core::servicenow::{FormChoices, Saved};
use snowline_core::tickets::edit_draft::EditDraft;
use snowline_core::tickets::{Shown, TicketDetail, TicketField, WholeTicket};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, KeyboardEvent};
use yew::{AttrValue, Callback, Html};

use crate::browser::Browser;
use crate::dom::el;
use crate::part::{Cx, Part, State};

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
pub(super) type Chosen = Vec<(TicketField, Shown)>;

/// What the form's callbacks know.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) desk: Desk,
    pub(super) field: TicketField,
    /// The ticket with what is known around it now.
    whole: Rc<WholeTicket>,
    /// The ticket as it was when the form was opened: what it is now may be somebody else's doing.
    pub(super) seen: State<Rc<TicketDetail>>,
    pub(super) chosen: State<Chosen>,
    pub(super) choices: State<Option<Rc<FormChoices>>>,
    pub(super) busy: State<bool>,
    pub(super) error: State<Option<Error>>,
    /// What was left out is said after the first try.
    pub(super) tried: State<bool>,
    pub(super) theirs: State<Option<Rc<TicketDetail>>>,
}

impl Part for Edit {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let detail = &self.whole.detail;
        let field = self.field;
        let kept = cx.keep(|| self.kept());
        let form = Form {
            desk: self.desk.clone(),
            field,
            whole: self.whole.clone(),
            seen: cx.state(|| Rc::new(detail.clone())),
            chosen: cx.state(|| match &*kept {
                Some(kept) => kept.chosen.clone(),
                None => Vec::new(),
            }),
            choices: cx.state(|| None),
            busy: cx.state(|| false),
            error: cx.state(|| None),
            tried: cx.state(|| false),
            theirs: cx.state(|| {
                let is_theirs = kept.as_ref().as_ref().is_some_and(|kept| {
                    let target = kept.chosen.iter().find(|(known, _)| *known == field);
                    let target = target.map_or("", |(_, shown)| &shown.value);
                    let asked = fields(&self.desk, field, target, &held(detail, field));
                    let mut kept = kept.held.iter();
                    kept.any(|(field, kept)| asked.contains(field) && *kept != held(detail, *field))
                });
                is_theirs.then(|| Rc::new(detail.clone()))
            }),
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
            .child(kept.is_some().then(|| {
                let again = el("p.muted small").attr("role", "status");
                again.says(&self.desk.app.messages(), "ticketPage.edit.kept")
            }))
            .child(content)
            .html()
    }
}

impl Edit {
    /// What was chosen before the page was left, unless the field holds that by now.
    fn kept(&self) -> Option<EditDraft> {
        let browser = Browser::new();
        let (store, id) = (browser.local_store(), &self.desk.sys_id);
        let kept = EditDraft::find(store, id, self.field)?;
        let own = kept.chosen.iter().find(|(field, _)| *field == self.field);
        let is_done = own.is_some_and(|(_, own)| own.value == held(&self.whole.detail, self.field));
        if is_done {
            EditDraft::forget(store, id, self.field);
            return None;
        }
        Some(kept)
    }
}

/// What a field holds; a day as `2026-11-21`.
fn held(detail: &TicketDetail, field: TicketField) -> String {
    match field {
        TicketField::Due => {
            let day = detail.ticket.due.and_then(|due| Browser::new().day_of(due));
            day.map(Date::to_iso).unwrap_or_default()
        }
        _ => detail.value(field).to_owned(),
    }
}

/// A field, and what its new value needs.
fn fields(desk: &Desk, field: TicketField, target: &str, held: &str) -> Vec<TicketField> {
    let mut fields = vec![field];
    if field == TicketField::State && target != held {
        fields.extend(TicketField::needed_for(desk.ticket_type, target));
    }
    fields
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

    /// What was chosen for the field, if anything.
    pub(super) fn chosen_for(&self, field: TicketField) -> Option<Shown> {
        let chosen = self.chosen.look();
        let found = chosen.iter().find(|(known, _)| *known == field);
        found.map(|(_, shown)| shown.clone())
    }

    /// What the field is to hold: what was chosen, else what it holds.
    pub(super) fn value(&self, field: TicketField) -> String {
        let chosen = self.chosen_for(field).map(|shown| shown.value);
        chosen.unwrap_or_else(|| self.held(field))
    }

    /// Whether the instance has offered what was chosen, and does not any more. It is not sent then:
    /// an instance may take a value that none of its forms has.
    pub(super) fn is_gone(&self, field: TicketField) -> bool {
        let value = self.value(field);
        if value.is_empty() || value == self.held(field) {
            return false;
        }
        let choices = self.choices.look();
        match (field, &self.whole.moves, &*choices) {
            (TicketField::State, Some(moves), _) => {
                !moves.iter().any(|known| known.open && known.to == value)
            }
            (
                TicketField::State | TicketField::CloseCode | TicketField::HoldReason,
                _,
                Some(known),
            ) => known.of_instance && known.of(field).iter().all(|shown| shown.value != value),
            _ => false,
        }
    }

    pub(super) fn held(&self, field: TicketField) -> String {
        held(&self.seen.look(), field)
    }

    /// What the person has chosen, in words.
    pub(super) fn words(&self, field: TicketField) -> AttrValue {
        let messages = self.desk.app.messages();
        let value = self.value(field);
        let label = self.chosen_for(field).and_then(|shown| shown.label);
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

    pub(super) fn choose(&self, field: TicketField, shown: Shown) {
        self.error.set(None);
        self.chosen.update(|mut chosen| {
            chosen.retain(|(known, _)| *known != field);
            chosen.push((field, shown));
            chosen
        });
        self.keep();
    }

    fn keep(&self) {
        let chosen = self.chosen.get();
        let held = chosen.iter().map(|(field, _)| (*field, self.held(*field)));
        let draft = EditDraft {
            held: held.collect(),
            chosen,
        };
        draft.keep(Browser::new().local_store(), &self.desk.sys_id, self.field);
    }

    pub(super) fn close(&self) {
        self.forget();
        self.desk.editing.set(None);
    }

    fn forget(&self) {
        EditDraft::forget(Browser::new().local_store(), &self.desk.sys_id, self.field);
    }

    /// The fields of the form: the one that is changed, and what its new value needs.
    pub(super) fn asked(&self) -> Vec<TicketField> {
        let field = self.field;
        fields(&self.desk, field, &self.value(field), &self.held(field))
    }

    pub(super) fn is_missing(&self, field: TicketField) -> bool {
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
        let keeps = |field: TicketField| self.is_missing(field) || self.is_gone(field);
        let is_incomplete = self.asked().into_iter().any(keeps);
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
                Ok(Saved::Done(saved)) => {
                    form.forget();
                    form.desk.saved(*saved);
                }
                Ok(Saved::Conflict(theirs)) => form.theirs.set(Some(Rc::new(*theirs))),
                Err(error) => form.error.set(Some(error)),
            }
        });
    }

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
        self.keep();
        self.save();
        self.theirs.set(None);
    }
}
