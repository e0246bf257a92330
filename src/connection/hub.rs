//! The one connection of this page, shared by all its mounts.
//!
//! It outlives every mount: a sign-in that is under way goes on when a mount goes. Pages read it as
//! a [`Connection`](super::Connection).

pub(super) mod leaving;
pub(crate) mod microsoft;
pub(super) mod popup;
pub(crate) mod removing;
pub(crate) mod supplied;
mod user;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use snowline_core::access::Access;
use snowline_core::oauth::{
    Callback as OAuthCallback, ClientId, Connection, InstanceUrl, Phase, Session, TokenStorage,
};
use snowline_core::ports::Clock;
use snowline_core::servicenow::{ServiceNow, SignedInUser};
use snowline_core::{Error, Result, Subscription};
use wasm_bindgen_futures::spawn_local;
use web_sys::{PageTransitionEvent, StorageEvent};

use crate::browser::Browser;
use crate::browser::page::{Listening, listen_to_window};
use crate::configuration::Configured;
use crate::options::Options;

use super::saved::{self, SavedConnection};

/// A session in this page.
pub(super) type PageSession = Session<Browser>;
/// The client of an instance in this page.
pub type PageServiceNow = ServiceNow<Browser>;

/// How the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No connection was made, or it was removed.
    NotConnected,
    /// There is a connection, but nobody is signed in: after a reload, or when the token ended.
    SignedOut,
    /// Between "Authorize" and the answer of the instance.
    SigningIn,
    /// Signed in.
    SignedIn,
}

/// The one connection of this page.
pub struct Hub {
    browser: Rc<Browser>,
    tokens: Cell<TokenStorage>,
    state: RefCell<State>,
    listeners: RefCell<Vec<Weak<dyn Fn()>>>,
    configured: RefCell<Rc<Configured>>,
    started: Cell<bool>,
    /// The page supplies tokens: nothing is remembered, and no other tab says anything of it.
    is_supplied: Cell<bool>,
    /// How often a connection was removed, here or in another tab: what was begun with one before is
    /// of no use any more.
    pub(crate) removals: Cell<u32>,
    /// Who is signed in: what has yet to be asked.
    question: user::Question,
    watching: RefCell<(Option<Listening>, Option<Listening>)>,
}

#[derive(Default)]
struct State {
    saved: Option<SavedConnection>,
    user: Option<SignedInUser>,
    error: Option<Error>,
    /// Between "Authorize" and the instance's page.
    leaving: bool,
    live: Option<Live>,
}

struct Live {
    access: Rc<dyn Access>,
    /// The same, where it is a sign-in of ours.
    session: Option<Rc<PageSession>>,
    servicenow: Rc<PageServiceNow>,
    _subscription: Subscription,
}

thread_local! {
    static HUB: Rc<Hub> = Rc::new(Hub {
        browser: Rc::new(Browser::new()),
        tokens: Cell::new(TokenStorage::Memory),
        state: RefCell::default(),
        listeners: RefCell::default(),
        configured: RefCell::default(),
        started: Cell::new(false),
        is_supplied: Cell::new(false),
        removals: Cell::new(0),
        question: user::Question::default(),
        watching: RefCell::default(),
    });
}

impl Hub {
    /// This page's.
    #[must_use]
    pub fn of_page() -> Rc<Self> {
        HUB.with(Rc::clone)
    }

    /// Takes up what is there: a callback to finish, or the connection that this browser
    /// remembers; or what the page supplies. Called by every mount; what the first one says of the
    /// way and of where tokens are kept holds.
    pub fn start(self: &Rc<Self>, options: &Options, callback: Option<Result<OAuthCallback>>) {
        if !self.started.replace(true) {
            self.tokens.set(options.tokens);
            self.watch();
            match options.token_function {
                // What the page supplies comes later.
                Some(_) => {
                    self.is_supplied.set(true);
                    self.state.borrow_mut().leaving = true;
                }
                None => self.take_up_saved(),
            }
        }
        match callback {
            None => {}
            Some(Err(error)) => {
                self.state.borrow_mut().error = Some(error);
                self.tell();
            }
            Some(Ok(callback)) => self.finish(callback),
        }
    }

