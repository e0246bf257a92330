//! What a field shows.

use snowline_core::tickets::{TicketField, TicketState, WholeTicket};
use yew::AttrValue;

use crate::components::state_label;

use super::desk::Desk;

/// What the ticket's field shows; a dash-like word where it is empty.
pub(super) fn shown(desk: &Desk, whole: &WholeTicket, field: TicketField) -> AttrValue {
    let messages = desk.app.messages();
    let ticket = &whole.detail.ticket;
    match field {
        TicketField::State => state_label(&desk.app, ticket.ticket_type, &ticket.state),
        TicketField::Due => match ticket.due {
            Some(due) => messages.day(due).into(),
            None => messages.text("ticket.due.none"),
        },
        _ => match whole.detail.get(field) {
            Some(shown) => shown.text().to_owned().into(),
            None => messages.text("ticketPage.nobody"),
        },
    }
}

/// What a state is called, with the name that is set here first.
pub(super) fn state_name(desk: &Desk, value: &str, label: Option<&str>) -> AttrValue {
    let state = TicketState {
        value: value.to_owned(),
        label: label.map(str::to_owned),
    };
    state_label(&desk.app, desk.ticket_type, &state)
}
