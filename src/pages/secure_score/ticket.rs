//! The ticket of an improvement action.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::secure_score::ImprovementAction;
use snowline_core::tickets::Ticket;
use yew::prelude::*;

use crate::browser::Browser;
use crate::components::{ErrorNote, ExternalLink, Note, StateTag, Tag, Tone};
use crate::connection::{Connection, Status};
use crate::hooks::ActionTickets;
use crate::i18n::Messages;

/// Its number as a link to the record, its state, and what is amiss: it is late, or it is closed
/// and the points were not gained.
pub(super) fn ticket_view(
    messages: &Messages,
    connection: &Connection,
    action: &ImprovementAction,
    ticket: &Rc<Ticket>,
) -> Html {
    let url = connection
        .servicenow
        .as_ref()
        .map(|servicenow| servicenow.record_url(ticket));
    let late = ticket.open && ticket.due.is_some_and(|due| due < Browser::new().now());
    let not_gained = !ticket.open && action.points_left().is_some_and(|left| left > 0.0);
    html! {
        <span class="ticket">
            <span class="num">
                if let Some(url) = url {
                    <ExternalLink href={url}>{ &ticket.number }</ExternalLink>
                } else {
                    { &ticket.number }
                }
            </span>
            <StateTag ticket={ticket.clone()} />
            if late {
                <Tag text={messages.text("score.ticket.overdue")} tone={Some(Tone::Bad)} />
            }
            if not_gained {
                <Tag text={messages.text("score.ticket.notGained")} tone={Some(Tone::Warn)} />
            }
        </span>
    }
}

/// Why tickets may be missing: nobody is signed in, or the look-up failed. Without a connection
/// nobody expects any.
pub(super) fn tickets_note(
    messages: &Messages,
    connection: &Connection,
    tickets: &ActionTickets,
    sign_in: &Callback<()>,
) -> Html {
    if let Some(error) = tickets.state().error() {
        return html! { <ErrorNote error={error.clone()} /> };
    }
    if connection.status != Status::SignedOut {
        return Html::default();
    }
    let sign_in = sign_in.reform(|_: MouseEvent| ());
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
