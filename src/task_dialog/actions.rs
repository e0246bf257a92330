//! The dialog's buttons.

use yew::prelude::*;

use crate::i18n::use_messages;

use super::view::Access;

/// Properties of [`Actions`].
#[derive(Properties, PartialEq)]
pub(super) struct ActionsProps {
    /// What can be done with the task.
    pub access: Access,
    /// It is on its way.
    pub sending: bool,
    /// It was sent before, and what came of it is not known.
    pub again: bool,
    /// The person wants to sign in first.
    pub on_sign_in: Callback<()>,
    /// The person wants out.
    pub on_close: Callback<()>,
}

/// The dialog's buttons. One that can do nothing at the moment keeps the focus.
#[component]
pub(super) fn Actions(props: &ActionsProps) -> Html {
    let messages = use_messages();
    let busy = props.sending || props.access == Access::SigningIn;
    let disabled = busy.then_some("true");
    let main = match props.access {
        Access::Ready | Access::SigningIn => html! {
            <button class="btn primary" aria-disabled={disabled}>
                { messages.text(match (props.sending, props.again) {
                    (true, _) => "task.sending",
                    (false, true) => "task.sendAgain",
                    (false, false) => "task.send",
                }) }
            </button>
        },
        Access::SignedOut | Access::NotConnected => {
            let onclick = props.on_sign_in.reform(|_: MouseEvent| ());
            html! {
                <button type="button" class="btn primary" {onclick}>
                    { messages.text(if props.access == Access::SignedOut {
                        "task.signIn"
                    } else {
                        "task.connect"
                    }) }
                </button>
            }
        }
    };
    let cancel = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <div class="row end dialog-actions">
            <span role="status" class="muted">
                if props.sending {
                    <span class="visually-hidden">{ messages.text("task.sending") }</span>
                } else if props.access == Access::SigningIn {
                    { messages.text("task.signingIn") }
                }
            </span>
            <button
                type="button"
                class="btn"
                onclick={cancel}
                aria-disabled={props.sending.then_some("true")}
            >
                { messages.text("action.cancel") }
            </button>
            { main }
        </div>
    }
}
