//! The ticket of an improvement action.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::secure_score::ImprovementAction;
use snowline_core::tickets::Ticket;
use yew::Callback;

use crate::app::App;
use crate::browser::Browser;
use crate::components::{Tone, due, error_note, note, note_body, state_tag, ticket_number};
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::later::tickets::look_up_tickets_again;

use super::follow_up::{follow_up, hint};

/// Its number as a link to its page, its state, when it is due while it is open, and what the points
/// say of it.
pub(super) fn ticket_view(app: &Rc<App>, action: &ImprovementAction, ticket: &Ticket) -> El {
    let messages = app.messages();
    let due = ticket.due.filter(|_| ticket.open).map(|at| {
        // What is late says so by itself.
        let is_late = at < Browser::new().now();
        let label = (!is_late).then(|| el("span.muted").says(&messages, "ticket.due"));
        let when = el("span.num").child(due(&messages, ticket));
        el("span.due").child(label).child(" ").child(when)
    });
    let hint = follow_up(app, action, ticket).map(|known| hint(&messages, known));
    el("span.ticket")
        .child(el("span.num").child(ticket_number(app, ticket)))
        .child(state_tag(app, ticket))
        .child(due)
        .child(hint)
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
