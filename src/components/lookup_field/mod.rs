//! A record of the instance, found by its name: a group, a person. The combobox pattern of the
//! ARIA Authoring Practices: the focus stays in the field, the arrow keys choose.

mod search;
mod words;

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::task::Reference;
use snowline_core::tickets::Remote;
use web_sys::HtmlElement;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{Field, error_note};
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::part::{Cx, Part};

use search::Search;

/// What is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A group.
    Group,
    /// An active user; with a group, one of its members.
    User {
        /// The group.
        of_group: Option<Reference>,
    },
    /// A record of another table.
    Record {
        /// The table.
        table: String,
    },
}

/// A field to choose a record of the instance.
#[derive(Clone)]
pub struct LookupField {
    /// What all parts share.
    pub app: Rc<App>,
    /// The control's `id`. The list's is `{id}-list`.
    pub id: &'static str,
    /// The label.
    pub label: AttrValue,
    /// What is wrong with the choice.
    pub error: Option<AttrValue>,
    /// What is chosen.
    pub chosen: Option<Reference>,
    /// What is looked up.
    pub lookup: Lookup,
    /// The person chose, or wants nothing chosen.
    pub on_choose: Callback<Option<Reference>>,
}

impl Part for LookupField {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let search = Search {
            field: self.clone(),
            typed: cx.state(|| None),
            found: cx.state(|| Remote::Idle),
            active: cx.state(|| 0),
            asked: cx.keep(|| Cell::new(0)),
            input: cx.node(),
        };
        let messages = self.app.messages();
        let words = self.lookup.words();
        let signed_in = self.app.connection().status == Status::SignedIn;
        let offered = search.offered();
        let name = self.chosen.as_ref().map(|chosen| chosen.name.clone());
        let text = search.typed.get().or(name).unwrap_or_default();
        let hint = if signed_in { words.hint } else { words.sign_in };
        let field = Field {
            id: self.id,
            label: self.label.clone(),
            error: self.error.clone(),
            hint: Some(messages.text(hint)),
            used: None,
        };
        let active = offered.get(search.active.get());
        let input = el("input")
            .node(&search.input)
            .attr("type", "text")
            .attr("dir", "auto")
            .attr("role", "combobox")
            .attr("autocomplete", "off")
            .attr("aria-autocomplete", "list")
            .set("aria-controls", self.list_id())
            .yes_or_no("aria-expanded", !offered.is_empty())
            .set_if_any(
                "aria-activedescendant",
                active.map(|offer| self.option_id(&offer.reference)),
            )
            .attr_if(!signed_in, "readonly", "readonly")
            .value(text.into())
            .on_value("input", search.on_input())
            .on("keydown", search.on_key())
            .on("focusout", search.on_leave());
        let forget = self.chosen.as_ref().map(|_| {
            let search = search.clone();
            let forget = Callback::from(move |()| {
                search.choose(None);
                // The button goes.
                if let Some(input) = search.input.cast::<HtmlElement>() {
                    input.focus().ok();
                }
            });
            button("button.btn quiet", forget).says(&messages, words.none)
        });
        let field = el("div.combobox")
            .child(field.around(input))
            .child(search.options(&offered));
        el("div.stack")
            .child(el("div.row lookup").child(field).child(forget))
            .child(self.status(&search))
            .html()
    }
}

impl LookupField {
    /// How the search goes, in words.
    fn status(&self, search: &Search) -> El {
        let messages = self.app.messages();
        let words = self.lookup.words();
        let status = el("div").attr("role", "status");
        if search.typed.look().is_none() {
            return status;
        }
        let found = search.found.look();
        if let Some(error) = found.error() {
            let search = search.clone();
            let again = Callback::from(move |()| search.ask(0));
            return status.child(error_note(&messages, error, Some(again), Vec::new()));
        }
        let line = el("p.muted small");
        match found.value().filter(|_| !found.is_loading()) {
            None => status.child(line.says(&messages, "lookup.searching")),
            Some(found) if found.offers.is_empty() && found.hidden => {
                let connection = self.app.connection();
                let user = connection.user.as_ref().map(|user| user.user_name.as_str());
                let what = [("user", user.unwrap_or_default())];
                status.child(line.child(messages.format(words.hidden, &what)))
            }
            Some(found) if found.offers.is_empty() => {
                status.child(line.says(&messages, words.nothing))
            }
            Some(found) => {
                let count = found.offers.len() as u64;
                status.child(line.child(messages.count(words.found, count)))
            }
        }
    }

    fn list_id(&self) -> AttrValue {
        [self.id, "-list"].concat().into()
    }

    fn option_id(&self, of: &Reference) -> AttrValue {
        [self.id, "-", &of.id].concat().into()
    }
}
