//! How the score came to stand where it does: its history as a line, its points by category.

use std::any::Any;
use std::rc::Rc;

use snowline_core::secure_score::{CategoryPoints, Posture};
use yew::{AttrValue, Html};

use crate::app::App;
use crate::components::error_note;
use crate::dom::{El, el, list};
use crate::i18n::Messages;
use crate::part::{Cx, Part};

use super::chart::{Chart, Unit, points};
use super::words;

/// Both, as far as they are known, and why the history is not. They stay as they are while the
/// list below follows what one types.
pub(super) struct Standing {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// Which of its versions is shown.
    pub(super) version: u32,
    /// The score.
    pub(super) posture: Rc<Posture>,
}

impl Part for Standing {
    fn is_same(&self, before: &dyn Any) -> bool {
        before.downcast_ref::<Self>().is_some_and(|before| {
            self.version == before.version && Rc::ptr_eq(&self.posture, &before.posture)
        })
    }

    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let (app, posture) = (&self.app, &self.posture);
        let messages = app.messages();
        let state = app.posture();
        let missing = state.no_history.as_ref();
        let missing = missing.map(|error| {
            // What Graph refuses here is the history alone: the score is there.
            let what = el("p").says(&messages, "score.noHistory");
            list(vec![
                what.html(),
                error_note(&messages, error, None, Vec::new()).html(),
            ])
        });
        let trend = posture.trend();
        let history = trend.map(|trend| {
            let chart = Chart {
                messages: &messages,
                trend: &trend,
                title: "score.history",
                unit: Unit::Share,
            };
            part(&messages, "score-history", chart.title).child(chart.view())
        });
        // One bar alone says what the score says already.
        let categories = posture.by_category();
        let categories = (categories.len() > 1).then(|| {
            part(&messages, "score-categories", "score.byCategory")
                .child(bars(&messages, &categories))
        });
        let shown = history.is_some() || categories.is_some();
        let card = shown.then(|| el("div.card standing").child(history).child(categories));
        el("div.standing-place").child(missing).child(card).html()
    }
}

fn part(messages: &Messages, id: &'static str, title: &str) -> El {
    el("section")
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).says(messages, title))
}

/// A bar for each category, with its points in words.
fn bars(messages: &Messages, categories: &[CategoryPoints]) -> El {
    let mut bars = el("ul.category-bars");
    for known in categories {
        let share = (known.current / known.max).clamp(0.0, 1.0);
        let bar = el("svg.category-bar")
            .attr("viewBox", "0 0 100 6")
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true")
            .child(rect("score-all", 100))
            .child(rect("score-done", (share * 100.0).round() as u32));
        let numbers = el("span.num muted")
            .child(points(messages, known.current, known.max))
            .child(" \u{b7} ")
            .child(AttrValue::from(messages.percent(share)));
        let name = words::category_of_word(messages, &known.word);
        let line = el("div.row between")
            .child(el("bdi").child(name))
            .child(numbers);
        bars = bars.child(el("li").key(&known.word).child(line).child(bar));
    }
    bars
}

fn rect(class: &'static str, width: u32) -> El {
    el("rect")
        .attr("class", class)
        .set("width", width.to_string().into())
        .attr("height", "6")
}
