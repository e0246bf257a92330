//! One improvement action: what it is about, how it is done, its ticket.

use std::rc::Rc;

use snowline_core::rich_text::RichText;
use snowline_core::secure_score::ImprovementAction;
use yew::prelude::*;

use crate::components::{Due, ExternalLink, Note, PageHeading, RichTextView, SkeletonLines, Tone};
use crate::connection::{Connection, Status, use_connection, use_sign_in_again};
use crate::hooks::{ActionTickets, use_action_tickets};
use crate::i18n::{Messages, use_messages};

use super::facts::facts;
use super::said::use_said;
use super::share_menu::use_share_menu;
use super::ticket::{ticket_view, tickets_note};
use super::words;

/// Properties of [`ActionBody`].
#[derive(Properties)]
pub(super) struct ActionBodyProps {
    /// The action.
    pub action: Rc<ImprovementAction>,
    /// The tenant's ID.
    pub tenant: AttrValue,
}

impl PartialEq for ActionBodyProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.action, &other.action) && self.tenant == other.tenant
    }
}

/// One improvement action, with its facts and its ticket beside it.
#[component]
pub(super) fn ActionBody(props: &ActionBodyProps) -> Html {
    let messages = use_messages();
    let tickets = use_action_tickets();
    let connection = use_connection();
    let sign_in = use_sign_in_again();
    let said = use_said();
    let action = &props.action;
    let share = use_share_menu(action, &props.tenant, &said.say());
    html! {
        <>
            <div class="bar">
                <PageHeading title={action.title.clone()}>
                    <p class="muted">{ words::threats_and_tier(action) }</p>
                </PageHeading>
                { share }
            </div>
            if action.deprecated {
                <Note tone={Tone::Warn}>{ messages.text("score.deprecated.what") }</Note>
            }
            <div class="action-page">
                <section class="card action-main">{ texts(&messages, action) }</section>
                <div class="action-side">
                    <section class="card" aria-labelledby="action-ticket">
                        <h2 id="action-ticket">{ messages.text("score.ticket") }</h2>
                        { ticket(&messages, &connection, &tickets, action, &sign_in) }
                    </section>
                    <section class="card" aria-labelledby="action-facts">
                        <h2 id="action-facts">{ messages.text("score.facts") }</h2>
                        { facts(&messages, action) }
                    </section>
                </div>
            </div>
            { said.view() }
        </>
    }
}

/// What it is about and how it is done.
fn texts(messages: &Messages, action: &ImprovementAction) -> Html {
    let says_how = !action.remediation.is_empty() || !action.impact.is_empty();
    html! {
        <>
            { section(messages, "score.description", &action.description) }
            { section(messages, "score.steps", &action.remediation) }
            { section(messages, "score.impact", &action.impact) }
            // A score without a profile says hardly anything.
            if !says_how {
                <p class="muted">{ messages.text("score.noSteps") }</p>
            }
            if let Some(url) = &action.action_url {
                <p>
                    <ExternalLink href={url.as_str().to_owned()}>
                        { messages.text("score.open") }
                    </ExternalLink>
                </p>
            }
        </>
    }
}

/// A text under its heading; nothing where the file has none.
fn section(messages: &Messages, title: &str, text: &RichText) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    html! {
        <div class="section">
            <h2>{ messages.text(title) }</h2>
            <RichTextView text={text.clone()} />
        </div>
    }
}

/// The action's ticket with its due date, or why none is shown.
fn ticket(
    messages: &Messages,
    connection: &Connection,
    tickets: &ActionTickets,
    action: &ImprovementAction,
    sign_in: &Callback<()>,
) -> Html {
    if let Some(ticket) = tickets.of(&action.id) {
        return html! {
            <>
                { ticket_view(messages, connection, action, &ticket) }
                <dl class="facts">
                    <dt>{ messages.text("ticket.due") }</dt>
                    <dd><Due {ticket} /></dd>
                </dl>
            </>
        };
    }
    let state = tickets.state();
    if state.is_loading() {
        return html! { <SkeletonLines lines=2 /> };
    }
    if state.error().is_some() || connection.status == Status::SignedOut {
        return tickets_note(messages, connection, tickets, sign_in);
    }
    html! { <p class="muted">{ messages.text("score.ticket.noneYet") }</p> }
}
