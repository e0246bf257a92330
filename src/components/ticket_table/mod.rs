//! Tickets as rows; narrow, a row becomes two lines.

mod due;
mod row;
mod state;

use std::rc::Rc;

use snowline_core::tickets::Ticket;
use yew::prelude::*;

use crate::connection::use_connection;
use crate::i18n::use_messages;

use row::Row;

pub use due::Due;
pub use state::{StateTag, state_label};

/// Properties of [`TicketTable`].
#[derive(Properties, PartialEq)]
pub struct TicketTableProps {
    /// The tickets, in their order.
    pub tickets: Rc<Vec<Rc<Ticket>>>,
    /// What the table holds, for assistive technology.
    pub caption: AttrValue,
    /// Whether the day of making is shown, too.
    #[prop_or_default]
    pub created: bool,
}

/// Tickets as rows: number (a link to the record), name, state, priority, due date.
#[component]
pub fn TicketTable(props: &TicketTableProps) -> Html {
    let messages = use_messages();
    let servicenow = use_connection().servicenow;
    html! {
        <div class="tickets-place">
        <table class="tickets">
            <caption class="visually-hidden">{ &props.caption }</caption>
            <thead>
                <tr>
                    <th scope="col">{ messages.text("ticket.number") }</th>
                    <th scope="col">{ messages.text("ticket.name") }</th>
                    <th scope="col">{ messages.text("ticket.state") }</th>
                    <th scope="col">{ messages.text("ticket.priority") }</th>
                    <th scope="col">{ messages.text("ticket.due") }</th>
                    if props.created {
                        <th scope="col">{ messages.text("ticket.created") }</th>
                    }
                </tr>
            </thead>
            <tbody>
                { for props.tickets.iter().map(|ticket| {
                    let url = servicenow.as_ref().map(|servicenow| servicenow.record_url(ticket));
                    html! {
                        <Row
                            key={ticket.sys_id.as_str()}
                            ticket={ticket.clone()}
                            url={url.map(AttrValue::from)}
                            created={props.created}
                        />
                    }
                }) }
            </tbody>
        </table>
        </div>
    }
}
