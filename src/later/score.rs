//! The Secure Score that is shown: loaded once, from the host's file or the person's own.

use std::rc::Rc;

use snowline_core::secure_score::{self, ChosenFile};
use snowline_core::{Error, Kind};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Reducible;

use crate::app::App;
use crate::browser::file;
use crate::posture::{PostureAction, remembered};

use super::tickets::look_up_tickets;

/// Loads what is there at the beginning, whatever page is first: the dialog needs the tenant, too.
pub(super) fn load_posture(app: &Rc<App>) {
    let files = remembered::load();
    if !files.is_empty() {
        take_files(app, &files);
    } else if app.options.secure_score.is_some() {
        load_posture_of_host(app);
    }
}

/// Reads the files that the person chose. What cannot be used changes nothing but
/// [`PostureState::refused`](crate::posture::PostureState::refused).
pub fn load_files(app: &Rc<App>, chosen: Vec<File>) {
    let app = app.clone();
    spawn_local(async move {
        let mut files = Vec::new();
        for file in chosen {
            let name = file.name();
            let Some(text) = file::read(&file).await else {
                let error = Err(Kind::FileUnreadable.into());
                with_posture(&app, PostureAction::FromFile(name.into(), error));
                return;
            };
            files.push(ChosenFile { name, text });
        }
        if take_files(&app, &files) {
            remembered::keep(&files);
        }
    });
}

fn take_files(app: &Rc<App>, files: &[ChosenFile]) -> bool {
    let (name, answer) = match secure_score::load_files(files) {
        Ok(posture) => (names(files), Ok(Rc::new(posture))),
        Err((name, error)) => (name, Err(error)),
    };
    let usable = answer.is_ok();
    with_posture(app, PostureAction::FromFile(name.into(), answer));
    usable
}

fn names(files: &[ChosenFile]) -> String {
    let mut names = String::new();
    for file in files {
        if !names.is_empty() {
            names.push_str(", ");
        }
        names.push_str(&file.name);
    }
    names
}

/// Forgets what the person chose and shows the host's file.
pub fn return_to_host(app: &Rc<App>) {
    remembered::forget();
    app.begin_anew();
    with_posture(app, PostureAction::Forget);
    load_posture_of_host(app);
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
