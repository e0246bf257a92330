//! One improvement action as a row; narrow, it becomes two lines.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use snowline_core::tickets::Ticket;
use yew::prelude::*;

use crate::components::{Link, Tag};
use crate::connection::use_connection;
use crate::i18n::{Messages, use_messages};
use crate::route::Route;

use super::share_menu::use_share_menu;
use super::ticket::ticket_view;
use super::words;

/// Properties of [`Row`].
#[derive(Properties)]
pub(super) struct RowProps {
    /// The action.
    pub action: Rc<ImprovementAction>,
    /// The tenant's ID.
    pub tenant: AttrValue,
    /// Its ticket; `None` while that is not known.
    pub ticket: Option<Option<Rc<Ticket>>>,
    /// Says what was done.
    pub on_said: Callback<AttrValue>,
}

impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.action, &other.action)
            && self.tenant == other.tenant
            && self.ticket == other.ticket
            && self.on_said == other.on_said
    }
}

/// One improvement action as a row. It is drawn anew only when something of it changes, not with
/// every letter in the search box.
#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let action = &props.action;
    let share = use_share_menu(action, &props.tenant, &props.on_said);
    let ticket = match &props.ticket {
        None => html! { <span class="muted">{ "\u{2013}" }</span> },
        Some(None) => html! { <span class="muted">{ messages.text("score.ticket.none") }</span> },
        Some(Some(ticket)) => ticket_view(&messages, &connection, action, ticket),
    };
    html! {
        <tr>
            <td class="title">
                <Link to={Route::Action(action.id.clone())}><bdi>{ &action.title }</bdi></Link>
                if action.deprecated {
                    { " " }<Tag text={messages.text("score.deprecated")} />
                }
                <span class="sub">{ words::threats_and_tier(action) }</span>
            </td>
            <td class="opt">{ words::category(&messages, action) }</td>
            <td class="points num">{ points(&messages, action) }</td>
            <td class="opt">{ words::status(&messages, action.status) }</td>
            <td class="of-ticket">{ ticket }</td>
            <td class="share">{ share }</td>
        </tr>
    }
}

/// The points left, or why there is no number.
fn points(messages: &Messages, action: &ImprovementAction) -> Html {
    if let Some(points) = action.points_left() {
        return html! {
            <>
                { messages.number(points) }
                <span class="unit">{ " " }{ messages.text("score.pointsLeft.unit") }</span>
            </>
        };
    }
    let why = if action.points.is_none() {
        "score.notScored"
    } else {
        "score.maximumUnknown"
    };
    html! { <span class="muted">{ messages.text(why) }</span> }
}
