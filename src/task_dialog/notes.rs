//! What the form says besides its fields.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::date::Timestamp;
use snowline_core::tickets::Ticket;
use web_sys::Element;
use yew::prelude::*;

use crate::components::{ErrorNote, ExternalLink, Note, StateTag, Tone};
use crate::i18n::use_messages;

use super::form::Phase;
use super::view::Access;

/// Properties of [`Restored`].
#[derive(Properties, PartialEq)]
pub(super) struct RestoredProps {
    /// When the draft was kept.
    pub at: Timestamp,
    /// The person wants a new one instead.
    pub on_start_over: Option<Callback<()>>,
}

/// Says that the draft is not new.
#[component]
pub(super) fn Restored(props: &RestoredProps) -> Html {
    let messages = use_messages();
    let start_over = props.on_start_over.as_ref().map(|start_over| {
        let onclick = start_over.reform(|_: MouseEvent| ());
        html! {
            <button type="button" class="btn" {onclick}>{ messages.text("task.startOver") }</button>
        }
    });
    html! {
        <Note tone={Tone::Info}>
            <p>{ messages.format("task.restored", &[("when", messages.moment(props.at))]) }</p>
            if start_over.is_some() {
                <div class="row">{ start_over }</div>
            }
        </Note>
    }
}

/// Properties of [`OpenTicket`].
#[derive(Properties, PartialEq)]
pub(super) struct OpenTicketProps {
    /// The action's open ticket.
    pub ticket: Rc<Ticket>,
    /// Its record's address.
    pub url: Option<AttrValue>,
    /// Whether sending finds it instead of making another.
    pub would_be_found: bool,
}

/// Says that the action has a ticket already.
#[component]
pub(super) fn OpenTicket(props: &OpenTicketProps) -> Html {
    let messages = use_messages();
    let number = &props.ticket.number;
    html! {
        <Note tone={Tone::Info}>
            <p>
                { messages.text("task.hasTicket") }{ " " }
                if let Some(url) = &props.url {
                    <ExternalLink href={url.clone()}>{ number }</ExternalLink>
                } else {
                    { number }
                }
                { " " }
                <StateTag ticket={props.ticket.clone()} />
            </p>
            if props.would_be_found {
                <p class="muted">{ messages.text("task.hasTicket.noSecond") }</p>
            }
        </Note>
    }
}

/// Properties of [`Hindrance`].
#[derive(Properties, PartialEq)]
pub(super) struct HindranceProps {
    /// How far the task has come.
    pub phase: Phase,
    /// What can be done with it.
    pub access: Access,
    /// Why the last sign-in failed.
    pub sign_in_error: Option<Error>,
}

/// What keeps the task from being sent. It comes into view by itself: in a small window the
/// button that was pressed may be all that is seen.
#[component]
pub(super) fn Hindrance(props: &HindranceProps) -> Html {
    let messages = use_messages();
    let node = use_node_ref();
    let failed = match &props.phase {
        Phase::Failed(error) => Some(error.clone()),
        _ => None,
    };
    {
        let node = node.clone();
        use_effect_with(failed.clone(), move |failed| {
            if failed.is_some()
                && let Some(note) = node.cast::<Element>()
            {
                note.scroll_into_view_with_bool(false);
            }
        });
    }
    let sign_in_error = props
        .sign_in_error
        .clone()
        .filter(|_| props.access != Access::Ready);
    let missing = match props.access {
        Access::Ready | Access::SigningIn => None,
        Access::SignedOut => Some("task.signedOut"),
        Access::NotConnected => Some("task.notConnected"),
    };
    html! {
        <div class="hindrance" ref={node}>
            if let Some(error) = failed {
                <ErrorNote {error} />
            }
            if let Some(error) = sign_in_error {
                <ErrorNote {error} />
            }
            if let Some(key) = missing {
                <Note tone={Tone::Info}>{ messages.text(key) }</Note>
            }
        </div>
    }
}
