//! The improvement actions as a table.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use yew::prelude::*;

use crate::hooks::use_action_tickets;
use crate::i18n::use_messages;

use super::row::Row;

/// Properties of [`ActionTable`].
#[derive(Properties, PartialEq)]
pub struct ActionTableProps {
    /// The actions, in their order.
    pub actions: Rc<Vec<Rc<ImprovementAction>>>,
    /// The tenant's ID.
    pub tenant: AttrValue,
    /// Says what was done.
    pub on_said: Callback<AttrValue>,
}

/// The improvement actions as a table.
#[component]
pub fn ActionTable(props: &ActionTableProps) -> Html {
    let messages = use_messages();
    let tickets = use_action_tickets();
    let known = tickets.state().value().is_some();
    html! {
        <table class="action-table">
            <caption class="visually-hidden">{ messages.text("score.caption") }</caption>
            <thead>
                <tr>
                    <th scope="col">{ messages.text("score.action") }</th>
                    <th scope="col" class="opt">{ messages.text("score.category") }</th>
                    <th scope="col" class="points">{ messages.text("score.pointsLeft") }</th>
                    <th scope="col" class="opt">{ messages.text("score.status") }</th>
                    <th scope="col">{ messages.text("score.ticket") }</th>
                    <th scope="col">
                        <span class="visually-hidden">{ messages.text("share.label") }</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                { for props.actions.iter().map(|action| html! {
                    <Row
                        key={action.id.as_str()}
                        action={action.clone()}
                        tenant={props.tenant.clone()}
                        ticket={known.then(|| tickets.of(&action.id))}
                        on_said={props.on_said.clone()}
                    />
                }) }
            </tbody>
        </table>
    }
}
