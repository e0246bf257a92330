//! Where the tenant stands, in one line and one bar.

use snowline_core::ports::Clock;
use snowline_core::secure_score::Posture;
use yew::prelude::*;

use crate::browser::Browser;
use crate::i18n::Messages;
use crate::posture::Source;

/// `60% · 412.5 of 780 points · last synced 6 hr. ago · from export.json`
pub(super) fn score(messages: &Messages, posture: &Posture, source: Option<&Source>) -> Html {
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
    let file = match source {
        Some(Source::File(name)) => Some(messages.format("score.file", &[("name", name.as_str())])),
        _ => None,
    };
    // In whole percent: the bar is a picture of the number beside it.
    let width = (posture.achieved() * 100.0) as u32;
    html! {
        <>
            <p class="muted">
                <strong class="num">{ messages.percent(posture.achieved()) }</strong>
                { " \u{b7} " }<span class="num">{ points }</span>
                { synced }
                if let Some(file) = file {
                    { " \u{b7} " }<bdi>{ file }</bdi>
                }
            </p>
            <svg class="score-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="score-all" width="100" height="4" />
                <rect class="score-done" width={width.to_string()} height="4" />
            </svg>
        </>
    }
}
