//! Loading an export from a file.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};
use yew::Callback;

use crate::app::App;
use crate::components::{Shape, error_note, icon};
use crate::dom::{El, button, el};
use crate::later::score;

/// Chooses a file with an export of Secure Score: the browser's own control, dressed as a button.
pub(super) fn load_button(app: &Rc<App>) -> El {
    let messages = app.messages();
    let app = app.clone();
    let load = Callback::from(move |event: Event| {
        let Some(target) = event.target() else {
            return;
        };
        let input: HtmlInputElement = target.unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            score::load_file(&app, file);
        }
        // So that the same file, corrected, can be chosen again.
        input.set_value("");
    });
    let input = el("input")
        .attr("type", "file")
        .attr("class", "visually-hidden")
        .attr("accept", ".json,application/json")
        .on("change", load);
    el("label.btn file-button")
        .child(icon(Shape::Upload))
        .says(&messages, "score.load")
        .child(input)
}

/// Why the file that was chosen last could not be used. What was shown before is still there.
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

/// No score yet: what this page is for, and the one thing to do.
pub(super) fn empty(app: &Rc<App>) -> El {
    let messages = app.messages();
    let heading = el("h2").attr("id", "empty-heading");
    el("section.card empty")
        .attr("aria-labelledby", "empty-heading")
        .child(heading.says(&messages, "score.empty.title"))
        .child(el("p.muted").says(&messages, "score.empty.what"))
        .child(el("div.row").child(load_button(app)))
}
