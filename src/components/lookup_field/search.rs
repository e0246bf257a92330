//! The search behind the field, and what keys and clicks do to it.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::error::Result;
use snowline_core::ports::Clock;
use snowline_core::servicenow::{Found, Offer, ServiceNow};
use snowline_core::task::Reference;
use snowline_core::tickets::Remote;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, KeyboardEvent};
use yew::{AttrValue, Callback, NodeRef};

use crate::browser::{Browser, intl};
use crate::dom::{El, el};
use crate::part::State;

use super::{Lookup, LookupField};

/// So long nothing more is typed before it is asked for.
const PAUSE_MS: u32 = 300;

/// What the field's callbacks know.
#[derive(Clone)]
pub(super) struct Search {
    pub(super) field: LookupField,
    /// What is typed; nothing while no search is under way.
    pub(super) typed: State<Option<String>>,
    pub(super) found: State<Remote<Rc<Found>>>,
    pub(super) active: State<usize>,
    pub(super) asked: Rc<Cell<u32>>,
    pub(super) input: NodeRef,
}

impl Search {
    /// What can be chosen now.
    pub(super) fn offered(&self) -> Vec<Offer> {
        if self.typed.look().is_none() {
            return Vec::new();
        }
        let found = self.found.look();
        let offers = found.value().map(|found| found.offers.clone());
        offers.unwrap_or_default()
    }

    pub(super) fn options(&self, offered: &[Offer]) -> El {
        let mut options = el("ul.options")
            .set("id", self.field.list_id())
            .attr("role", "listbox")
            .set("aria-label", self.field.label.clone())
            .attr_if(offered.is_empty(), "hidden", "hidden");
        for (place, offer) in offered.iter().enumerate() {
            let (search, chosen) = (self.clone(), offer.reference.clone());
            // Before the field loses the focus, by which the list goes.
            let choose = Callback::from(move |event: Event| {
                event.prevent_default();
                search.choose(Some(chosen.clone()));
            });
            let detail = (!offer.detail.is_empty()).then(|| {
                let detail = el("bdi.muted small");
                detail.child(AttrValue::from(offer.detail.clone()))
            });
            let option = el("li")
                .key(&offer.reference.id)
                .set("id", self.field.option_id(&offer.reference))
                .attr("role", "option")
                .yes_or_no("aria-selected", place == self.active.get())
                .on("mousedown", choose)
                .child(el("bdi").child(AttrValue::from(offer.reference.name.clone())))
                .child(detail);
            options = options.child(option);
        }
        options
    }

    pub(super) fn on_input(&self) -> Callback<String> {
        let search = self.clone();
        Callback::from(move |text: String| {
            search.typed.set(Some(text));
            search.ask(PAUSE_MS);
        })
    }

    /// Asks for what is typed, if nothing more is typed for so long.
    pub(super) fn ask(&self, pause_ms: u32) {
        let mine = self.asked.get().wrapping_add(1);
        self.asked.set(mine);
        let search = self.clone();
        search.found.update(Remote::start);
        spawn_local(async move {
            Browser::new().sleep(pause_ms).await;
            let text = search.typed.get();
            let servicenow = search.field.app.connection().servicenow.clone();
            let (Some(text), Some(servicenow)) = (text, servicenow) else {
                return;
            };
            if search.asked.get() != mine {
                return;
            }
            let answer = search.field.lookup.find(&servicenow, &text).await;
            // What was typed since then has an answer of its own.
            if search.asked.get() == mine {
                search.active.set(0);
                search
                    .found
                    .update(|known| known.finish(answer.map(Rc::new)));
            }
        });
    }

    pub(super) fn on_key(&self) -> Callback<Event> {
        let search = self.clone();
        Callback::from(move |event: Event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            // An input method's own keys are not ours.
            if !key.is_composing() && search.press(&key.key()) {
                event.prevent_default();
            }
        })
    }

    /// Whether the key meant something here.
    fn press(&self, key: &str) -> bool {
        let offered = self.offered();
        let (last, active) = (offered.len().saturating_sub(1), self.active.get());
        match key {
            "ArrowDown" if self.typed.look().is_none() => {
                self.typed.set(Some(String::new()));
                self.ask(0);
            }
            "ArrowDown" => self.active.set(if active < last { active + 1 } else { 0 }),
            "ArrowUp" if !offered.is_empty() => {
                self.active.set(active.checked_sub(1).unwrap_or(last));
            }
            "Enter" => match offered.get(active) {
                Some(offer) => self.choose(Some(offer.reference.clone())),
                // In a form the key would send it while something is looked for.
                None => return self.typed.look().is_some(),
            },
            "Escape" if self.typed.look().is_some() => self.end(),
            _ => return false,
        }
        true
    }

    /// Who leaves the field has chosen nothing: the choice from before holds.
    pub(super) fn on_leave(&self) -> Callback<Event> {
        let search = self.clone();
        Callback::from(move |_: Event| {
            if search.typed.look().is_some() {
                search.end();
            }
        })
    }

    pub(super) fn choose(&self, chosen: Option<Reference>) {
        self.field.on_choose.emit(chosen);
        self.end();
    }

    fn end(&self) {
        self.asked.set(self.asked.get().wrapping_add(1));
        self.typed.set(None);
        self.found.set(Remote::Idle);
        self.active.set(0);
    }
}

impl Lookup {
    async fn find(&self, servicenow: &ServiceNow<Browser>, typed: &str) -> Result<Found> {
        match self {
            Self::Group => servicenow.groups(typed, intl::lower_case).await,
            Self::User { of_group } => {
                let of_group = of_group.as_ref();
                servicenow.users(typed, of_group, intl::lower_case).await
            }
            Self::Record { table } => servicenow.records(table, typed, intl::lower_case).await,
        }
    }
}
