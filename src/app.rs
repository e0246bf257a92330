//! What the parts of a mount share: the host's options, the words, the page that is shown, the
//! connection, the score, the tickets.
//!
//! One value that every part has instead of a context of Yew's for each. A change draws the whole
//! page anew; what changes often, as letters in a field do, is the state of a part.

mod configured;
mod known;
mod navigation;
mod shell;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use snowline_core::bulk::Selection;
use snowline_core::tickets::Remote;
use web_sys::Element;

use crate::configuration::Configured;
use crate::connection::{Connection, Hub};
use crate::i18n::{Language, Messages};
use crate::later::tickets::{ActionTickets, Cause};
use crate::later::{Here, Wanted, doors};
use crate::mount::{AssetsError, later_messages, messages_of};
use crate::options::{Options, Portal};
use crate::part::Redraw;
use crate::posture::PostureState;
use crate::route::{Route, query_of};
use crate::task_dialog::Opening;

pub use shell::Shell;

/// What the parts of a mount share.
pub struct App {
    /// The host's options.
    pub options: Options,
    /// The element that all is drawn in.
    place: Element,
    /// The query that the list of improvement actions was shown by last, for the way back to it.
    pub list_of_actions: RefCell<String>,
    /// The improvement actions that are chosen, once that was looked for.
    pub selected: RefCell<Option<Rc<Selection>>>,
    /// Many of them on their way to their tickets: a [`Sharing`](crate::bulk::Sharing). Without its
    /// type, what it takes to drop one is not needed here.
    pub sharing: RefCell<Option<Rc<dyn Any>>>,
    messages: RefCell<Rc<Messages>>,
    languages_asked: Cell<u32>,
    route: RefCell<Route>,
    query: RefCell<String>,
    moved: Cell<bool>,
    connection: RefCell<Rc<Connection>>,
    configured: RefCell<Rc<Configured>>,
    posture: RefCell<Rc<PostureState>>,
    action_tickets: RefCell<ActionTickets>,
    looked_up_for: RefCell<Option<Cause>>,
    ticket_changes: Cell<u32>,
    task: RefCell<Option<Rc<Opening>>>,
    /// What is loaded when it is first needed.
    pub(crate) later: RefCell<Remote<Here>>,
    /// What a person waits for until that is here.
    pub(crate) wanted: Cell<Option<Wanted>>,
    redraw: RefCell<Option<Redraw>>,
    version: Cell<u32>,
}

impl App {
    /// At its beginning, in an element; `first` is the path of its first page.
    #[must_use]
    pub fn new(options: Options, first: &str, messages: Messages, place: Element) -> Rc<Self> {
        let app = Self {
            connection: RefCell::new(Rc::new(Connection::now(&options))),
            configured: RefCell::default(),
            options,
            place,
            list_of_actions: RefCell::default(),
            selected: RefCell::default(),
            sharing: RefCell::default(),
            messages: RefCell::new(Rc::new(messages)),
            languages_asked: Cell::new(0),
            route: RefCell::new(Route::parse(first)),
            query: RefCell::new(query_of(first).to_owned()),
            moved: Cell::new(false),
            posture: RefCell::default(),
            action_tickets: RefCell::default(),
            looked_up_for: RefCell::default(),
            ticket_changes: Cell::new(0),
            task: RefCell::default(),
            later: RefCell::default(),
            wanted: Cell::new(None),
            redraw: RefCell::default(),
            version: Cell::new(0),
        };
        app.follow_configuration();
        app.mark_language();
        Rc::new(app)
    }

    /// Whether the words are the compliance center's.
    #[must_use]
    pub fn is_compliance(&self) -> bool {
        self.options.portal == Portal::Compliance
    }

    /// The element that all is drawn in.
    pub(crate) fn place(&self) -> &Element {
        &self.place
    }

    /// The words of the language that is shown.
    #[must_use]
    pub fn messages(&self) -> Rc<Messages> {
        self.messages.borrow().clone()
    }

    /// Shows another language, unless yet another is asked for before its words are there.
    ///
    /// # Errors
    /// Its words cannot be loaded.
    pub async fn switch_language(&self, language: Language) -> Result<(), AssetsError> {
        let mine = self.languages_asked.get().wrapping_add(1);
        self.languages_asked.set(mine);
        let folder = self.options.assets.as_deref();
        let messages = messages_of(language, folder).await?;
        if self.is_later_asked() {
            later_messages(&messages, folder).await?;
        }
        if self.languages_asked.get() == mine {
            self.show_language(messages);
        }
        Ok(())
    }

    fn show_language(&self, messages: Messages) {
        self.messages.replace(Rc::new(messages));
        self.mark_language();
        self.redraw();
    }

    /// On the element that the styles for a language are about, and all that is drawn is in.
    fn mark_language(&self) {
        let tag = self.messages().language().tag();
        self.place.set_attribute("lang", tag).ok();
    }

    /// How the connection stands.
    #[must_use]
    pub fn connection(&self) -> Rc<Connection> {
        self.connection.borrow().clone()
    }

    /// Follows the connection, which is the whole browser page's.
    fn follow(self: &Rc<Self>) {
        let now = Rc::new(Connection::now(&self.options));
        let before = self.connection.replace(now.clone());
        self.follow_configuration();
        if let Some(here) = self.later() {
            doors::follow(here, self);
        }
        // Whatever page the person was on: the setup page says why a sign-in failed.
        if now.error.is_some() && now.error != before.error {
            self.show_setup();
        }
        self.redraw();
    }

    /// Who asks for the ticket: the host's user, else whoever is or was signed in at ServiceNow;
    /// empty if unknown.
    #[must_use]
    pub fn initiating_user(&self) -> String {
        let connection = self.connection();
        let of_host = self.options.user.as_ref().map(|user| &user.id);
        let of_instance = || connection.user.as_ref().map(|user| &user.user_name);
        let remembered = || {
            connection
                .saved
                .as_ref()
                .and_then(|saved| saved.user.as_ref())
        };
        let known = of_host.or_else(of_instance).or_else(remembered);
        known.cloned().unwrap_or_default()
    }

    /// Grows with everything that changes here.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    pub(crate) fn redraw(&self) {
        self.version.set(self.version.get().wrapping_add(1));
        if let Some(redraw) = &*self.redraw.borrow() {
            redraw.soon();
        }
    }

    /// Begins to live: its parts are drawn by `redraw`. Lives on for as long as what it gives.
    fn start(self: &Rc<Self>, redraw: Redraw) -> Rc<dyn Fn()> {
        self.redraw.replace(Some(redraw));
        let weak = Rc::downgrade(self);
        let listener: Rc<dyn Fn()> = Rc::new(move || {
            if let Some(app) = weak.upgrade() {
                app.follow();
            }
        });
        Hub::of_page().listen(&listener);
        listener
    }
}
