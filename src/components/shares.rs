//! A picture of how a whole is shared out, with its legend.

use crate::dom::{El, el};

/// One part of the whole.
pub struct Share {
    /// How many.
    pub count: u64,
    /// What the legend says of it: its name and how many.
    pub entry: El,
    /// Whether it has the quiet colour of what is over, whatever its place.
    pub quiet: bool,
}

/// The picture's width in its own units.
const WIDTH: u64 = 1000;
/// The gap between two parts.
const GAP: u64 = 4;

/// A bar of parts. The legend below says the same in words and numbers, so assistive technology
/// hears only that.
#[must_use]
pub fn shares(parts: &[Share]) -> El {
    let total: u64 = parts.iter().map(|part| part.count).sum();
    let gaps = GAP * (parts.len() as u64).saturating_sub(1);
    let mut before = 0;
    let mut picture = el("svg.shares")
        .attr("viewBox", "0 0 1000 10")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true");
    let mut legend = el("ul.legend");
    for (index, part) in parts.iter().enumerate() {
        let place = |count: u64| count * (WIDTH - gaps) / total.max(1);
        let x = place(before) + GAP * index as u64;
        let width = place(before + part.count) - place(before);
        before += part.count;
        let class = if part.quiet {
            "series-0"
        } else {
            series(index)
        };
        let rect = |height| el("rect").attr("class", class).attr("height", height);
        let bar = rect("10").set("x", x.to_string().into());
        picture = picture.child(bar.attr("y", "0").set("width", width.to_string().into()));
        let dot = el("svg.dot")
            .attr("viewBox", "0 0 8 8")
            .attr("aria-hidden", "true")
            .child(rect("8").attr("width", "8").attr("rx", "2"));
        legend = legend.child(el("li").child(dot).child(part.entry.clone()));
    }
    el("div").child(picture).child(legend)
}

/// The colours go round after the sixth: a type of ticket has at most six open states of its own.
fn series(index: usize) -> &'static str {
    match index % 6 {
        0 => "series-1",
        1 => "series-2",
        2 => "series-3",
        3 => "series-4",
        4 => "series-5",
        _ => "series-6",
    }
}
