//! The ticket of an improvement action.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::tickets::Ticket;
use yew::prelude::*;

use crate::browser::Browser;
use crate::components::{ExternalLink, StateTag, Tag, Tone};
use crate::connection::use_connection;
use crate::i18n::use_messages;

/// Properties of [`TicketView`].
#[derive(Properties, PartialEq)]
pub struct TicketViewProps {
    /// The ticket.
    pub ticket: Rc<Ticket>,
    /// Whether the action has points left.
    pub points_left: bool,
}

/// Its number as a link to the record, its state, and what is amiss: it is late, or it is closed
/// and the points were not gained.
#[component]
pub fn TicketView(props: &TicketViewProps) -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let ticket = &props.ticket;
    let url = connection
        .servicenow
        .map(|servicenow| servicenow.record_url(ticket));
    let late = ticket.open && ticket.due.is_some_and(|due| due < Browser::new().now());
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
            if !ticket.open && props.points_left {
                <Tag text={messages.text("score.ticket.notGained")} tone={Some(Tone::Warn)} />
            }
        </span>
    }
}
