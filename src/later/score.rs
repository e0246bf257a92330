//! The Secure Score that is shown: loaded once, from the host's file or the person's own.

use std::rc::Rc;

use snowline_core::{Error, Kind, secure_score};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::{AttrValue, Reducible};

use crate::app::App;
use crate::browser::file;
use crate::posture::{PostureAction, remembered};

use super::tickets::look_up_tickets;

/// Loads what is there at the beginning, whatever page is first: the dialog needs the tenant, too.
pub(super) fn load_posture(app: &Rc<App>) {
    if let Some((name, text)) = remembered::load() {
        take_file(app, name.into(), &text);
    } else if app.options.secure_score.is_some() {
        load_posture_of_host(app);
    }
}

/// Reads a file that the person chose. One that cannot be used changes nothing but
/// [`PostureState::refused`](crate::posture::PostureState::refused).
pub fn load_file(app: &Rc<App>, chosen: File) {
    let app = app.clone();
    spawn_local(async move {
        let name = chosen.name();
        match file::read(&chosen).await {
            Some(text) => {
                if take_file(&app, name.clone().into(), &text) {
                    remembered::keep(&name, &text);
                }
            }
            None => {
                let error = Err(Kind::FileUnreadable.into());
                with_posture(&app, PostureAction::FromFile(name.into(), error));
            }
        }
    });
}

fn take_file(app: &Rc<App>, name: AttrValue, text: &str) -> bool {
    let answer = secure_score::load(text).map(Rc::new);
    let usable = answer.is_ok();
    with_posture(app, PostureAction::FromFile(name, answer));
    usable
}

/// Loads the host's file (again).
pub fn load_posture_of_host(app: &Rc<App>) {
    let Some(url) = app.options.secure_score.clone() else {
        return;
    };
    let app = app.clone();
    with_posture(&app, PostureAction::Loading);
    spawn_local(async move {
        let answer = match file::get(&url).await {
            Ok(text) => secure_score::load(&text).map(Rc::new),
            Err(status) => Err(Error::from(Kind::FileNotLoaded { url, status })),
        };
        with_posture(&app, PostureAction::FromHost(answer));
    });
}

/// Forgets why a file was refused.
pub fn dismiss_refused_file(app: &Rc<App>) {
    with_posture(app, PostureAction::Dismiss);
}

fn with_posture(app: &Rc<App>, action: PostureAction) {
    app.set_posture(app.posture().reduce(action));
    look_up_tickets(app);
    app.redraw();
}
