//! How the score came to stand where it does: its history as a line, its points by category.

use std::rc::Rc;

use snowline_core::secure_score::{
    CategoryPoints, Posture, TREND_HEIGHT, TREND_WIDTH, Trend, TrendDay,
};
use yew::AttrValue;

use crate::app::App;
use crate::browser::intl;
use crate::components::error_note;
use crate::dom::{El, el};
use crate::i18n::Messages;

use super::words;

/// Both, as far as they are known, and why the history is not.
pub(super) fn standing(app: &Rc<App>, posture: &Posture) -> El {
    let messages = app.messages();
    let state = app.posture();
    let missing = state.no_history.as_ref();
    let missing = missing.map(|error| error_note(&messages, error, None, Vec::new()));
    let trend = posture.trend();
    let history = trend.map(|trend| {
        part(&messages, "score-history", "score.history")
            .child(history(&messages, &trend))
            .child(day_by_day(&messages, &trend))
    });
    // One bar alone says what the score says already.
    let categories = posture.by_category();
    let categories = (categories.len() > 1).then(|| {
        part(&messages, "score-categories", "score.byCategory").child(bars(&messages, &categories))
    });
    let shown = history.is_some() || categories.is_some();
    let card = shown.then(|| el("div.card standing").child(history).child(categories));
    el("div.standing-place").child(missing).child(card)
}

fn part(messages: &Messages, id: &'static str, title: &str) -> El {
    el("section")
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).says(messages, title))
}

/// The line with its axes. It is a picture of what stands above it and in the table below.
fn history(messages: &Messages, trend: &Trend) -> El {
    let mut line = String::new();
    for day in &trend.days {
        let point = [&day.x.to_string(), ",", &day.y.to_string(), " "];
        line.push_str(&point.concat());
    }
    let (width, height) = (TREND_WIDTH.to_string(), TREND_HEIGHT.to_string());
    let corners = [line.as_str(), &width, ",", &height, " 0,", &height];
    let mut picture = el("svg.trend")
        .set("viewBox", ["0 0 ", &width, " ", &height].concat().into())
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true");
    for y in [0, TREND_HEIGHT / 2, TREND_HEIGHT] {
        let y = AttrValue::from(y.to_string());
        let grid = el("line.trend-grid").attr("x1", "0");
        let grid = grid.set("x2", width.clone().into());
        picture = picture.child(grid.set("y1", y.clone()).set("y2", y));
    }
    picture = picture
        .child(el("polygon.trend-area").set("points", corners.concat().into()))
        .child(el("polyline.trend-line").set("points", line.trim_end().to_owned().into()));
    let mut axis = el("div.trend-axis num").attr("aria-hidden", "true");
    for share in trend.axis {
        axis = axis.child(el("span").child(AttrValue::from(messages.percent(share))));
    }
    let mut days = el("div.trend-days num").attr("aria-hidden", "true");
    for day in [trend.days.first(), trend.days.last()] {
        let name = day.map(|day| AttrValue::from(day_name(messages, day)));
        days = days.child(el("span").child(name));
    }
    el("figure.trend-place")
        .child(el("figcaption.muted").child(in_words(messages, trend)))
        .child(axis)
        .child(picture)
        .child(days)
}

/// `Up 1.3 percentage points, from 58.5% on Nov 11 to 59.8% on Nov 20`
fn in_words(messages: &Messages, trend: &Trend) -> AttrValue {
    let (Some(first), Some(last)) = (trend.days.first(), trend.days.last()) else {
        return AttrValue::default();
    };
    let key = if trend.change > 0.0 {
        "score.history.up"
    } else if trend.change < 0.0 {
        "score.history.down"
    } else {
        "score.history.same"
    };
    messages.format(
        key,
        &[
            ("change", &messages.number(trend.change.abs())),
            ("from", &messages.percent_fine(first.share)),
            ("first", &day_name(messages, first)),
            ("to", &messages.percent_fine(last.share)),
            ("last", &day_name(messages, last)),
        ],
    )
}

/// The days as Microsoft counts them, wherever the person is.
fn day_name(messages: &Messages, day: &TrendDay) -> String {
    messages.day(intl::noon(day.date))
}

/// What the line shows, in numbers; the newest day first.
fn day_by_day(messages: &Messages, trend: &Trend) -> El {
    let column = |key| el("th").attr("scope", "col").says(messages, key);
    let head = el("tr")
        .child(column("score.history.day"))
        .child(column("score.history.share"))
        .child(column("score.points.label"));
    let mut body = el("tbody");
    for day in trend.days.iter().rev() {
        let cell = |text: String| el("td").child(AttrValue::from(text));
        let name = el("th").attr("scope", "row");
        let row = el("tr")
            .child(name.child(AttrValue::from(day_name(messages, day))))
            .child(cell(messages.percent_fine(day.share)))
            .child(el("td").child(points(messages, day.current, day.max)));
        body = body.child(row);
    }
    let table = el("table.num")
        .child(el("caption.visually-hidden").says(messages, "score.history"))
        .child(el("thead").child(head))
        .child(body);
    el("details.trend-table")
        .child(el("summary").says(messages, "score.history.days"))
        .child(el("div.scroll").attr("tabindex", "0").child(table))
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

fn points(messages: &Messages, current: f64, max: f64) -> AttrValue {
    let (points, possible) = (messages.number(current), messages.number(max));
    messages.format(
        "score.pointsOf",
        &[("points", &points), ("possible", &possible)],
    )
}

fn rect(class: &'static str, width: u32) -> El {
    el("rect")
        .attr("class", class)
        .set("width", width.to_string().into())
        .attr("height", "6")
}
