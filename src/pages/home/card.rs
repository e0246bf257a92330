//! One card: how many are open, is anything late, what is newest, what can one do.

use std::rc::Rc;

use snowline_core::task::TicketType;
use snowline_core::tickets::{Card, Ticket};
use yew::prelude::*;

use crate::components::{Link, Share, Tag, TicketTable, Tone, shares, state_label};
use crate::i18n::{Messages, use_messages};
use crate::route::Route;
use crate::task_dialog::{Seed, use_task_dialog};

/// Properties of [`TicketCard`].
#[derive(Properties, PartialEq)]
pub struct TicketCardProps {
    /// Change management or incident management.
    pub ticket_type: TicketType,
    /// What is on it.
    pub card: Card,
}

/// One card of the home page.
#[component]
pub fn TicketCard(props: &TicketCardProps) -> Html {
    let messages = use_messages();
    let dialog = use_task_dialog();
    let ticket_type = props.ticket_type;
    let key = |suffix: &str| ["card.", ticket_type.key(), ".", suffix].concat();
    let title = messages.text(&key("title"));
    let heading = ["card-", ticket_type.key()].concat();
    let newest: Rc<Vec<Rc<Ticket>>> = {
        use_memo(props.card.newest.clone(), |newest| {
            newest.iter().cloned().map(Rc::new).collect()
        })
    };
    let create = Callback::from(move |_: MouseEvent| dialog.open(Seed::Own(ticket_type)));
    html! {
        <section class="card" aria-labelledby={heading.clone()}>
            <div class="stack">
                <h2 id={heading}>{ title.clone() }</h2>
                <span class="muted">{ messages.text(&key("scope")) }</span>
            </div>
            if props.card.total() == 0 {
                <p class="muted">{ messages.text(&key("empty")) }</p>
            } else {
                { numbers(&messages, &props.card) }
                { shares(&by_state(&messages, ticket_type, &props.card)) }
                <TicketTable
                    tickets={newest}
                    caption={messages.format("card.newest", &[("title", &title)])}
                />
            }
            <div class="row">
                <button type="button" class="btn primary" onclick={create}>
                    { messages.text("card.create") }
                </button>
                <Link to={Route::Tickets(ticket_type)}>{ messages.text("card.all") }</Link>
                <Link to={Route::Provisioning}>{ messages.text("card.manage") }</Link>
            </div>
        </section>
    }
}

/// How many are open, and whether anything is late.
fn numbers(messages: &Messages, card: &Card) -> Html {
    html! {
        <div class="row">
            <span class="big num">{ messages.number(card.open as f64) }</span>
            <span class="muted">{ messages.count("card.open", card.open) }</span>
            if card.overdue > 0 {
                <Tag text={messages.count("card.overdue", card.overdue)} tone={Some(Tone::Bad)} />
            } else {
                <Tag text={messages.text("card.noneOverdue")} tone={Some(Tone::Ok)} />
            }
            if card.due_soon > 0 {
                <Tag text={messages.count("card.dueSoon", card.due_soon)} tone={Some(Tone::Warn)} />
            }
        </div>
    }
}

/// The open states as a picture, the closed ones as words only.
fn by_state(messages: &Messages, ticket_type: TicketType, card: &Card) -> Vec<Share> {
    card.by_state
        .iter()
        .map(|(state, count)| Share {
            label: state_label(messages, ticket_type, state),
            count: *count,
            count_text: messages.number(*count as f64).into(),
            drawn: state.is_open(ticket_type).unwrap_or(true),
        })
        .collect()
}
