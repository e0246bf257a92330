//! The ticket that the task has already: open, so that no second one is made by mistake, or closed,
//! so that it can be taken up again or followed by another.

use std::rc::Rc;

use snowline_core::tickets::{Remote, Ticket};
use yew::{Callback, Html};

use crate::app::App;
use crate::components::{Tone, due, note, note_body, state_tag};
use crate::dom::{El, button, el};

use super::form::Form;
use super::notes::number;
use super::view::{Access, TaskView};

impl Form {
    /// The open ticket beside which sending makes a second one. What is in doubt is looked for
    /// first, whatever there is.
    #[must_use]
    pub fn doubled(&self) -> Option<&Rc<Ticket>> {
        self.known.open_ticket().filter(|_| !self.in_doubt)
    }
}

/// The ticket that the task has already.
pub(super) fn before(view: &TaskView, form: &Form) -> Html {
    let messages = view.app.messages();
    match &form.known.ticket {
        Remote::Loading(None) => {
            let status = el("p.muted small").attr("role", "status");
            status.says(&messages, "task.lookingUp").html()
        }
        known => match known.value().and_then(Option::as_ref) {
            None => Html::default(),
            Some(ticket) if ticket.open => {
                let known = line(&view.app, ticket, "task.hasTicket");
                // In doubt it is the draft's own, most likely.
                let key = if form.in_doubt {
                    "task.hasTicket.noSecond"
                } else {
                    "task.hasTicket.second"
                };
                let what = el("p").says(&messages, key);
                note(Tone::Warn, note_body().child(known).child(what)).html()
            }
            Some(ticket) => closed(view, form, ticket).html(),
        },
    }
}

fn closed(view: &TaskView, form: &Form, ticket: &Rc<Ticket>) -> El {
    let messages = view.app.messages();
    let may = ticket.may_be_reopened() && view.access == Access::Ready;
    let key = if may {
        "task.hadTicket.reopen"
    } else {
        "task.hadTicket.follow"
    };
    let what = el("p").child(messages.format(key, &[("number", &ticket.number)]));
    let reopen = may.then(|| {
        let (ticket, reopen) = (ticket.clone(), view.on_reopen.clone());
        let reopen = Callback::from(move |()| reopen.emit(ticket.clone()));
        let button = button("button.btn", reopen);
        button
            .attr_if(form.is_sending(), "disabled", "disabled")
            .says(&messages, "task.reopen")
    });
    let body = note_body()
        .child(line(&view.app, ticket, "task.hadTicket"))
        .child(what)
        .child(el("div.row").child(reopen));
    note(Tone::Info, body)
}

/// What it says of the ticket: its number, its state, when it is due.
fn line(app: &App, ticket: &Ticket, key: &str) -> El {
    let messages = app.messages();
    let line = el("p.row")
        .child(el("span").says(&messages, key))
        .child(number(app, ticket))
        .child(state_tag(app, ticket));
    match ticket.due {
        Some(_) => {
            let label = el("span").says(&messages, "ticket.due");
            let due = due(&messages, ticket);
            line.child(el("span.due").child(label).child(" ").child(due))
        }
        None => line,
    }
}
