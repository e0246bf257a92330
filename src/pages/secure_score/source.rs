//! Whatever stands between a page and a score: nothing loaded, still loading, failed.

use std::rc::Rc;

use snowline_core::tickets::Remote;
use yew::{Callback, Html};

use crate::app::App;
use crate::components::{error_note, skeleton_lines};
use crate::dom::{El, el, list};
use crate::later::score;

use super::load::{empty, load_button};

/// What is to be said about loading the score; where there is none, what stands in its place.
pub(super) fn source(app: &Rc<App>) -> Html {
    let messages = app.messages();
    let state = app.posture();
    let failed = state.posture.error().map(|error| {
        let retry = app.options.secure_score.is_some().then(|| {
            let app = app.clone();
            Callback::from(move |()| score::load_posture_of_host(&app))
        });
        error_note(&messages, error, retry, vec![load_button(app)])
    });
    let instead = match &state.posture {
        Remote::Idle => Some(empty(app)),
        Remote::Loading(None) => Some(el("section.card").child(skeleton_lines(&messages, 12))),
        _ => None,
    };
    list(vec![
        failed.map(El::html).unwrap_or_default(),
        instead.map(El::html).unwrap_or_default(),
    ])
}
