//! One ticket as a row.

use std::rc::Rc;

use snowline_core::tickets::Ticket;
use yew::prelude::*;

use crate::components::ExternalLink;
use crate::i18n::{Messages, use_messages};

use super::{Due, StateTag};

/// Properties of [`Row`].
#[derive(Properties, PartialEq)]
pub struct RowProps {
    /// The ticket.
    pub ticket: Rc<Ticket>,
    /// The record's address on the instance.
    pub url: Option<AttrValue>,
    /// Whether the day of making is shown, too.
    pub created: bool,
}

/// One ticket as a row.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let messages = use_messages();
    let ticket = &props.ticket;
    html! {
        <tr>
            <td class="num number">
                if let Some(url) = &props.url {
                    <ExternalLink href={url.clone()}>{ &ticket.number }</ExternalLink>
                } else {
                    { &ticket.number }
                }
            </td>
            <td class="clip" title={ticket.name.clone()}><bdi>{ &ticket.name }</bdi></td>
            <td class="state"><StateTag ticket={ticket.clone()} /></td>
            <td class="num priority">{ priority(&messages, ticket) }</td>
            <td class="num due"><Due ticket={ticket.clone()} /></td>
            if props.created {
                <td class="num created">{ ticket.created.map(|at| messages.day(at)) }</td>
            }
        </tr>
    }
}

/// The priority in the person's language where it is one of the usual five, else the instance's
/// own name for it.
fn priority(messages: &Messages, ticket: &Ticket) -> AttrValue {
    match &ticket.priority {
        None => "".into(),
        Some(priority) => match (priority.known(), &priority.label) {
            (Some(known), _) => messages.text(&["priority.", known.key()].concat()),
            (None, Some(label)) => label.clone().into(),
            (None, None) => priority.value.clone().into(),
        },
    }
}
