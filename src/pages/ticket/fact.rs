//! A fact that can be changed: its value with a button, or the form in its place.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::tickets::{TicketField, WholeTicket};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{Callback, Html, NodeRef};

use crate::connection::Status;
use crate::dom::{button, el};
use crate::part::{Cx, Part, part};

use super::desk::Desk;
use super::edit::Edit;
use super::edit_values::shown;

/// A fact that can be changed.
pub(super) struct Fact {
    pub(super) desk: Desk,
    pub(super) whole: Rc<WholeTicket>,
    pub(super) field: TicketField,
}

impl Part for Fact {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let (desk, field) = (&self.desk, self.field);
        let messages = desk.app.messages();
        let place = cx.node();
        let is_open = desk.editing.get() == Some(field);
        let began = cx.keep(|| Cell::new(false));
        let (shown_place, editing) = (place.clone(), desk.editing.clone());
        cx.on_change(is_open.into(), move || {
            // The first drawing moves nothing, nor does a form that goes for another.
            let is_for_another = !is_open && editing.look().is_some();
            if began.replace(true) && !is_for_another {
                let place = match is_open {
                    true => "select, input, textarea",
                    // Not one of the form that is about to go.
                    false => ":scope > button",
                };
                focus(&shown_place, place);
            }
        });
        if is_open {
            let edit = Edit {
                desk: desk.clone(),
                whole: self.whole.clone(),
                field,
            };
            return el("div").node(&place).child(part(edit)).html();
        }
        let begin = {
            let desk = desk.clone();
            Callback::from(move |()| {
                desk.news.set(None);
                desk.editing.set(Some(field));
            })
        };
        let name = messages.text(field.key());
        let change = messages.format("ticketPage.changeField", &[("field", &name)]);
        let can = desk.app.connection().status == Status::SignedIn;
        let change = can.then(|| {
            button("button.btn quiet", begin)
                .set("aria-label", change)
                .says(&messages, "ticketPage.change")
        });
        el("div.row between")
            .node(&place)
            .child(el("bdi").child(shown(desk, &self.whole, field)))
            .child(change)
            .html()
    }
}

/// Gives the focus to the first such element in a place.
fn focus(place: &NodeRef, selector: &str) {
    let found = place
        .cast::<Element>()
        .and_then(|place| place.query_selector(selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        found.focus().ok();
    }
}
