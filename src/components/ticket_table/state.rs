//! A ticket's state as a word.

use snowline_core::task::TicketType;
use snowline_core::tickets::{Ticket, TicketState};
use yew::AttrValue;

use crate::app::App;
use crate::components::{Tone, tag};
use crate::dom::El;
use crate::i18n::Messages;

/// A state's name: the one that is set, else [`own_state_label`].
#[must_use]
pub fn state_label(app: &App, ticket_type: TicketType, state: &TicketState) -> AttrValue {
    match app.configured().states.name(ticket_type, state) {
        Some(name) => name.to_owned().into(),
        None => own_state_label(&app.messages(), ticket_type, state),
    }
}

/// The instance's own name for a state, which an administrator may have chosen, else the usual
/// one in the person's language.
#[must_use]
pub fn own_state_label(
    messages: &Messages,
    ticket_type: TicketType,
    state: &TicketState,
) -> AttrValue {
    match &state.label {
        Some(label) => label.clone().into(),
        None => messages.format(
            state.fallback_key(ticket_type),
            &[("value", state.value.as_str())],
        ),
    }
}

/// A ticket's state.
#[must_use]
pub fn state_tag(app: &App, ticket: &Ticket) -> El {
    let text = state_label(app, ticket.ticket_type, &ticket.state);
    tag(text, ticket.open.then_some(Tone::Info))
}
