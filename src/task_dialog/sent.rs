//! What came of it: the ticket.

use std::rc::Rc;

use snowline_core::servicenow::{Outcome, Sent};
use snowline_core::task::Priority;
use yew::prelude::*;

use crate::components::{Note, StateTag, Tone};
use crate::i18n::Messages;

use super::form::Form;
use super::notes::number;
use super::view::HEADING;

/// The ticket's number, how it came about, and what the instance made of the priority.
pub(super) fn sent_view(
    messages: &Messages,
    form: &Form,
    sent: &Sent,
    url: Option<&AttrValue>,
    heading: &NodeRef,
    on_close: &Callback<()>,
) -> Html {
    let (title, how) = match (sent.outcome, form.in_doubt) {
        (Outcome::Created, _) => ("task.sent.title", "task.sent.created"),
        (Outcome::FoundAfterDoubt, _) | (Outcome::AlreadyThere, true) => {
            ("task.sent.title", "task.sent.found")
        }
        (Outcome::AlreadyThere, false) => ("task.there.title", "task.there"),
    };
    html! {
        <>
            <h2 id={HEADING} tabindex="-1" ref={heading}>{ messages.text(title) }</h2>
            <Note tone={Tone::Ok}>
                <p class="row">
                    { number(&sent.ticket, url) }
                    <StateTag ticket={Rc::new(sent.ticket.clone())} />
                </p>
                <p>{ messages.text(how) }</p>
            </Note>
            if sent.priority_differs {
                <Note tone={Tone::Warn}>
                    { priority_note(messages, sent, form.draft.priority) }
                </Note>
            }
            <div class="row end dialog-actions">
                <button
                    type="button"
                    class="btn primary"
                    onclick={on_close.reform(|_: MouseEvent| ())}
                >
                    { messages.text("action.close") }
                </button>
            </div>
        </>
    }
}

fn priority_note(messages: &Messages, sent: &Sent, wished: Option<Priority>) -> AttrValue {
    let name = |priority: Priority| messages.text(&["priority.", priority.key()].concat());
    let given = sent.ticket.priority.as_ref().map(|given| {
        let label = || given.label.clone().unwrap_or_else(|| given.value.clone());
        given.known().map_or_else(|| label().into(), name)
    });
    messages.format(
        "task.priorityDiffers",
        &[
            ("given", given.unwrap_or_default()),
            ("wished", wished.map(name).unwrap_or_default()),
        ],
    )
}
