//! The improvement actions that are shown: loaded once, from what the host offers or from the
//! person's own files.

use std::rc::Rc;

use snowline_core::graph::Decided;
use snowline_core::secure_score::{self, ChosenFile, ImprovementAction};
use snowline_core::{Kind, Result};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Reducible;

use crate::app::App;
use crate::browser::file;
use crate::connection::microsoft;
use crate::posture::{PostureAction, remembered};

use super::source::{self, Source};
use super::tickets::look_up_tickets;

/// Loads what is there at the beginning, whatever page is first: the dialog needs the tenant, too.
pub(super) fn load_posture(app: &Rc<App>) {
    let files = remembered::load();
    if !files.is_empty() && takes_files(app) {
        take_files(app, &files);
    } else {
        load_posture_of_host(app);
    }
}

/// Whether a person may look at an export of their own: not where the host passes in what there
/// is, or where the score is another.
#[must_use]
pub fn takes_files(app: &App) -> bool {
    !app.is_compliance() && !Source::of(app).is_some_and(|source| source.is_list())
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

/// Forgets what the person chose and shows what the host offers.
pub fn return_to_host(app: &Rc<App>) {
    remembered::forget();
    app.begin_anew();
    with_posture(app, PostureAction::Forget);
    load_posture_of_host(app);
}

/// Loads what the host offers (again).
pub fn load_posture_of_host(app: &Rc<App>) {
    let Some(source) = Source::of(app) else {
        return;
    };
    // One at a time: what waits for Graph would else be asked for again with every look.
    if app.posture().posture.is_loading() || source.waits_for_sign_in() {
        return;
    }
    let app = app.clone();
    with_posture(&app, PostureAction::Loading);
    spawn_local(async move {
        let loaded = source.load(&app).await;
        with_posture(&app, PostureAction::FromHost(loaded.posture.clone()));
        if let (Ok(posture), Some(graph)) = (loaded.posture, loaded.history) {
            let days = graph.history().await;
            with_posture(&app, PostureAction::History(posture, days));
        }
    });
}

/// Signs in at Microsoft, and loads what can be read then. To be called in answer to a click.
pub fn sign_in(app: &Rc<App>) {
    let Some(Source::SignIn(_, connection)) = Source::of(app) else {
        return;
    };
    with_posture(app, PostureAction::SigningIn);
    let app = app.clone();
    microsoft::sign_in(connection, move |ended| match ended {
        Ok(()) => load_posture_of_host(&app),
        Err(error) => with_posture(&app, PostureAction::FromHost(Err(error))),
    });
}

/// Sets an action's status in Secure Score, unless somebody else has done so meanwhile, and shows
/// what Graph then has.
///
/// # Errors
/// Those of [`Graph::decide`](snowline_core::graph::Graph::decide), or that nobody is signed in at
/// Microsoft any more.
pub async fn decide(
    app: &Rc<App>,
    action: &ImprovementAction,
    state: &'static str,
    comment: &str,
) -> Result<Decided> {
    let known = action.decision.clone().unwrap_or_default();
    let graph = source::writer(app)?;
    let decided = graph.decide(&action.id, &known, state, comment).await?;
    let (Decided::Done { decision, .. } | Decided::Otherwise(decision)) = decided.clone();
    with_posture(app, PostureAction::Decided(action.id.clone(), decision));
    Ok(decided)
}

/// Forgets why a file was refused.
pub fn dismiss_refused_file(app: &Rc<App>) {
    with_posture(app, PostureAction::Dismiss);
}

pub(super) fn with_posture(app: &Rc<App>, action: PostureAction) {
    app.set_posture(app.posture().reduce(action));
    look_up_tickets(app);
    app.redraw();
}
