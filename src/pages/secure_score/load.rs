//! Loading an export from a file.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{ErrorNote, Icon, Shape};
use crate::i18n::Messages;
use crate::posture::PostureHandle;

/// Chooses a file with an export of Secure Score: the browser's own control, dressed as a button.
pub(super) fn load_button(messages: &Messages, posture: &PostureHandle) -> Html {
    let posture = posture.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            posture.load_file(file);
        }
        // So that the same file, corrected, can be chosen again.
        input.set_value("");
    });
    html! {
        <label class="btn file-button">
            <Icon shape={Shape::Upload} />
            { messages.text("score.load") }
            <input
                type="file"
                class="visually-hidden"
                accept=".json,application/json"
                {onchange}
            />
        </label>
    }
}

/// Why the file that was chosen last could not be used. What was shown before is still there.
pub(super) fn refused(messages: &Messages, posture: &PostureHandle) -> Html {
    let Some((name, error)) = posture.state().refused.clone() else {
        return Html::default();
    };
    let posture = posture.clone();
    let dismiss = Callback::from(move |_: MouseEvent| posture.dismiss());
    html! {
        <ErrorNote {error}>
            <bdi class="muted">{ messages.format("score.refused", &[("name", name.as_str())]) }</bdi>
            <button type="button" class="btn" onclick={dismiss}>
                { messages.text("action.close") }
            </button>
        </ErrorNote>
    }
}

/// No score yet: what this page is for, and the one thing to do.
pub(super) fn empty(messages: &Messages, posture: &PostureHandle) -> Html {
    html! {
        <section class="card empty" aria-labelledby="empty-heading">
            <h2 id="empty-heading">{ messages.text("score.empty.title") }</h2>
            <p class="muted">{ messages.text("score.empty.what") }</p>
            <div class="row">{ load_button(messages, posture) }</div>
        </section>
    }
}
