//! Who is to work on new tickets: a group of the instance, found by its name. The combobox pattern
//! of the ARIA Authoring Practices: the focus stays in the field, the arrow keys choose.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::servicenow::FoundGroups;
use snowline_core::task::Group;
use snowline_core::tickets::Remote;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, KeyboardEvent};
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::browser::{Browser, intl};
use crate::components::{Field, error_note};
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::part::{Cx, Part, State};

use super::editor::Editor;

/// So long nothing more is typed before it is asked for.
const PAUSE_MS: u32 = 300;
const ID: &str = "default-group";
const LIST: &str = "default-group-list";

/// The field to choose a group.
pub(super) struct GroupField {
    pub(super) editor: Editor,
}

/// What the field's callbacks know.
#[derive(Clone)]
struct Search {
    editor: Editor,
    /// What is typed; nothing while no search is under way.
    typed: State<Option<String>>,
    found: State<Remote<Rc<FoundGroups>>>,
    active: State<usize>,
    asked: Rc<Cell<u32>>,
    input: NodeRef,
}

impl Part for GroupField {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let search = Search {
            editor: self.editor.clone(),
            typed: cx.state(|| None),
            found: cx.state(|| Remote::Idle),
            active: cx.state(|| 0),
            asked: cx.keep(|| Cell::new(0)),
            input: cx.node(),
        };
        let messages = self.editor.app.messages();
        let chosen = self.editor.defaults().group;
        let signed_in = self.editor.app.connection().status == Status::SignedIn;
        let offered = search.offered();
        let name = chosen.as_ref().map(|group| group.name.clone());
        let text = search.typed.get().or(name).unwrap_or_default();
        let hint = match signed_in {
            true => "configuration.group.hint",
            false => "configuration.group.signIn",
        };
        let field = Field {
            id: ID,
            label: messages.text("configuration.group"),
            error: None,
            hint: Some(messages.text(hint)),
            used: None,
        };
        let active = offered.get(search.active.get());
        let input = el("input")
            .node(&search.input)
            .attr("type", "text")
            .attr("role", "combobox")
            .attr("autocomplete", "off")
            .attr("aria-autocomplete", "list")
            .attr("aria-controls", LIST)
            .yes_or_no("aria-expanded", !offered.is_empty())
            .set_if_any("aria-activedescendant", active.map(id_of))
            .attr_if(!signed_in, "readonly", "readonly")
            .value(text.into())
            .on_value("input", search.on_input())
            .on("keydown", search.on_key())
            .on("focusout", search.on_leave());
        let forget = chosen.map(|_| {
            let search = search.clone();
            let forget = Callback::from(move |()| {
                search.choose(None);
                // The button goes.
                if let Some(input) = search.input.cast::<HtmlElement>() {
                    input.focus().ok();
                }
            });
            button("button.btn quiet", forget).says(&messages, "configuration.group.none")
        });
        let field = el("div.combobox")
            .child(field.around(input))
            .child(search.options(&offered));
        el("div.stack")
            .child(el("div.row group-field").child(field).child(forget))
            .child(search.status())
            .html()
    }
}

impl Search {
    /// What can be chosen now.
    fn offered(&self) -> Vec<Group> {
        if self.typed.look().is_none() {
            return Vec::new();
        }
        let found = self.found.look();
        let groups = found.value().map(|found| found.groups.clone());
        groups.unwrap_or_default()
    }

    fn options(&self, offered: &[Group]) -> El {
        let messages = self.editor.app.messages();
        let mut options = el("ul.options")
            .attr("id", LIST)
            .attr("role", "listbox")
            .set("aria-label", messages.text("configuration.group"))
            .attr_if(offered.is_empty(), "hidden", "hidden");
        for (place, group) in offered.iter().enumerate() {
            let (search, chosen) = (self.clone(), group.clone());
            // Before the field loses the focus, by which the list goes.
            let choose = Callback::from(move |event: Event| {
                event.prevent_default();
                search.choose(Some(chosen.clone()));
            });
            let option = el("li")
                .key(&group.id)
                .set("id", id_of(group))
                .attr("role", "option")
                .yes_or_no("aria-selected", place == self.active.get())
                .on("mousedown", choose);
            options = options.child(option.child(AttrValue::from(group.name.clone())));
        }
        options
    }

    /// How the search goes, in words.
    fn status(&self) -> El {
        let messages = self.editor.app.messages();
        let status = el("div").attr("role", "status");
        if self.typed.look().is_none() {
            return status;
        }
        let found = self.found.look();
        if let Some(error) = found.error() {
            let search = self.clone();
            let again = Callback::from(move |()| search.ask(0));
            return status.child(error_note(&messages, error, Some(again), Vec::new()));
        }
        let line = el("p.muted small");
        match found.value().filter(|_| !found.is_loading()) {
            None => status.child(line.says(&messages, "configuration.group.searching")),
            Some(found) if found.groups.is_empty() && found.hidden => {
                let connection = self.editor.app.connection();
                let user = connection.user.as_ref().map(|user| user.user_name.as_str());
                let what = [("user", user.unwrap_or_default())];
                status.child(line.child(messages.format("configuration.group.hidden", &what)))
            }
            Some(found) if found.groups.is_empty() => {
                status.child(line.says(&messages, "configuration.group.nothing"))
            }
            Some(found) => {
                let count = found.groups.len() as u64;
                status.child(line.child(messages.count("configuration.group.found", count)))
            }
        }
    }

    fn on_input(&self) -> Callback<String> {
        let search = self.clone();
        Callback::from(move |text: String| {
            search.typed.set(Some(text));
            search.ask(PAUSE_MS);
        })
    }

    /// Asks for what is typed, if nothing more is typed for so long.
    fn ask(&self, pause_ms: u32) {
        let mine = self.asked.get().wrapping_add(1);
        self.asked.set(mine);
        let search = self.clone();
        search.found.update(Remote::start);
        spawn_local(async move {
            Browser::new().sleep(pause_ms).await;
            let text = search.typed.get();
            let servicenow = search.editor.app.connection().servicenow.clone();
            let (Some(text), Some(servicenow)) = (text, servicenow) else {
                return;
            };
            if search.asked.get() != mine {
                return;
            }
            let answer = servicenow.groups(&text, intl::lower_case).await;
            // What was typed since then has an answer of its own.
            if search.asked.get() == mine {
                search.active.set(0);
                search
                    .found
                    .update(|known| known.finish(answer.map(Rc::new)));
            }
        });
    }

    fn on_key(&self) -> Callback<Event> {
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
                Some(group) => self.choose(Some(group.clone())),
                None => return false,
            },
            "Escape" if self.typed.look().is_some() => self.end(),
            _ => return false,
        }
        true
    }

    /// Who leaves the field has chosen nothing: the group from before holds.
    fn on_leave(&self) -> Callback<Event> {
        let search = self.clone();
        Callback::from(move |_: Event| {
            if search.typed.look().is_some() {
                search.end();
            }
        })
    }

    fn choose(&self, group: Option<Group>) {
        let messages = self.editor.app.messages();
        self.editor.say(match &group {
            Some(group) => messages.format("configuration.group.chosen", &[("name", &group.name)]),
            None => messages.text("configuration.group.forgotten"),
        });
        self.editor.set_defaults(|defaults| defaults.group = group);
        self.end();
    }

    fn end(&self) {
        self.asked.set(self.asked.get().wrapping_add(1));
        self.typed.set(None);
        self.found.set(Remote::Idle);
        self.active.set(0);
    }
}

fn id_of(group: &Group) -> AttrValue {
    ["group-", &group.id].concat().into()
}
