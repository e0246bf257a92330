//! What the form says besides its fields.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::date::Timestamp;
use snowline_core::tickets::Ticket;
use web_sys::Element;
use yew::prelude::*;

use crate::components::{ErrorNote, ExternalLink, Note, StateTag, Tone};
use crate::i18n::Messages;

use super::form::Phase;
use super::view::Access;

/// Says that the draft is not new.
pub(super) fn restored(
    messages: &Messages,
    at: Timestamp,
    on_start_over: Option<&Callback<()>>,
) -> Html {
    html! {
        <Note tone={Tone::Info}>
            <div class="row between">
                { messages.format("task.restored", &[("when", messages.moment(at))]) }
                if let Some(start_over) = on_start_over {
                    <button
                        type="button"
                        class="btn"
                        onclick={start_over.reform(|_: MouseEvent| ())}
                    >
                        { messages.text("task.startOver") }
                    </button>
                }
            </div>
        </Note>
    }
}

/// Says that the action has a ticket already, and whether sending finds it instead of making
/// another.
pub(super) fn open_ticket(
    messages: &Messages,
    ticket: &Rc<Ticket>,
    url: Option<&AttrValue>,
    would_be_found: bool,
) -> Html {
    html! {
        <Note tone={Tone::Info}>
            <p>
                { messages.text("task.hasTicket") }{ " " }
                { number(ticket, url) }{ " " }
                <StateTag ticket={ticket.clone()} />
            </p>
            if would_be_found {
                <p class="muted">{ messages.text("task.hasTicket.noSecond") }</p>
            }
        </Note>
    }
}

/// A ticket's number, as a link to its record where that is known.
pub(super) fn number(ticket: &Ticket, url: Option<&AttrValue>) -> Html {
    match url {
        Some(url) => html! {
            <ExternalLink href={url.clone()} class="ticket-number">{ &ticket.number }</ExternalLink>
        },
        None => html! { <span class="ticket-number">{ &ticket.number }</span> },
    }
}

/// What keeps the task from being sent.
pub(super) fn hindrance(
    messages: &Messages,
    phase: &Phase,
    access: Access,
    sign_in_error: Option<&Error>,
) -> Html {
    let sign_in_error = sign_in_error.filter(|_| access != Access::Ready);
    let missing = match access {
        Access::Ready | Access::SigningIn => None,
        Access::SignedOut => Some("task.signedOut"),
        Access::NotConnected => Some("task.notConnected"),
    };
    html! {
        <>
            if let Phase::Failed(error) = phase {
                <ErrorNote error={error.clone()} />
            }
            if let Some(error) = sign_in_error {
                <ErrorNote error={error.clone()} />
            }
            if let Some(key) = missing {
                <Note tone={Tone::Info}>{ messages.text(key) }</Note>
            }
        </>
    }
}

/// Brings what failed into view: in a small window the button that was pressed may be all that
/// is seen.
#[hook]
pub(super) fn use_failure_in_view(phase: &Phase) -> NodeRef {
    let node = use_node_ref();
    let shown = node.clone();
    let failed = matches!(phase, Phase::Failed(_));
    use_effect_with(failed, move |failed| {
        if *failed && let Some(note) = shown.cast::<Element>() {
            note.scroll_into_view_with_bool(false);
        }
    });
    node
}
