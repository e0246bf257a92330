//! Whatever stands between a page and a score: nothing loaded, still loading, failed.

use std::rc::Rc;

use snowline_core::graph::Progress;
use snowline_core::tickets::Remote;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{error_note, skeleton_lines};
use crate::dom::{El, el, list};
use crate::i18n::Messages;
use crate::later::score;
use crate::later::source::Source;

use super::load::{empty, load_button, sign_in_button};

/// What is to be said about loading the score; where there is none, what stands in its place.
pub(super) fn source(app: &Rc<App>) -> Html {
    let messages = app.messages();
    let state = app.posture();
    let failed = state.posture.error().map(|error| {
        let offered = Source::of(app);
        let retry = offered.filter(|offered| !offered.waits_for_sign_in());
        let retry = retry.map(|_| {
            let app = app.clone();
            Callback::from(move |()| score::load_posture_of_host(&app))
        });
        let more = [sign_in_button(app), load_button(app)];
        error_note(
            &messages,
            error,
            retry,
            more.into_iter().flatten().collect(),
        )
    });
    let instead = match &state.posture {
        Remote::Idle => Some(empty(app)),
        Remote::Loading(None) => Some(el("section.card").child(skeleton_lines(&messages, 12))),
        _ => None,
    };
    let progress = state
        .progress
        .filter(|_| state.posture.is_loading())
        .map(|progress| how_far(&messages, progress));
    let signs_in = state.signing_in;
    let progress = progress.or_else(|| signs_in.then(|| messages.text("score.signIn.waiting")));
    // The place is there before it says something: so it is heard.
    let class = match progress {
        Some(_) => "muted",
        None => "visually-hidden",
    };
    let said = el("p").attr("class", class).attr("role", "status");
    let said = said.child(progress);
    list(vec![
        failed.map(El::html).unwrap_or_default(),
        said.html(),
        instead.map(El::html).unwrap_or_default(),
    ])
}

fn how_far(messages: &Messages, progress: Progress) -> AttrValue {
    match progress {
        Progress::Profiles(count) => messages.count("score.read", count as u64),
        Progress::Waiting(seconds) => messages.count("score.waiting", seconds.into()),
    }
}
