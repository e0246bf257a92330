//! Where the tenant stands, in one line and one bar.

use snowline_core::ports::Clock;
use snowline_core::secure_score::Posture;
use yew::{AttrValue, Html};

use crate::app::App;
use crate::browser::Browser;
use crate::dom::{El, el, list};
use crate::posture::Source;

use super::words;

/// `60% · 412.5 of 780 points · last synced 6 hr. ago · from export.json`
pub(super) fn score(app: &App, posture: &Posture, source: Option<&Source>) -> Html {
    // Who passes in recommendations without points counts none.
    if words::are_given(app) && posture.max <= 0.0 {
        return Html::default();
    }
    let messages = &*app.messages();
    let points = messages.format(
        "score.points",
        &[
            ("points", &messages.number(posture.current)),
            ("possible", &messages.number(posture.max)),
        ],
    );
    let mut line = el("p.muted");
    // Of nothing there is no share.
    if posture.max > 0.0 {
        let achieved = AttrValue::from(messages.percent(posture.achieved()));
        line = line.child(el("strong.num").child(achieved)).child(DOT);
    }
    line = line.child(el("span.num").child(points));
    if let Some(at) = posture.synced {
        let ago = messages.ago(at, Browser::new().now());
        let synced = messages.format("score.synced", &[("ago", &ago)]);
        line = line.child(
            el("span")
                .set("title", messages.moment(at).into())
                .child(DOT)
                .child(synced),
        );
    }
    if let Some(Source::File(name)) = source {
        let file = messages.format("score.file", &[("name", name)]);
        line = line.child(DOT).child(el("bdi").child(file));
    }
    // In whole percent: the bar is a picture of the number beside it.
    let width = (posture.achieved() * 100.0) as u32;
    let bar = el("svg.score-bar")
        .attr("viewBox", "0 0 100 4")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(rect("score-all", "100".into()))
        .child(rect("score-done", width.to_string().into()));
    list(vec![line.html(), bar.html()])
}

const DOT: &str = " \u{b7} ";

fn rect(class: &'static str, width: AttrValue) -> El {
    el("rect")
        .attr("class", class)
        .set("width", width)
        .attr("height", "4")
}
