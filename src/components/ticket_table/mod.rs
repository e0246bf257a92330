//! Tickets as rows; narrow, a row becomes two lines.

mod due;
mod number;
mod row;
mod state;

use std::rc::Rc;

use snowline_core::tickets::Ticket;
use yew::AttrValue;

use crate::app::App;
use crate::dom::{El, el};

use row::row;

pub use due::due;
pub use number::{ticket_link, ticket_number};
pub use row::priority_label;
pub use state::{own_state_label, state_label, state_tag};

/// Tickets as rows: number (a link to the record), name, state, priority, and when it is due or, with
/// `changed`, how long ago it was changed. The caption is for assistive technology.
#[must_use]
pub fn ticket_table(app: &Rc<App>, tickets: &[Ticket], changed: bool, caption: AttrValue) -> El {
    let messages = app.messages();
    let column = |key| el("th").attr("scope", "col").says(&messages, key);
    let head = el("tr")
        .child(column("ticket.number"))
        .child(column("ticket.name"))
        .child(column("ticket.state"))
        .child(column("ticket.priority"))
        .child(column(match changed {
            true => "ticket.changed",
            false => "ticket.due",
        }));
    let mut body = el("tbody");
    for ticket in tickets {
        body = body.child(row(app, ticket, changed));
    }
    let caption = el("caption.visually-hidden").child(caption);
    let table = el("table.tickets")
        .child(caption)
        .child(el("thead").child(head))
        .child(body);
    el("div.tickets-place").child(table)
}
