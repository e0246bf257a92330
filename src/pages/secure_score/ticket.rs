//! The ticket of an improvement action.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::secure_score::ImprovementAction;
use snowline_core::tickets::Ticket;
use yew::Callback;

use crate::app::App;
use crate::browser::Browser;
use crate::components::{Tone, error_note, note, note_body, state_tag, tag, ticket_number};
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::later::tickets::look_up_tickets_again;

/// Its number as a link to the record, its state, and what is amiss: it is late, or it is closed
/// and the points were not gained.
pub(super) fn ticket_view(app: &Rc<App>, action: &ImprovementAction, ticket: &Ticket) -> El {
    let messages = app.messages();
    let late = ticket.open && ticket.due.is_some_and(|due| due < Browser::new().now());
    let not_gained = !ticket.open && action.points_left().is_some_and(|left| left > 0.0);
    let warning = |key, tone| tag(messages.text(key), Some(tone));
    el("span.ticket")
        .child(el("span.num").child(ticket_number(app, ticket)))
        .child(state_tag(app, ticket))
        .child(late.then(|| warning("score.ticket.overdue", Tone::Bad)))
        .child(not_gained.then(|| warning("score.ticket.notGained", Tone::Warn)))
}

/// Why tickets may be missing: nobody is signed in, or the look-up failed. Without a connection
/// nobody expects any.
pub(super) fn tickets_note(app: &Rc<App>) -> Option<El> {
    let messages = app.messages();
    let tickets = app.action_tickets();
    if let Some(error) = tickets.state().error() {
        let app = app.clone();
        let retry = Callback::from(move |()| look_up_tickets_again(&app));
        return Some(error_note(&messages, error, Some(retry), Vec::new()));
    }
    if app.connection().status != Status::SignedOut {
        return None;
    }
    let app = app.clone();
    let sign_in = Callback::from(move |()| app.sign_in_again());
    let row = el("div.row between")
        .says(&messages, "tickets.signedOut")
        .child(button("button.btn", sign_in).says(&messages, "task.signIn"));
    Some(note(Tone::Info, note_body().child(row)))
}
