//! A ticket's number.

use snowline_core::tickets::Ticket;
use yew::{AttrValue, Html};

use crate::app::App;
use crate::components::external_link;
use crate::dom::{El, text};

/// A ticket's number as a link to its record, while somebody is signed in.
#[must_use]
pub fn ticket_link(app: &App, ticket: &Ticket) -> Option<El> {
    let connection = app.connection();
    let url = connection.servicenow.as_ref()?.record_url(ticket);
    Some(external_link(
        &app.messages(),
        url.into(),
        AttrValue::from(ticket.number.clone()),
    ))
}

/// The same, or else the number as a mere text.
pub fn ticket_number(app: &App, ticket: &Ticket) -> Html {
    match ticket_link(app, ticket) {
        Some(link) => link.html(),
        None => text(ticket.number.clone().into()),
    }
}
