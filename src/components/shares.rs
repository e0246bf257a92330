//! A picture of how a whole is shared out, with its legend.

use crate::dom::{El, el};

/// One part of the whole.
pub struct Share {
    /// How many.
    pub count: u64,
    /// What the legend says of it: its name and how many.
    pub entry: El,
    /// Whether it is part of the picture, or of the legend only.
    pub drawn: bool,
}

/// The picture's width in its own units.
const WIDTH: u64 = 1000;
/// The gap between two parts.
const GAP: u64 = 4;

/// A bar of parts. The legend below says the same in words and numbers, so assistive technology
/// hears only that.
#[must_use]
pub fn shares(parts: &[Share]) -> El {
    let drawn = parts.iter().filter(|part| part.drawn);
    let total: u64 = drawn.clone().map(|part| part.count).sum();
    let gaps = GAP * (drawn.clone().count() as u64).saturating_sub(1);
    let mut before = 0;
    let mut picture = el("svg.shares")
        .attr("viewBox", "0 0 1000 10")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true");
    for (index, part) in drawn.enumerate() {
        let place = |count: u64| count * (WIDTH - gaps) / total.max(1);
        let x = place(before) + GAP * index as u64;
        let width = place(before + part.count) - place(before);
        before += part.count;
        let bar = rect(index, "10").set("x", x.to_string().into());
        picture = picture.child(bar.attr("y", "0").set("width", width.to_string().into()));
    }
    let mut legend = el("ul.legend");
    for (index, part) in parts.iter().enumerate() {
        let dot = part.drawn.then(|| {
            let dot = el("svg.dot")
                .attr("viewBox", "0 0 8 8")
                .attr("aria-hidden", "true");
            dot.child(rect(index, "8").attr("width", "8").attr("rx", "2"))
        });
        legend = legend.child(el("li").child(dot).child(part.entry.clone()));
    }
    let picture = (total > 0).then_some(picture);
    el("div").child(picture).child(legend)
}

fn rect(index: usize, height: &'static str) -> El {
    el("rect")
        .attr("class", series(index))
        .attr("height", height)
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
