//! When a ticket is due, and whether that is over.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::tickets::Ticket;
use yew::prelude::*;

use crate::browser::Browser;
use crate::components::{Tag, Tone};
use crate::i18n::use_messages;

/// Properties of [`Due`].
#[derive(Properties, PartialEq)]
pub struct DueProps {
    /// The ticket.
    pub ticket: Rc<Ticket>,
}

/// When a ticket is due. An open one that is late says so.
#[component]
pub fn Due(props: &DueProps) -> Html {
    let messages = use_messages();
    let Some(due) = props.ticket.due else {
        return html! { <span class="muted">{ messages.text("ticket.due.none") }</span> };
    };
    let day = messages.day(due);
    if props.ticket.open && due < Browser::new().now() {
        let text = messages.format("ticket.due.overdue", &[("day", day)]);
        html! { <Tag {text} tone={Some(Tone::Bad)} /> }
    } else {
        html! { { day } }
    }
}
