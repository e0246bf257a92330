//! An action's facts, one a line.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use yew::prelude::*;

use crate::i18n::{Messages, use_messages};

use super::words;

/// Properties of [`Facts`].
#[derive(Properties)]
pub struct FactsProps {
    /// The action.
    pub action: Rc<ImprovementAction>,
}

impl PartialEq for FactsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.action, &other.action)
    }
}

/// Category, points, status, user impact, cost, product, threats, tier. What the file does not
/// say is left out.
#[component]
pub fn Facts(props: &FactsProps) -> Html {
    let messages = use_messages();
    let action = &props.action;
    let facts = [
        ("score.points.label", points(&messages, action)),
        ("score.status", words::status(&messages, action.status)),
        ("score.progress", action.progress.clone().into()),
        ("score.category", words::category(&messages, action)),
        ("score.service", action.service.clone().into()),
        ("score.threats", action.threats.join(", ").into()),
        ("score.tier", action.tier.clone().into()),
        (
            "score.userImpact",
            words::rating(&messages, action.user_impact),
        ),
        (
            "score.cost",
            words::rating(&messages, action.implementation_cost),
        ),
    ];
    html! {
        <dl class="facts">
            { for facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| html! {
                <>
                    <dt>{ messages.text(label) }</dt>
                    <dd><bdi>{ value }</bdi></dd>
                </>
            }) }
        </dl>
    }
}

/// `2.5 of 10`, or what is known of it.
fn points(messages: &Messages, action: &ImprovementAction) -> AttrValue {
    match (action.points, action.max_points) {
        (Some(points), Some(max)) => messages.format(
            "score.pointsOf",
            &[
                ("points", messages.number(points)),
                ("possible", messages.number(max)),
            ],
        ),
        (Some(points), None) => messages.number(points).into(),
        (None, Some(max)) => {
            messages.format("score.notScoredOf", &[("possible", messages.number(max))])
        }
        (None, None) => messages.text("score.notScored"),
    }
}
