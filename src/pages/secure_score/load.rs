//! Loading an export from a file.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};
use yew::Callback;

use crate::app::App;
use crate::components::{CopyLine, Shape, error_note, external_link, icon};
use crate::dom::{El, button, el};
use crate::later::score;
use crate::later::source::Source as Offered;
use crate::part::part;
use crate::posture::Source;

/// Chooses files with an export of Secure Score: the browser's own control, dressed as a button.
pub(super) fn load_button(app: &Rc<App>) -> Option<El> {
    if !score::takes_files(app) {
        return None;
    }
    let messages = app.messages();
    let app = app.clone();
    let load = Callback::from(move |event: Event| {
        let Some(target) = event.target() else {
            return;
        };
        let input: HtmlInputElement = target.unchecked_into();
        let mut files = Vec::new();
        if let Some(chosen) = input.files() {
            files.extend((0..chosen.length()).filter_map(|index| chosen.get(index)));
        }
        if !files.is_empty() {
            score::load_files(&app, files);
        }
        // So that the same file, corrected, can be chosen again.
        input.set_value("");
    });
    let input = el("input")
        .attr("type", "file")
        .attr("class", "visually-hidden")
        .attr("accept", ".json,application/json")
        .attr("multiple", "multiple")
        .on("change", load);
    let button = el("label.btn file-button")
        .child(icon(Shape::Upload))
        .says(&messages, "score.load")
        .child(input);
    Some(button)
}

/// Why what was chosen last could not be used. What was shown before is still there.
pub(super) fn refused(app: &Rc<App>) -> Option<El> {
    let messages = app.messages();
    let state = app.posture();
    let (name, error) = state.refused.as_ref()?;
    let app = app.clone();
    let dismiss = Callback::from(move |()| score::dismiss_refused_file(&app));
    let what = messages.format("score.refused", &[("name", name)]);
    let more = vec![
        el("bdi.muted").child(what),
        button("button.btn", dismiss).says(&messages, "action.close"),
    ];
    Some(error_note(&messages, error, None, more))
}

/// The way from files of one's own back to the score that the host has.
pub(super) fn return_button(app: &Rc<App>) -> Option<El> {
    let of_file = matches!(app.posture().source, Some(Source::File(_)));
    if !of_file || Offered::of(app).is_none() {
        return None;
    }
    let messages = app.messages();
    let app = app.clone();
    let back = Callback::from(move |()| score::return_to_host(&app));
    Some(button("button.btn", back).says(&messages, "score.ofHost"))
}

/// The button that opens Microsoft's sign-in, where the host offers one and nobody has used it.
pub(super) fn sign_in_button(app: &Rc<App>) -> Option<El> {
    Offered::of(app).filter(|offered| offered.waits_for_sign_in())?;
    let messages = app.messages();
    let app = app.clone();
    // A second click brings the window to the front.
    let sign_in = Callback::from(move |()| score::sign_in(&app));
    Some(button("button.btn primary", sign_in).says(&messages, "score.signIn"))
}

/// What Graph is asked for an export, and where Microsoft tells how.
const QUESTIONS: [&str; 2] = [
    "https://graph.microsoft.com/v1.0/security/secureScores?$top=1",
    "https://graph.microsoft.com/v1.0/security/secureScoreControlProfiles",
];
const HOW: &str = "https://learn.microsoft.com/graph/api/security-list-securescores";

/// No score yet: what this page is for, how one comes by an export, and the one thing to do.
pub(super) fn empty(app: &Rc<App>) -> El {
    let messages = app.messages();
    let heading = el("h2").attr("id", "empty-heading");
    if app.is_compliance() {
        return el("section.card empty")
            .attr("aria-labelledby", "empty-heading")
            .child(heading.says(&messages, "score.noneGiven.title"))
            .child(el("p.muted").says(&messages, "score.noneGiven.what"));
    }
    if let Some(sign_in) = sign_in_button(app) {
        return el("section.card empty")
            .attr("aria-labelledby", "empty-heading")
            .child(heading.says(&messages, "score.signIn.title"))
            .child(el("p.muted").says(&messages, "score.signIn.what"))
            .child(el("div.row").child(sign_in).child(load_button(app)));
    }
    let mut questions = el("div.stack");
    for question in QUESTIONS {
        questions = questions.child(part(CopyLine {
            messages: messages.clone(),
            value: question.into(),
        }));
    }
    let how = external_link(&messages, HOW.into(), messages.text("score.empty.how"));
    el("section.card empty")
        .attr("aria-labelledby", "empty-heading")
        .child(heading.says(&messages, "score.empty.title"))
        .child(el("p.muted").says(&messages, "score.empty.what"))
        .child(questions)
        .child(el("p.muted").says(&messages, "score.empty.rights"))
        .child(el("p").child(how))
        .child(el("div.row").child(load_button(app)))
}
