//! Where the tenant stands, in one line and one bar.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::secure_score::Posture;
use yew::prelude::*;

use crate::browser::Browser;
use crate::i18n::use_messages;
use crate::posture::{Source, use_posture};

/// Properties of [`Score`].
#[derive(Properties)]
pub struct ScoreProps {
    /// The score.
    pub posture: Rc<Posture>,
}

impl PartialEq for ScoreProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.posture, &other.posture)
    }
}

/// `412.5 of 780 points · 53% · last synced 6 hr. ago`
#[component]
pub fn Score(props: &ScoreProps) -> Html {
    let messages = use_messages();
    let posture = &props.posture;
    let handle = use_posture();
    let points = messages.format(
        "score.points",
        &[
            ("points", messages.number(posture.current)),
            ("possible", messages.number(posture.max)),
        ],
    );
    let synced = posture.synced.map(|at| {
        let ago = messages.ago(at, Browser::new().now());
        html! {
            <span title={messages.moment(at)}>
                { " \u{b7} " }{ messages.format("score.synced", &[("ago", ago)]) }
            </span>
        }
    });
    let file = match &handle.state().source {
        Some(Source::File(name)) => Some(messages.format("score.file", &[("name", name.as_str())])),
        _ => None,
    };
    html! {
        <>
            <p class="muted">
                <strong class="num">{ messages.percent(posture.achieved()) }</strong>
                { " \u{b7} " }
                <span class="num">{ points }</span>
                { synced }
                if let Some(file) = file {
                    { " \u{b7} " }<bdi>{ file }</bdi>
                }
            </p>
            <svg class="score-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="score-all" width="100" height="4" />
                <rect
                    class="score-done"
                    width={(posture.achieved() * 100.0).to_string()}
                    height="4"
                />
            </svg>
        </>
    }
}
