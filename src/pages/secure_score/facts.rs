//! An action's facts, one a line.

use snowline_core::secure_score::ImprovementAction;
use yew::AttrValue;

use crate::dom::{El, el};
use crate::i18n::Messages;

use super::{chart, words};

/// Points, status, category, product, threats, tier, user impact, cost. What the file does not
/// say is left out.
pub(super) fn facts(messages: &Messages, action: &ImprovementAction) -> El {
    let cost = words::rating(messages, action.implementation_cost);
    let comment = action.decision.as_ref().map(|decision| &decision.comment);
    let facts = [
        ("score.points.label", points(messages, action)),
        ("score.status", words::status(messages, action.status)),
        (
            "score.decide.comment",
            comment.cloned().unwrap_or_default().into(),
        ),
        ("score.progress", action.progress.clone().into()),
        ("score.category", words::category(messages, action)),
        ("score.service", action.service.clone().into()),
        ("score.threats", words::joined(&action.threats).into()),
        ("score.tier", action.tier.clone().into()),
        (
            "score.userImpact",
            words::rating(messages, action.user_impact),
        ),
        ("score.cost", cost),
    ];
    let mut list = el("dl.facts");
    for (label, value) in facts {
        if !value.is_empty() {
            list = list
                .child(el("dt").says(messages, label))
                .child(el("dd").child(el("bdi").child(value)));
        }
    }
    list
}

/// `2.5 of 10`, or what is known of it.
fn points(messages: &Messages, action: &ImprovementAction) -> AttrValue {
    match (action.points, action.max_points) {
        (Some(points), Some(max)) => chart::points(messages, points, max),
        (Some(points), None) => messages.number(points).into(),
        (None, Some(max)) => {
            let max = messages.number(max);
            messages.format("score.notScoredOf", &[("possible", &max)])
        }
        (None, None) => messages.text("score.notScored"),
    }
}
