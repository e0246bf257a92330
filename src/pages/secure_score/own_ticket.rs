//! The ticket of the action whose page it is.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use yew::prelude::*;

use crate::components::{Due, SkeletonLines};
use crate::connection::{Status, use_connection};
use crate::hooks::use_action_tickets;
use crate::i18n::use_messages;

use super::ticket::TicketView;
use super::tickets_note::TicketsNote;

/// Properties of [`OwnTicket`].
#[derive(Properties)]
pub struct OwnTicketProps {
    /// The action.
    pub action: Rc<ImprovementAction>,
}

impl PartialEq for OwnTicketProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.action, &other.action)
    }
}

/// The action's ticket with its due date, or why none is shown.
#[component]
pub fn OwnTicket(props: &OwnTicketProps) -> Html {
    let messages = use_messages();
    let tickets = use_action_tickets();
    let status = use_connection().status;
    let action = &props.action;
    if let Some(ticket) = tickets.of(&action.id) {
        let points_left = action.points_left().is_some_and(|left| left > 0.0);
        return html! {
            <>
                <TicketView ticket={ticket.clone()} {points_left} />
                <dl class="facts">
                    <dt>{ messages.text("ticket.due") }</dt>
                    <dd><Due {ticket} /></dd>
                </dl>
            </>
        };
    }
    let state = tickets.state();
    if state.is_loading() {
        return html! { <SkeletonLines lines=2 /> };
    }
    if state.error().is_some() || status == Status::SignedOut {
        return html! { <TicketsNote /> };
    }
    html! { <p class="muted">{ messages.text("score.ticket.noneYet") }</p> }
}
