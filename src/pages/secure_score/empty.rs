//! No score yet: what this page is for, and the one thing to do.

use yew::prelude::*;

use crate::i18n::use_messages;

use super::load_button::LoadButton;

/// What this page is for, and the one thing to do.
#[component]
pub fn Empty() -> Html {
    let messages = use_messages();
    html! {
        <section class="card empty" aria-labelledby="empty-heading">
            <h2 id="empty-heading">{ messages.text("score.empty.title") }</h2>
            <p class="muted">{ messages.text("score.empty.what") }</p>
            <div class="row"><LoadButton /></div>
        </section>
    }
}
