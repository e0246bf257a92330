//! A picture of how a whole is shared out, with its legend.

use yew::prelude::*;

/// One part of the whole.
pub struct Share {
    /// Its name.
    pub label: AttrValue,
    /// How many.
    pub count: u64,
    /// The same, as the language writes it.
    pub count_text: AttrValue,
    /// Whether it is part of the picture, or of the legend only.
    pub drawn: bool,
}

/// The picture's width in its own units.
const WIDTH: u64 = 1000;
/// The gap between two parts.
const GAP: u64 = 4;

/// A bar of parts. The legend below says the same in words and numbers, so assistive technology
/// hears only that.
pub fn shares(parts: &[Share]) -> Html {
    let drawn = parts.iter().filter(|part| part.drawn);
    let total: u64 = drawn.clone().map(|part| part.count).sum();
    let gaps = GAP * (drawn.clone().count() as u64).saturating_sub(1);
    let mut before = 0;
    let mut bars = Vec::new();
    for (index, part) in drawn.enumerate() {
        let place = |count: u64| count * (WIDTH - gaps) / total.max(1);
        let x = place(before) + GAP * index as u64;
        let width = place(before + part.count) - place(before);
        before += part.count;
        bars.push(html! {
            <rect
                class={series(index)}
                x={x.to_string()}
                y="0"
                width={width.to_string()}
                height="10"
            />
        });
    }
    let mut legend = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let dot = part.drawn.then(|| {
            html! {
                <svg class="dot" viewBox="0 0 8 8" aria-hidden="true">
                    <rect class={series(index)} width="8" height="8" rx="2" />
                </svg>
            }
        });
        legend.push(html! {
            <li>{ dot }{ &part.label }{ " " }<b class="num">{ &part.count_text }</b></li>
        });
    }
    let picture = (total > 0).then(|| {
        html! {
            <svg class="shares" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                { bars }
            </svg>
        }
    });
    html! {
        <div>
            { picture }
            <ul class="legend">{ legend }</ul>
        </div>
    }
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
