//! An action's facts, one a line.

use snowline_core::secure_score::ImprovementAction;
use yew::prelude::*;

use crate::i18n::Messages;

use super::words;

/// Points, status, category, product, threats, tier, user impact, cost. What the file does not
/// say is left out.
pub(super) fn facts(messages: &Messages, action: &ImprovementAction) -> Html {
    let facts = [
        ("score.points.label", points(messages, action)),
        ("score.status", words::status(messages, action.status)),
        ("score.progress", action.progress.clone().into()),
        ("score.category", words::category(messages, action)),
        ("score.service", action.service.clone().into()),
        ("score.threats", action.threats.join(", ").into()),
        ("score.tier", action.tier.clone().into()),
        (
            "score.userImpact",
            words::rating(messages, action.user_impact),
        ),
        (
            "score.cost",
            words::rating(messages, action.implementation_cost),
        ),
    ];
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    html! {
        <dl class="facts">
            { for known.map(|(label, value)| html! {
                <key={label}>
                    <dt>{ messages.text(label) }</dt>
                    <dd><bdi>{ value }</bdi></dd>
                </>
            }) }
        </dl>
    }
}

/// `2.5 of 10`, or what is known of it.
fn points(messages: &Messages, action: &ImprovementAction) -> AttrValue {
    let possible = |max| ("possible", messages.number(max));
    match (action.points, action.max_points) {
        (Some(points), Some(max)) => messages.format(
            "score.pointsOf",
            &[("points", messages.number(points)), possible(max)],
        ),
        (Some(points), None) => messages.number(points).into(),
        (None, Some(max)) => messages.format("score.notScoredOf", &[possible(max)]),
        (None, None) => messages.text("score.notScored"),
    }
}
