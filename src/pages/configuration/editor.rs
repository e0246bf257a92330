//! What the cards of the page do to the configuration: every change is kept at once, and what
//! changes much can be undone.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use snowline_core::configuration::{
    Configuration as Set, Defaults, Fault, KnownState, StateRow, read_file,
};
use snowline_core::task::TicketType;
use web_sys::HtmlElement;
use yew::{AttrValue, Callback, NodeRef};

use crate::app::App;
use crate::browser::intl;
use crate::components::{Tone, brief, note, note_body};
use crate::connection::Hub;
use crate::dom::{El, button, el};
use crate::part::{Cx, State};

use super::heard::Heard;

/// What was before a change, and where on the page it can be had back.
#[derive(Clone)]
struct Undo {
    place: &'static str,
    what: AttrValue,
    before: Set,
    /// What holds since then. When it is another one, there is nothing to undo any more.
    after: String,
}

/// The places where something can be undone: the states of each type, the fields that are added, and
/// the file, which is all.
const PLACES: [&str; 4] = ["change", "incident", super::fields::PLACE, FILE];
/// The place of the file.
pub(super) const FILE: &str = "file";

/// What the fields have to follow besides the values that they show.
#[derive(Default)]
struct History {
    /// Where all was put back or replaced: what was typed there is void.
    anew: RefCell<Vec<&'static str>>,
    /// What a field of this page has set last.
    own: RefCell<String>,
    /// How often something else has set it, as another tab or a file.
    foreign: Cell<u32>,
}

/// Counts what was not set by a field.
fn history(cx: &mut Cx<'_>, app: &App) -> Rc<History> {
    let text = &app.configured().text;
    let history: Rc<History> = cx.keep(|| History {
        own: RefCell::new(text.clone()),
        ..History::default()
    });
    if *history.own.borrow() != *text {
        history.own.replace(text.clone());
        history.foreign.set(history.foreign.get() + 1);
    }
    history
}

/// The configuration, for those who change it.
#[derive(Clone)]
pub(super) struct Editor {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// What the instance has said of its states.
    pub(super) heard: Heard,
    undo: State<Option<Undo>>,
    /// Where the undo stands, for each of [`PLACES`].
    nodes: [NodeRef; 4],
    history: Rc<History>,
    said: (AttrValue, Callback<AttrValue>),
}

impl Editor {
    /// The editor of the page.
    pub(super) fn of(cx: &mut Cx<'_>, app: &Rc<App>, heard: Heard) -> Self {
        Self {
            app: app.clone(),
            heard,
            undo: cx.state(|| None),
            nodes: [cx.node(), cx.node(), cx.node(), cx.node()],
            history: history(cx, app),
            said: brief(cx),
        }
    }

    /// Whether the host has set it.
    pub(super) fn is_of_host(&self) -> bool {
        self.app.configured().of_host
    }

    /// What is wrong with what the host has set.
    pub(super) fn fault_of_host(&self) -> Option<Fault> {
        self.read(&self.app.configured().text).err()
    }

    /// Reads a configuration, for the instance as it is known.
    pub(super) fn read(&self, text: &str) -> Result<Set, Fault> {
        let states = self.heard.states();
        let known = |ticket_type| {
            let known: &[KnownState] = states.of(ticket_type);
            known.iter().map(|state| state.value).collect()
        };
        read_file(text, states.is_whole().then_some(&known), intl::lower_case)
    }

    /// What is set now.
    pub(super) fn set(&self) -> Set {
        Set::read(&self.app.configured().json)
    }

    /// What a new task begins with.
    pub(super) fn defaults(&self) -> Defaults {
        self.set().defaults
    }

    /// All states of a type.
    pub(super) fn rows(&self, ticket_type: TicketType) -> Vec<StateRow> {
        let known = self.heard.states();
        self.set().rows(ticket_type, known.of(ticket_type))
    }

    /// Says that what is typed at that place is void.
    pub(super) fn begin_anew(&self, place: &'static str) {
        self.history.anew.borrow_mut().push(place);
    }

    /// How often what was typed at that place has become void.
    pub(super) fn begun(&self, place: &str) -> usize {
        let anew = self.history.anew.borrow();
        let here = anew
            .iter()
            .filter(|known| **known == place || **known == FILE);
        here.count()
    }

    /// How often something else than a field has set the configuration.
    pub(super) fn foreign(&self) -> u32 {
        self.history.foreign.get()
    }

    /// Sets these rows.
    pub(super) fn set_rows(&self, ticket_type: TicketType, rows: &[StateRow]) {
        self.keep_own(&self.set().with_rows(ticket_type, rows));
    }

    /// Sets other defaults.
    pub(super) fn set_defaults(&self, change: impl FnOnce(&mut Defaults)) {
        let mut next = self.set();
        change(&mut next.defaults);
        self.keep_own(&next);
    }

    /// Sets what becomes of what is set.
    pub(super) fn set_with(&self, change: impl FnOnce(&Set) -> Set) {
        self.keep_own(&change(&self.set()));
    }

    /// Keeps what a field has set.
    fn keep_own(&self, next: &Set) {
        self.keep(next);
        let now = self.app.configured().text.clone();
        self.history.own.replace(now);
    }

    fn keep(&self, next: &Set) {
        if !self.is_of_host() {
            Hub::of_page().configure(match next {
                nothing if *nothing == Set::default() => String::new(),
                next => next.write(),
            });
        }
    }

    /// Sets another one, which can be undone at that place of the page.
    pub(super) fn replace(&self, place: &'static str, what: AttrValue, next: &Set) {
        let before = self.set();
        self.keep(next);
        self.undo.set(Some(Undo {
            place,
            what,
            before,
            after: self.app.configured().text.clone(),
        }));
    }

    /// The way back to what was before, if it was changed at that place last.
    pub(super) fn undo(&self, place: &'static str) -> El {
        // It is there before it says something, so that it is heard.
        let status = el("div").attr("role", "status").attr("tabindex", "-1");
        let node = self.node(place);
        let status = status.node(&node);
        let undo = self.undo.look();
        let holds = |undo: &&Undo| undo.place == place && undo.after == self.app.configured().text;
        let Some(undo) = undo.as_ref().filter(holds) else {
            return status;
        };
        let messages = self.app.messages();
        let back = {
            let (editor, undo) = (self.clone(), undo.clone());
            Callback::from(move |()| {
                editor.keep(&undo.before);
                editor.undo.set(None);
                // The button that has the focus goes.
                editor.focus_undo(place);
                editor.say(editor.app.messages().text("configuration.undone"));
            })
        };
        let row = el("div.row between")
            .child(el("span").child(undo.what.clone()))
            .child(button("button.btn", back).says(&messages, "configuration.undo"));
        status.child(note(Tone::Ok, note_body().child(row)))
    }

    fn node(&self, place: &str) -> NodeRef {
        let mut all = PLACES.iter().zip(&self.nodes);
        let node = all.find(|(known, _)| **known == place);
        node.map(|(_, node)| node.clone()).unwrap_or_default()
    }

    /// Gives the focus to where something can be undone, when what has it goes.
    pub(super) fn focus_undo(&self, place: &str) {
        if let Some(place) = self.node(place).cast::<HtmlElement>() {
            place.focus().ok();
        }
    }

    /// Says something for a while.
    pub(super) fn say(&self, what: AttrValue) {
        self.said.1.emit(what);
    }

    /// What is being said.
    pub(super) fn said(&self) -> AttrValue {
        self.said.0.clone()
    }
}
