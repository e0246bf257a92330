//! The dialog's buttons.

use crate::dom::{El, button, el};

use super::view::{Access, TaskView};

/// The dialog's buttons. One that can do nothing at the moment keeps the focus.
pub(super) fn actions(view: &TaskView) -> El {
    let messages = view.app.messages();
    let form = view.form.look();
    let sending = form.is_sending();
    let busy = sending || view.access == Access::SigningIn;
    let doubles = form.doubled().is_some();
    let send = match (sending, form.in_doubt) {
        (true, _) => "task.sending",
        (false, true) => "task.sendAgain",
        (false, false) if doubles => "task.sendAnyway",
        (false, false) => "task.send",
    };
    let going_on = match view.access {
        _ if sending => Some("task.sending"),
        // That a window is waited for stands above.
        Access::SigningIn if view.app.connection().waits_for_window() => None,
        Access::SigningIn => Some("task.signingIn"),
        _ => None,
    };
    let status = el(if sending {
        "span.muted visually-hidden"
    } else {
        "span.muted"
    });
    let status = status
        .attr("role", "status")
        .child(going_on.map(|key| messages.text(key)));
    let cancel = button("button.btn", view.on_close.clone())
        .attr_if(sending, "aria-disabled", "true")
        .says(&messages, "action.cancel");
    let sign_in = |key| {
        let button = button("button.btn primary", view.on_sign_in.clone());
        // Not the same element as the button that sends: a click must not become the other.
        button.key("sign-in").says(&messages, key)
    };
    let go_on = match view.access {
        Access::Ready | Access::SigningIn => el(if doubles {
            "button.btn danger"
        } else {
            "button.btn primary"
        })
        .attr_if(busy, "aria-disabled", "true")
        .says(&messages, send),
        Access::SignedOut => sign_in("task.signIn"),
        Access::NotConnected => sign_in("task.connect"),
    };
    el("div.row end dialog-actions")
        .child(status)
        .child(cancel)
        .child(go_on)
}