    /// Where tokens are kept.
    #[must_use]
    pub fn tokens(&self) -> TokenStorage {
        self.tokens.get()
    }

    /// How the connection stands.
    #[must_use]
    pub fn status(&self) -> Status {
        let state = self.state.borrow();
        if state.leaving {
            return Status::SigningIn;
        }
        match state.live.as_ref().map(|live| live.access.phase()) {
            Some(Phase::SigningIn) => Status::SigningIn,
            Some(Phase::SignedIn) => Status::SignedIn,
            _ if state.saved.is_some() => Status::SignedOut,
            _ => Status::NotConnected,
        }
    }

    /// What this browser remembers of the connection.
    #[must_use]
    pub fn saved(&self) -> Option<SavedConnection> {
        self.state.borrow().saved.clone()
    }

    /// Who is signed in, once the instance has said so.
    #[must_use]
    pub fn user(&self) -> Option<SignedInUser> {
        self.state.borrow().user.clone()
    }

    /// Why the last sign-in failed.
    #[must_use]
    pub fn error(&self) -> Option<Error> {
        self.state.borrow().error.clone()
    }

    /// The client of the instance, while somebody is signed in.
    #[must_use]
    pub fn servicenow(&self) -> Option<Rc<PageServiceNow>> {
        if self.status() != Status::SignedIn {
            return None;
        }
        let state = self.state.borrow();
        state.live.as_ref().map(|live| live.servicenow.clone())
    }

    /// The configuration that holds for the instance that is connected.
    #[must_use]
    pub fn configured(&self) -> Rc<Configured> {
        let state = self.state.borrow();
        let saved = state.saved.as_ref();
        let instance = saved.map_or("", |saved| saved.instance_url.as_str());
        let known = self.configured.borrow().clone();
        match known.news(&self.browser, instance) {
            Some(news) => {
                self.configured.replace(Rc::new(news));
                self.configured.borrow().clone()
            }
            None => known,
        }
    }

    /// Takes the host's configuration, unless one of its mounts has given one.
    pub fn take_configuration(&self, text: &str) {
        if !self.configured.borrow().of_host {
            self.configured.replace(Rc::new(Configured::of_host(text)));
        }
    }

    /// Sets another configuration for the instance that is connected.
    pub(crate) fn configure(&self, text: String) {
        if let Some(saved) = self.saved() {
            let next = Configured::keep(&self.browser, &saved.instance_url, text);
            self.configured.replace(Rc::new(next));
            self.tell();
        }
    }

    /// Calls `listener` after every change, for as long as it lives.
    pub fn listen(&self, listener: &Rc<dyn Fn()>) {
        self.listeners.borrow_mut().push(Rc::downgrade(listener));
    }

    fn tell(&self) {
        let listeners: Vec<Rc<dyn Fn()>> = {
            let mut listeners = self.listeners.borrow_mut();
            listeners.retain(|listener| listener.strong_count() > 0);
            listeners.iter().filter_map(Weak::upgrade).collect()
        };
        for listener in listeners {
            listener();
        }
    }

    fn connect(self: &Rc<Self>, connection: Connection) -> Rc<PageSession> {
        if let Some(session) = self.session()
            && session.connection() == &connection
        {
            return session;
        }
        let session = Session::new(self.browser.clone(), connection, self.tokens.get());
        self.live(session.clone(), Some(session.clone()));
        session
    }

    /// The sign-in's session, where there is one of ours.
    pub(super) fn session(&self) -> Option<Rc<PageSession>> {
        self.state.borrow().live.as_ref()?.session.clone()
    }

    fn live(self: &Rc<Self>, access: Rc<dyn Access>, session: Option<Rc<PageSession>>) {
        let hub = Rc::downgrade(self);
        let is_supplied = session.is_none();
        let subscription = access.subscribe(Box::new(move || {
            if let Some(hub) = hub.upgrade() {
                // The instance may have begun another session, of another user.
                if is_supplied {
                    hub.ask_anew();
                }
                hub.tell();
            }
        }));
        self.state.borrow_mut().live = Some(Live {
            servicenow: Rc::new(ServiceNow::new(self.browser.clone(), access.clone())),
            access,
            session,
            _subscription: subscription,
        });
    }

