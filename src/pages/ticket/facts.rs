//! What is known of the ticket, one fact a line; some can be changed in place.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::tickets::{Shown, Ticket, TicketField, WholeTicket};
use yew::AttrValue;

use crate::browser::Browser;
use crate::components::{Tone, tag};
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::part::part;

use super::desk::Desk;
use super::edit_values::shown;
use super::fact::Fact;

/// That it is late, if it is.
pub(super) fn overdue(messages: &Messages, ticket: &Ticket) -> Option<El> {
    let due = ticket
        .due
        .filter(|due| ticket.open && *due < Browser::new().now())?;
    let day = messages.day(due);
    Some(tag(
        messages.format("ticket.due.overdue", &[("day", &day)]),
        Some(Tone::Bad),
    ))
}

/// All facts.
pub(super) fn facts(desk: &Desk, whole: &Rc<WholeTicket>) -> El {
    let messages = desk.app.messages();
    let detail = &whole.detail;
    let ticket = &detail.ticket;
    let mut facts = el("dl.facts ticket-facts");
    for field in [
        TicketField::State,
        TicketField::Group,
        TicketField::Assignee,
        TicketField::Due,
    ] {
        let label = term(&messages, field.key());
        let fact = Fact {
            desk: desk.clone(),
            whole: whole.clone(),
            field,
        };
        facts = facts
            .child(label)
            .child(value_of(field.key()).child(part(fact)));
    }
    let of = |field: TicketField| match detail.get(field) {
        Some(_) => shown(desk, whole, field),
        None => AttrValue::default(),
    };
    let text = |shown: &Option<Shown>| match shown {
        Some(shown) => shown.text().to_owned().into(),
        None => AttrValue::default(),
    };
    let time = |at: Option<_>| match at {
        Some(at) => messages.moment(at).into(),
        None => AttrValue::default(),
    };
    let updated = match (ticket.updated, detail.updated_by.as_str()) {
        (Some(at), by) if !by.is_empty() => {
            let at = messages.moment(at);
            messages.format("ticketPage.updatedBy", &[("at", &at), ("user", by)])
        }
        (at, _) => time(at),
    };
    let made = match ticket.made_here {
        true => messages.text("ticketPage.madeHere"),
        false => messages.text("ticketPage.madeElsewhere"),
    };
    let priority = ticket.priority.as_ref().map(|priority| {
        let label = priority.label.as_ref().unwrap_or(&priority.value);
        AttrValue::from(label.clone())
    });
    for (key, value) in [
        (TicketField::HoldReason.key(), of(TicketField::HoldReason)),
        (TicketField::CloseCode.key(), of(TicketField::CloseCode)),
        (TicketField::CloseNotes.key(), of(TicketField::CloseNotes)),
        ("ticket.priority", priority.unwrap_or_default()),
        ("ticketPage.impact", text(&detail.impact)),
        ("ticketPage.urgency", text(&detail.urgency)),
        ("ticketPage.openedBy", text(&detail.opened_by)),
        ("ticket.created", time(ticket.created)),
        ("ticketPage.updated", updated),
        ("ticketPage.made", made),
        ("ticketPage.correlation", detail.correlation.clone().into()),
    ] {
        if !value.is_empty() {
            facts = facts
                .child(term(&messages, key))
                .child(value_of(key).child(el("bdi").child(value)));
        }
    }
    facts
}

/// What a fact is called. It and its value are known by the name: facts come and go, and what has
/// the focus among them stays.
fn term(messages: &Messages, key: &str) -> El {
    el("dt").key(key).says(messages, key)
}

fn value_of(key: &str) -> El {
    el("dd").key(&[key, ".value"].concat())
}
