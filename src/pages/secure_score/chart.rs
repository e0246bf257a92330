//! A history as a line, and in numbers day by day.

use snowline_core::secure_score::{TREND_HEIGHT, TREND_WIDTH, Trend, TrendDay};
use yew::{AttrValue, Html};

use crate::browser::intl;
use crate::dom::{El, el, list};
use crate::i18n::Messages;

/// What the words over the line count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Percent of what was possible on the day.
    Share,
    /// Points.
    Points,
}

/// A line.
pub(super) struct Chart<'a> {
    /// The person's words.
    pub(super) messages: &'a Messages,
    /// What it shows.
    pub(super) trend: &'a Trend,
    /// The name of the message that names it.
    pub(super) title: &'static str,
    /// What it counts in.
    pub(super) unit: Unit,
}

impl Chart<'_> {
    /// The line, and below it what it shows in numbers.
    pub(super) fn view(&self) -> Html {
        list(vec![self.line().html(), self.day_by_day().html()])
    }

    /// The line with its axes. It is a picture of what stands above it and in the table below.
    fn line(&self) -> El {
        let (messages, trend) = (self.messages, self.trend);
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
            .child(el("figcaption.muted").child(self.in_words()))
            .child(axis)
            .child(picture)
            .child(days)
    }

    /// `Up 1.3 percentage points: 58.5% on Nov 11, 59.8% on Nov 20`, or the same in points.
    fn in_words(&self) -> AttrValue {
        let (messages, trend) = (self.messages, self.trend);
        let (Some(first), Some(last)) = (trend.days.first(), trend.days.last()) else {
            return AttrValue::default();
        };
        let change = match self.unit {
            Unit::Share => trend.change,
            Unit::Points => ((last.current - first.current) * 100.0).round() / 100.0,
        };
        let keys = match self.unit {
            Unit::Share => [
                "score.history.up",
                "score.history.down",
                "score.history.same",
            ],
            Unit::Points => [
                "score.pointsHistory.up",
                "score.pointsHistory.down",
                "score.pointsHistory.same",
            ],
        };
        let [up, down, same] = keys;
        let value = |day: &TrendDay| match self.unit {
            Unit::Share => messages.percent_fine(day.share),
            Unit::Points => points(messages, day.current, day.max).to_string(),
        };
        let (from, to) = (value(first), value(last));
        let (first, last) = (day_name(messages, first), day_name(messages, last));
        let more = [
            ("from", from.as_str()),
            ("first", &first),
            ("to", &to),
            ("last", &last),
        ];
        if change > 0.0 {
            messages.amount(up, change, &more)
        } else if change < 0.0 {
            messages.amount(down, change.abs(), &more)
        } else {
            messages.format(same, &more)
        }
    }

    /// What the line shows, in numbers; the newest day first.
    fn day_by_day(&self) -> El {
        let (messages, trend) = (self.messages, self.trend);
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
            .child(el("caption.visually-hidden").says(messages, self.title))
            .child(el("thead").child(head))
            .child(body);
        el("details.trend-table")
            .child(el("summary").says(messages, "score.history.days"))
            .child(el("div.scroll").attr("tabindex", "0").child(table))
    }
}

/// The days as Microsoft counts them, wherever the person is.
fn day_name(messages: &Messages, day: &TrendDay) -> String {
    messages.day(intl::noon(day.date))
}

/// `2.5 of 10`
pub(super) fn points(messages: &Messages, current: f64, max: f64) -> AttrValue {
    let (points, possible) = (messages.number(current), messages.number(max));
    messages.format(
        "score.pointsOf",
        &[("points", &points), ("possible", &possible)],
    )
}
