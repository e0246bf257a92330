//! The dialog's buttons.

use yew::prelude::*;

use crate::i18n::Messages;

use super::view::{Access, TaskViewProps};

/// The dialog's buttons. One that can do nothing at the moment keeps the focus.
pub(super) fn actions(messages: &Messages, props: &TaskViewProps) -> Html {
    let sending = props.form.is_sending();
    let cancel = props.on_close.reform(|_: MouseEvent| ());
    let sign_in = props.on_sign_in.reform(|_: MouseEvent| ());
    let busy = sending || props.access == Access::SigningIn;
    let send = match (sending, props.form.in_doubt) {
        (true, _) => "task.sending",
        (false, true) => "task.sendAgain",
        (false, false) => "task.send",
    };
    let going_on = match props.access {
        _ if sending => Some("task.sending"),
        Access::SigningIn => Some("task.signingIn"),
        _ => None,
    };
    html! {
        <div class="row end dialog-actions">
            <span role="status" class={classes!("muted", sending.then_some("visually-hidden"))}>
                { going_on.map(|key| messages.text(key)) }
            </span>
            <button
                type="button"
                class="btn"
                onclick={cancel}
                aria-disabled={sending.then_some("true")}
            >
                { messages.text("action.cancel") }
            </button>
            if matches!(props.access, Access::Ready | Access::SigningIn) {
                <button class="btn primary" aria-disabled={busy.then_some("true")}>
                    { messages.text(send) }
                </button>
            } else {
                <button type="button" class="btn primary" onclick={sign_in}>
                    { messages.text(if props.access == Access::SignedOut {
                        "task.signIn"
                    } else {
                        "task.connect"
                    }) }
                </button>
            }
        </div>
    }
}
