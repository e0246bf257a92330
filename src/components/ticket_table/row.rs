//! One ticket as a row.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::tickets::Ticket;
use yew::{AttrValue, Html};

use crate::app::App;
use crate::browser::Browser;
use crate::dom::{El, el};
use crate::i18n::Messages;

use super::{due, state_tag, ticket_number};

/// One ticket as a row.
pub(super) fn row(app: &Rc<App>, ticket: &Ticket, changed: bool) -> El {
    let messages = app.messages();
    let name = if ticket.name.is_empty() {
        messages.text("ticket.noName")
    } else {
        ticket.name.clone().into()
    };
    el("tr")
        .key(&ticket.sys_id)
        .child(el("td.num number").child(ticket_number(app, ticket)))
        .child(
            el("td.clip")
                .set("title", name.clone())
                .child(el("bdi").child(name)),
        )
        .child(el("td.state").child(state_tag(app, ticket)))
        .child(el("td.num priority").child(priority_label(&messages, ticket)))
        .child(el("td.num due").child(match changed {
            true => ago(&messages, ticket),
            false => due(&messages, ticket),
        }))
}

/// How long ago it was changed, and in its tooltip when.
fn ago(messages: &Messages, ticket: &Ticket) -> Html {
    let ago = ticket.updated.map(|then| {
        let moment = messages.moment(then).into();
        let ago = AttrValue::from(messages.ago(then, Browser::new().now()));
        el("span").set("title", moment).child(ago)
    });
    ago.map(El::html).unwrap_or_default()
}

/// The priority in the person's language where it is one of the usual five, else the instance's
/// own name for it.
#[must_use]
pub fn priority_label(messages: &Messages, ticket: &Ticket) -> AttrValue {
    match &ticket.priority {
        None => "".into(),
        Some(priority) => match (priority.known(), &priority.label) {
            (Some(known), _) => messages.text(&["priority.", known.key()].concat()),
            (None, Some(label)) => label.clone().into(),
            (None, None) => priority.value.clone().into(),
        },
    }
}
