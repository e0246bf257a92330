//! Loading an export from a file.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{ErrorNote, Icon, Shape};
use crate::i18n::use_messages;
use crate::posture::use_posture;

/// Chooses a file with an export of Secure Score: the browser's own control, dressed as a button.
#[component]
pub fn LoadButton() -> Html {
    let messages = use_messages();
    let posture = use_posture();
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
#[component]
pub fn RefusedFile() -> Html {
    let messages = use_messages();
    let posture = use_posture();
    let Some((name, error)) = posture.state().refused.clone() else {
        return Html::default();
    };
    let dismiss = {
        let posture = posture.clone();
        Callback::from(move |_: MouseEvent| posture.dismiss())
    };
    html! {
        <ErrorNote {error}>
            <span class="muted">
                { messages.format("score.refused", &[("name", name.as_str())]) }
            </span>
            <button type="button" class="btn" onclick={dismiss}>
                { messages.text("action.close") }
            </button>
        </ErrorNote>
    }
}
