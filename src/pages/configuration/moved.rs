//! The focus after a state was moved: it goes with the button that was pressed.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{AttrValue, NodeRef};

use crate::part::{Cx, State};

/// Which button was pressed last, of those in a place.
#[derive(Clone)]
pub(super) struct Moved {
    /// What the buttons are in.
    pub(super) place: NodeRef,
    last: State<(u64, String)>,
}

impl Moved {
    /// Gives the focus back after a move: a row that changes its place in the document loses it.
    pub(super) fn of(cx: &mut Cx<'_>) -> Self {
        let place = cx.node();
        let last = cx.state(|| (0_u64, String::new()));
        let (count, name) = last.get();
        let buttons = place.clone();
        cx.on_change(count, move || {
            let selector = ["[data-move=\"", &name, "\"]"].concat();
            let buttons = buttons.cast::<Element>().filter(|_| count > 0);
            let button = buttons.and_then(|all| all.query_selector(&selector).ok().flatten());
            if let Some(button) = button.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                button.focus().ok();
            }
        });
        Self { place, last }
    }

    /// The name of a button, for the attribute `data-move`.
    pub(super) fn name(value: i32, up: bool) -> AttrValue {
        let way = if up { " up" } else { " down" };
        [&value.to_string(), way].concat().into()
    }

    /// Notes that it was pressed.
    pub(super) fn note(&self, value: i32, up: bool) {
        let name = Self::name(value, up).to_string();
        self.last.update(|(count, _)| (count + 1, name));
    }
}
