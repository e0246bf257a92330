//! The Secure Score that is shown: loaded once, from the host's file or the person's own.

use std::rc::Rc;

use snowline_core::{Error, Kind, secure_score};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::{AttrValue, Reducible};

use crate::browser::file;
use crate::posture::{PostureAction, PostureState, remembered};

use super::App;

impl App {
    /// What is known of the score.
    #[must_use]
    pub fn posture(&self) -> Rc<PostureState> {
        self.posture.borrow().clone()
    }

    /// Loads what is there at the beginning, whatever page is first: the home page's dialog
    /// needs the tenant, too.
    pub(super) fn load_posture(self: &Rc<Self>) {
        if let Some((name, text)) = remembered::load() {
            self.take_file(name.into(), &text);
        } else if self.options.secure_score.is_some() {
            self.load_posture_of_host();
        }
    }

    /// Reads a file that the person chose. One that cannot be used changes nothing but
    /// [`PostureState::refused`].
    pub fn load_file(self: &Rc<Self>, chosen: File) {
        let app = self.clone();
        spawn_local(async move {
            let name = chosen.name();
            match file::read(&chosen).await {
                Some(text) => {
                    if app.take_file(name.clone().into(), &text) {
                        remembered::keep(&name, &text);
                    }
                }
                None => {
                    let error = Err(Kind::FileUnreadable.into());
                    app.with_posture(PostureAction::FromFile(name.into(), error));
                }
            }
        });
    }

    fn take_file(self: &Rc<Self>, name: AttrValue, text: &str) -> bool {
        let answer = secure_score::load(text).map(Rc::new);
        let usable = answer.is_ok();
        self.with_posture(PostureAction::FromFile(name, answer));
        usable
    }

    /// Loads the host's file (again).
    pub fn load_posture_of_host(self: &Rc<Self>) {
        let Some(url) = self.options.secure_score.clone() else {
            return;
        };
        let app = self.clone();
        app.with_posture(PostureAction::Loading);
        spawn_local(async move {
            let answer = match file::get(&url).await {
                Ok(text) => secure_score::load(&text).map(Rc::new),
                Err(status) => Err(Error::from(Kind::FileNotLoaded { url, status })),
            };
            app.with_posture(PostureAction::FromHost(answer));
        });
    }

    /// Forgets why a file was refused.
    pub fn dismiss_refused_file(self: &Rc<Self>) {
        self.with_posture(PostureAction::Dismiss);
    }

    fn with_posture(self: &Rc<Self>, action: PostureAction) {
        let next = self.posture().reduce(action);
        self.posture.replace(next);
        self.look_up_tickets();
        self.redraw();
    }
}