    fn take_up_saved(self: &Rc<Self>) {
        let Some(saved) = SavedConnection::load(&self.browser) else {
            return;
        };
        let instance = InstanceUrl::parse(&saved.instance_url);
        let client_id = ClientId::parse(&saved.client_id);
        self.state.borrow_mut().saved = Some(saved.clone());
        if let (Ok(instance), Ok(client_id)) = (instance, client_id) {
            let session = self.connect(Connection {
                instance: instance.through(saved.through),
                client_id,
                redirect_uri: saved.redirect_uri,
                endpoints: None,
            });
            if session.phase() == Phase::SignedIn {
                self.ask_anew();
            }
        }
    }

    fn finish(self: &Rc<Self>, callback: OAuthCallback) {
        let session = self.connect(callback.connection().clone());
        self.state.borrow_mut().error = None;
        // At once: whoever hears that somebody is signed in asks who that is.
        self.ask_anew();
        let hub = self.clone();
        spawn_local(async move {
            match session.finish(callback).await {
                Ok(_) => {
                    // It may be another one.
                    hub.state.borrow_mut().user = None;
                    hub.remember(None);
                    SavedConnection::forget_tried(&hub.browser);
                }
                Err(error) => hub.state.borrow_mut().error = Some(error),
            }
            hub.tell();
        });
    }

    fn saved_as(&self, instance: &InstanceUrl, client: &str, back: &str) -> SavedConnection {
        SavedConnection {
            instance_url: instance.as_str().to_owned(),
            through: instance.proxy().map(str::to_owned),
            client_id: client.to_owned(),
            redirect_uri: back.to_owned(),
            user: None,
            since: self.browser.now(),
        }
    }

    fn saved_of(&self, connection: &Connection) -> SavedConnection {
        self.saved_as(
            &connection.instance,
            connection.client_id.as_str(),
            &connection.redirect_uri,
        )
    }

    /// Remembers who is signed in. What the page supplies it supplies again next time.
    fn remember(&self, user: Option<String>) {
        if let Some(session) = self.session() {
            let mut saved = self.saved_of(session.connection());
            saved.user = user;
            saved.keep(&self.browser);
            self.state.borrow_mut().saved = Some(saved);
        }
    }

    /// Follows the other tabs, and a return through the back-forward cache.
    fn watch(self: &Rc<Self>) {
        let hub = self.clone();
        let storage = listen_to_window("storage", move |event| {
            let event: &StorageEvent = wasm_bindgen::JsCast::unchecked_ref(&event);
            // A null key is a storage that was cleared as a whole.
            if event.key().is_none_or(|key| key == saved::KEY) {
                hub.follow_other_tab();
            } else {
                hub.tell();
            }
        });
        let hub = self.clone();
        let shown = listen_to_window("pageshow", move |event| {
            let event: &PageTransitionEvent = wasm_bindgen::JsCast::unchecked_ref(&event);
            if event.persisted() {
                hub.abandon_sign_in();
            }
        });
        self.watching.replace((storage, shown));
    }

    fn follow_other_tab(self: &Rc<Self>) {
        if self.is_supplied.get() {
            return;
        }
        let saved = SavedConnection::load(&self.browser);
        if saved.is_none() && self.state.borrow().saved.is_some() {
            self.forget();
            // What this tab holds, the one that removed the connection may not know.
            if let Some(session) = self.session() {
                self.state.take();
                session.sign_out_too();
            }
            self.tell();
        } else if self.status() != Status::SignedIn {
            self.state.borrow_mut().saved = saved;
            self.tell();
        }
    }

    /// Forgets the connection, and what was begun with it in this tab.
    pub(super) fn forget(&self) {
        SavedConnection::forget(&self.browser);
        self.removals.set(self.removals.get() + 1);
    }

    /// The page came back from the back-forward cache: nobody is on the way to the instance.
    fn abandon_sign_in(&self) {
        self.state.borrow_mut().leaving = false;
        if let Some(session) = self.session() {
            session.came_back();
        }
        self.tell();
    }
}
