//! A button that opens a panel beside it: the browser's own disclosure, closed like a menu.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent, Node};
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::browser::page;
use crate::dom::{El, el};
use crate::part::{Cx, Part};

/// A button that opens a panel with fields. Escape closes it and gives the focus back to the button;
/// so do leaving it by the keyboard and a press elsewhere, which leave the focus where it goes.
pub struct Popover {
    /// The button's text.
    pub label: AttrValue,
    /// How many of its choices are made; 0 shows no number.
    pub chosen: AttrValue,
    /// What is in the panel.
    pub body: Html,
    /// The panel is opened or closed.
    pub on_toggle: Callback<()>,
}

impl Part for Popover {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let place = cx.node();
        let elsewhere = place.clone();
        cx.keep(|| {
            page::listen_to_window("pointerdown", move |event| {
                let path = event.composed_path();
                let place = elsewhere.cast::<Element>();
                if place.is_some_and(|place| !path.includes(&place, 0)) {
                    close(&elsewhere);
                }
            })
        });
        let on_key = {
            let place = place.clone();
            Callback::from(move |event: Event| {
                let key: &KeyboardEvent = event.unchecked_ref();
                if key.key() == "Escape" && close(&place) {
                    event.stop_propagation();
                    let summary = place.cast::<Element>();
                    let summary = summary.and_then(|place| place.first_element_child());
                    if let Some(summary) = summary.and_then(|it| it.dyn_into::<HtmlElement>().ok())
                    {
                        summary.focus().ok();
                    }
                }
            })
        };
        let on_leave = {
            let place = place.clone();
            Callback::from(move |event: Event| {
                let event: &FocusEvent = event.unchecked_ref();
                let to: Option<Node> = event.related_target().and_then(|to| to.dyn_into().ok());
                let element = place.cast::<Element>();
                if let (Some(to), Some(element)) = (to, element)
                    && !element.contains(Some(&to))
                {
                    close(&place);
                }
            })
        };
        let toggled = self.on_toggle.clone();
        let summary = el("summary.btn")
            .child(self.label.clone())
            .child(self.chosen());
        el("details.popover")
            .node(&place)
            .on("keydown", on_key)
            .on("focusout", on_leave)
            .on("toggle", Callback::from(move |_: Event| toggled.emit(())))
            .child(summary)
            .child(el("div.panel").child(self.body.clone()))
            .html()
    }
}

impl Popover {
    fn chosen(&self) -> Option<El> {
        let some = !self.chosen.is_empty();
        some.then(|| el("span.count num").child(self.chosen.clone()))
    }
}

/// Closes it; whether it was open.
fn close(place: &NodeRef) -> bool {
    let Some(place) = place.cast::<Element>() else {
        return false;
    };
    let open = place.has_attribute("open");
    place.remove_attribute("open").ok();
    open
}
