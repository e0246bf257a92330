//! One improvement action as a row; narrow, it becomes two lines.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use snowline_core::tickets::Ticket;
use yew::prelude::*;

use crate::components::{Link, Tag};
use crate::i18n::use_messages;
use crate::route::Route;

use super::share_menu::ShareMenu;
use super::ticket::TicketView;
use super::words;

/// Properties of [`Row`].
#[derive(Properties)]
pub struct RowProps {
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

/// One improvement action as a row.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let messages = use_messages();
    let action = &props.action;
    let points = match words::points_left(&messages, action) {
        Some(points) => html! {
            <>{ points }<span class="unit">{ " " }{ messages.text("score.pointsLeft.unit") }</span></>
        },
        None => html! { <span class="muted">{ words::no_points(&messages, action) }</span> },
    };
    let ticket = match &props.ticket {
        None => html! { <span class="muted">{ "\u{2013}" }</span> },
        Some(None) => html! { <span class="muted">{ messages.text("score.ticket.none") }</span> },
        Some(Some(ticket)) => html! {
            <TicketView
                ticket={ticket.clone()}
                points_left={action.points_left().is_some_and(|left| left > 0.0)}
            />
        },
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
            <td class="points num">{ points }</td>
            <td class="opt">{ words::status(&messages, action.status) }</td>
            <td class="of-ticket">{ ticket }</td>
            <td class="share">
                <ShareMenu
                    action={action.clone()}
                    tenant={props.tenant.clone()}
                    on_said={props.on_said.clone()}
                />
            </td>
        </tr>
    }
}
