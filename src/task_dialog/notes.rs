//! What the form says besides its fields.

use snowline_core::Error;
use snowline_core::date::Timestamp;
use snowline_core::tickets::Ticket;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{Tone, error_note, note, note_body, ticket_link};
use crate::dom::{El, button, el, list};
use crate::i18n::Messages;

use super::form::Phase;
use super::view::Access;

/// Says that the draft is not new.
pub(super) fn restored(
    messages: &Messages,
    at: Timestamp,
    on_start_over: Option<&Callback<()>>,
) -> El {
    let what = messages.format("task.restored", &[("when", &messages.moment(at))]);
    let start_over = on_start_over.map(|start_over| {
        button("button.btn", start_over.clone()).says(messages, "task.startOver")
    });
    let row = el("div.row between").child(what).child(start_over);
    note(Tone::Info, note_body().child(row))
}

/// A ticket's number, as a link to its record where that is known.
pub(super) fn number(app: &App, ticket: &Ticket) -> El {
    ticket_link(app, ticket)
        .unwrap_or_else(|| el("span").child(AttrValue::from(ticket.number.clone())))
        .attr("class", "ticket-number")
}

/// What keeps the task from being sent.
pub(super) fn hindrance(
    messages: &Messages,
    phase: &Phase,
    access: Access,
    sign_in_error: Option<&Error>,
) -> Html {
    let error = |error: &Error| {
        let kept = el("span").says(messages, "task.kept");
        error_note(messages, error, None, vec![kept]).html()
    };
    let failed = match phase {
        Phase::Failed(why) => error(why),
        _ => Html::default(),
    };
    let sign_in_error = sign_in_error.filter(|_| access != Access::Ready);
    let missing = match access {
        Access::Ready | Access::SigningIn => None,
        Access::SignedOut => Some("task.signedOut"),
        Access::NotConnected => Some("task.notConnected"),
    };
    let missing = missing.map(|key| note(Tone::Info, note_body().says(messages, key)).html());
    list(vec![
        failed,
        sign_in_error.map(error).unwrap_or_default(),
        missing.unwrap_or_default(),
    ])
}
