//! What came of it: the ticket.

use std::rc::Rc;

use snowline_core::servicenow::{Outcome, Sent};
use snowline_core::task::Priority;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::components::{ExternalLink, Note, StateTag, Tone};
use crate::i18n::use_messages;

use super::view::HEADING;

/// Properties of [`SentView`].
#[derive(Properties, PartialEq)]
pub(super) struct SentViewProps {
    /// The ticket, and how it came about.
    pub sent: Rc<Sent>,
    /// The priority that was wished.
    pub wished: Option<Priority>,
    /// The task had been sent before, and what had come of it was not known.
    pub was_in_doubt: bool,
    /// The record's address.
    pub url: Option<AttrValue>,
    /// The dialog is to go.
    pub on_close: Callback<()>,
}

/// The ticket's number, how it came about, and what the instance made of the priority.
#[component]
pub(super) fn SentView(props: &SentViewProps) -> Html {
    let messages = use_messages();
    let heading = use_node_ref();
    {
        // The button that had the focus is gone.
        let heading = heading.clone();
        use_effect_with((), move |()| {
            if let Some(heading) = heading.cast::<HtmlElement>() {
                heading.focus().ok();
            }
        });
    }
    let ticket = Rc::new(props.sent.ticket.clone());
    let (title, how) = match (props.sent.outcome, props.was_in_doubt) {
        (Outcome::Created, _) => ("task.sent.title", "task.sent.created"),
        (Outcome::FoundAfterDoubt, _) | (Outcome::AlreadyThere, true) => {
            ("task.sent.title", "task.sent.found")
        }
        (Outcome::AlreadyThere, false) => ("task.there.title", "task.there"),
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <>
            <h2 id={HEADING} tabindex="-1" ref={heading}>{ messages.text(title) }</h2>
            <Note tone={Tone::Ok}>
                <p class="row">
                    if let Some(url) = &props.url {
                        <ExternalLink href={url.clone()} class="ticket-number">
                            { &ticket.number }
                        </ExternalLink>
                    } else {
                        <span class="ticket-number">{ &ticket.number }</span>
                    }
                    <StateTag ticket={ticket.clone()} />
                </p>
                <p>{ messages.text(how) }</p>
            </Note>
            if props.sent.priority_differs {
                <Note tone={Tone::Warn}>{ priority_note(&messages, props) }</Note>
            }
            <div class="row end dialog-actions">
                <button type="button" class="btn primary" onclick={close}>
                    { messages.text("action.close") }
                </button>
            </div>
        </>
    }
}

fn priority_note(messages: &crate::i18n::Messages, props: &SentViewProps) -> AttrValue {
    let name = |priority: Priority| messages.text(&["priority.", priority.key()].concat());
    let given = props.sent.ticket.priority.as_ref().map(|given| {
        let known = given.known().map(name);
        let label = || given.label.clone().unwrap_or_else(|| given.value.clone());
        known.unwrap_or_else(|| label().into())
    });
    messages.format(
        "task.priorityDiffers",
        &[
            ("given", given.unwrap_or_default()),
            ("wished", props.wished.map(name).unwrap_or_default()),
        ],
    )
}
