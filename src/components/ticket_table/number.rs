//! A ticket's number.

use std::rc::Rc;

use snowline_core::tickets::Ticket;
use yew::{AttrValue, Html};

use crate::app::App;
use crate::components::{external_link, link};
use crate::dom::{El, el, list};
use crate::route::Route;

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

/// A ticket's number as a link to its page, and beside it one to its record, while somebody is
/// signed in.
pub fn ticket_number(app: &Rc<App>, ticket: &Ticket) -> Html {
    let messages = app.messages();
    let number = ticket.number.as_str();
    let to = Route::Ticket(ticket.ticket_type, ticket.sys_id.clone());
    let connection = app.connection();
    let record = connection.servicenow.as_ref().map(|servicenow| {
        let open = messages.format("ticket.open", &[("number", number)]);
        let name = el("span.visually-hidden").child(open);
        external_link(&messages, servicenow.record_url(ticket).into(), name)
            .attr("class", "open-record")
    });
    list(vec![
        link(app, to).child(number).html(),
        record.map(El::html).unwrap_or_default(),
    ])
}
