//! What is loaded when it is first needed: every page but the home page, and the task dialog.
//!
//! The bundle has the module in two files. What the home page needs is in the first; everything
//! that only [`doors`] leads to is in the other (`xtask/src/build/split` divides them). A door
//! asks for a [`Here`], which only loading gives.

pub mod contact;
pub mod doors;
mod offered;
pub mod score;
pub mod source;
pub mod tickets;
pub(crate) mod waiting;

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::task::TicketType;
use snowline_core::tickets::Remote;
use snowline_core::{Error, Kind, Result, join};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html};

use crate::app::App;
use crate::browser::module;
use crate::components::{error_note, skeleton_lines};
use crate::dom::{El, el};
use crate::mount::{AssetsError, later_messages, later_styles, url_of};

/// The file in the bundle.
const FILE: &str = "snowline_later.wasm";

/// Proof that the doors may be used.
#[derive(Clone, Copy)]
pub struct Here(());

/// What a person may want on the home page that comes later.
#[derive(Clone, Copy)]
pub(crate) enum Wanted {
    /// To write a ticket of one's own.
    Ticket(TicketType),
    /// To sign in again.
    SignIn,
    /// To see the setup checked.
    Check,
}

thread_local! {
    /// Whether it was joined, for all mounts of the page.
    static JOINED: Cell<bool> = const { Cell::new(false) };
}

/// Loads it, unless it is here.
///
/// # Errors
/// The file could not be loaded, or belongs to another version of the module.
async fn load(folder: Option<&str>) -> Result<Here> {
    let link = module::link();
    if let Some(link) = link.filter(|_| !JOINED.get()) {
        // The version is in the address, so that no cache answers with another one.
        let url = url_of(&[FILE, "?", &link].concat(), folder);
        module::join(url, &link).await?;
        JOINED.set(true);
    }
    Ok(Here(()))
}

/// Loads it with its words and its styles.
async fn load_all(app: &App) -> Result<Here> {
    let here = Cell::new(None);
    let code = async {
        here.set(Some(load(app.options.assets.as_deref()).await?));
        Ok(())
    };
    let styles = async {
        let added = later_styles(app.place(), app.options.assets.as_deref()).await;
        added.map_err(missing)
    };
    join::all(vec![
        Box::pin(code),
        Box::pin(load_words(app)),
        Box::pin(styles),
    ])
    .await?;
    here.take().ok_or_else(|| Kind::OtherVersion.into())
}

/// Loads its words, also for a language that the person chooses meanwhile.
async fn load_words(app: &App) -> Result<()> {
    loop {
        let messages = app.messages();
        let added = later_messages(&messages, app.options.assets.as_deref()).await;
        added.map_err(missing)?;
        if messages == app.messages() {
            return Ok(());
        }
    }
}

fn missing(AssetsError { url }: AssetsError) -> Error {
    Kind::FileNotLoaded { url, status: 0 }.into()
}

impl App {
    /// Whether it is here or on its way.
    #[must_use]
    pub fn is_later_asked(&self) -> bool {
        let later = self.later.borrow();
        later.is_loading() || later.value().is_some()
    }

    /// The way to what comes later, once it is here.
    #[must_use]
    pub fn later(&self) -> Option<Here> {
        self.later.borrow().value().copied()
    }

    /// Loads what comes later, unless it is here or on its way.
    pub(crate) fn need_later(self: &Rc<Self>) {
        if self.is_later_asked() {
            return;
        }
        let known = self.later.take();
        self.later.replace(known.start());
        self.redraw();
        let app = self.clone();
        spawn_local(async move {
            let answer = load_all(&app).await;
            let begins = answer.as_ref().ok().copied();
            let known = app.later.take().finish(answer);
            app.later.replace(known);
            if let Some(here) = begins {
                doors::begin(here, &app);
                if let Some(wanted) = app.wanted.take() {
                    doors::give(here, &app, wanted);
                }
            }
            app.redraw();
        });
    }

    /// Does what a person wants, as soon as it can be done.
    fn want(self: &Rc<Self>, wanted: Wanted) {
        match self.later() {
            Some(here) => doors::give(here, self, wanted),
            None => {
                self.wanted.set(Some(wanted));
                self.need_later();
            }
        }
    }

    /// Opens the dialog for a person's own task, with the draft that was kept of it.
    pub fn create_ticket(self: &Rc<Self>, ticket_type: TicketType) {
        self.want(Wanted::Ticket(ticket_type));
    }

    /// Goes to the setup page, where the setup is checked at once.
    pub fn check_setup(self: &Rc<Self>) {
        self.want(Wanted::Check);
    }

    /// Signs in again with the connection that is remembered, to come back to this page; where
    /// nothing usable is remembered, goes to the setup page.
    pub fn sign_in_again(self: &Rc<Self>) {
        self.want(Wanted::SignIn);
    }
}

/// What stands in a page's place until it is here.
pub(crate) fn coming(app: &Rc<App>) -> Html {
    let lines = || skeleton_lines(&app.messages(), 10);
    let body = not_loaded(app).unwrap_or_else(|| el("section.card").child(lines()));
    el("div.page").child(body).html()
}

/// Why it is not here, with the way to try again.
pub(crate) fn not_loaded(app: &Rc<App>) -> Option<El> {
    let later = app.later.borrow();
    let retry = {
        let app = app.clone();
        Callback::from(move |()| app.need_later())
    };
    let error = later.error()?;
    Some(error_note(&app.messages(), error, Some(retry), Vec::new()))
}

/// That it is on its way, for a person who waits for it on the home page.
pub(crate) fn is_waited_for(app: &App) -> bool {
    matches!(&*app.later.borrow(), Remote::Loading(_)) && app.wanted.get().is_some()
}
