//! Why the column of tickets may be empty.

use yew::prelude::*;

use crate::components::{ErrorNote, Note, Tone};
use crate::connection::{Status, use_connection, use_sign_in_again};
use crate::hooks::use_action_tickets;
use crate::i18n::use_messages;

/// Nobody is signed in, or the look-up failed. Without a connection nobody expects tickets.
#[component]
pub fn TicketsNote() -> Html {
    let messages = use_messages();
    let tickets = use_action_tickets();
    let status = use_connection().status;
    let sign_in = use_sign_in_again().reform(|_: MouseEvent| ());
    if let Some(error) = tickets.state().error() {
        return html! { <ErrorNote error={error.clone()} /> };
    }
    if status != Status::SignedOut {
        return Html::default();
    }
    html! {
        <Note tone={Tone::Info}>
            <div class="row between">
                { messages.text("tickets.signedOut") }
                <button type="button" class="btn" onclick={sign_in}>
                    { messages.text("task.signIn") }
                </button>
            </div>
        </Note>
    }
}
