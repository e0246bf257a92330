//! What came of it: the ticket.

use snowline_core::servicenow::{Outcome, Sent};
use snowline_core::task::Priority;
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::app::App;
use crate::components::{Tone, note, note_body, state_tag};
use crate::dom::{button, el, list};
use crate::i18n::Messages;

use super::form::Form;
use super::notes::number;
use super::priority::priority_name;
use super::view::HEADING;

/// The ticket's number, how it came about, and what the instance made of the priority.
pub(super) fn sent_view(
    app: &App,
    form: &Form,
    sent: &Sent,
    heading: &NodeRef,
    on_close: &Callback<()>,
) -> Html {
    let messages = app.messages();
    let (title, how) = match (sent.outcome, form.in_doubt) {
        (Outcome::Created, _) => ("task.sent.title", "task.sent.created"),
        (Outcome::FoundAfterDoubt, _) | (Outcome::AlreadyThere, true) => {
            ("task.sent.title", "task.sent.found")
        }
        (Outcome::Reopened, _) => ("task.reopened.title", "task.reopened"),
        (Outcome::AlreadyThere, false) => ("task.there.title", "task.there"),
    };
    let title = el("h2")
        .attr("id", HEADING)
        .attr("tabindex", "-1")
        .node(heading)
        // Not the form's heading with another text: it takes the focus.
        .key("sent")
        .says(&messages, title);
    let ticket = el("p.row")
        .child(number(app, &sent.ticket))
        .child(state_tag(app, &sent.ticket));
    let body = note_body()
        .child(ticket)
        .child(el("p").says(&messages, how));
    let differs = sent.priority_differs.then(|| {
        let text = priority_note(&messages, form, sent);
        note(Tone::Warn, note_body().child(text)).html()
    });
    let close = button("button.btn primary", on_close.clone()).says(&messages, "action.close");
    list(vec![
        title.html(),
        note(Tone::Ok, body).html(),
        differs.unwrap_or_default(),
        el("div.row end dialog-actions").child(close).html(),
    ])
}

/// Both as the instance calls them, where it tells.
fn priority_note(messages: &Messages, form: &Form, sent: &Sent) -> AttrValue {
    let name = |priority: Priority| priority_name(messages, form, priority);
    let given = sent.ticket.priority.as_ref().map(|given| {
        let label = || given.label.clone().unwrap_or_else(|| given.value.clone());
        given.known().map_or_else(|| label().into(), name)
    });
    let wished = form.draft.priority.map(name);
    messages.format(
        "task.priorityDiffers",
        &[
            ("given", &given.unwrap_or_default()),
            ("wished", &wished.unwrap_or_default()),
        ],
    )
}
