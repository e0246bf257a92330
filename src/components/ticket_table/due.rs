//! When a ticket is due, and whether that is over.

use snowline_core::ports::Clock;
use snowline_core::tickets::Ticket;
use yew::Html;

use crate::browser::Browser;
use crate::components::{Tone, tag};
use crate::dom::{el, text};
use crate::i18n::Messages;

/// When a ticket is due. An open one that is late says so.
pub fn due(messages: &Messages, ticket: &Ticket) -> Html {
    let Some(due) = ticket.due else {
        return el("span.muted").says(messages, "ticket.due.none").html();
    };
    let day = messages.day(due);
    if ticket.open && due < Browser::new().now() {
        let late = messages.format("ticket.due.overdue", &[("day", &day)]);
        tag(late, Some(Tone::Bad)).html()
    } else {
        text(day.into())
    }
}
