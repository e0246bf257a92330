//! A ticket's state as a word.

use std::rc::Rc;

use snowline_core::task::TicketType;
use snowline_core::tickets::{Ticket, TicketState};
use yew::prelude::*;

use crate::components::{Tag, Tone};
use crate::i18n::{Messages, use_messages};

/// A state's name: the instance's own, which an administrator may have chosen, else the usual
/// one in the person's language.
#[must_use]
pub fn state_label(messages: &Messages, ticket_type: TicketType, state: &TicketState) -> AttrValue {
    match &state.label {
        Some(label) => label.clone().into(),
        None => messages.format(
            state.fallback_key(ticket_type),
            &[("value", state.value.as_str())],
        ),
    }
}

/// Properties of [`StateTag`].
#[derive(Properties, PartialEq)]
pub struct StateTagProps {
    /// The ticket.
    pub ticket: Rc<Ticket>,
}

/// A ticket's state.
#[component]
pub fn StateTag(props: &StateTagProps) -> Html {
    let messages = use_messages();
    let ticket = &props.ticket;
    let text = state_label(&messages, ticket.ticket_type, &ticket.state);
    html! { <Tag {text} tone={ticket.open.then_some(Tone::Info)} /> }
}
