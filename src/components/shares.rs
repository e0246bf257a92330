//! A picture of how a whole is shared out, with its legend.

use yew::prelude::*;

/// One part of the whole.
#[derive(Clone, PartialEq)]
pub struct Share {
    /// Its name.
    pub label: AttrValue,
    /// How many.
    pub count: u64,
    /// The same, as the language writes it.
    pub count_text: AttrValue,
}

/// Properties of [`Shares`].
#[derive(Properties, PartialEq)]
pub struct SharesProps {
    /// The parts, in the order of the picture. Those of nothing are left out.
    pub shares: Vec<Share>,
}

/// The picture's width in its own units.
const WIDTH: f64 = 1000.0;
/// The gap between two parts.
const GAP: f64 = 4.0;

/// A bar of parts. The legend below says the same in words and numbers, so assistive technology
/// hears only that.
#[component]
pub fn Shares(props: &SharesProps) -> Html {
    let shares: Vec<&Share> = props
        .shares
        .iter()
        .filter(|share| share.count > 0)
        .collect();
    let total: u64 = shares.iter().map(|share| share.count).sum();
    if total == 0 {
        return Html::default();
    }
    let unit = (WIDTH - GAP * (shares.len() - 1) as f64) / total as f64;
    let mut x = 0.0;
    let bars = shares.iter().enumerate().map(|(index, share)| {
        let width = share.count as f64 * unit;
        let start = x;
        x += width + GAP;
        html! {
            <rect
                key={index}
                class={series(index)}
                x={start.to_string()}
                y="0"
                width={width.to_string()}
                height="10"
            />
        }
    });
    let bars: Html = bars.collect();
    html! {
        <div>
            <svg class="shares" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                { bars }
            </svg>
            <ul class="legend">
                { for shares.iter().enumerate().map(|(index, share)| html! {
                    <li key={index}>
                        <svg class="dot" viewBox="0 0 8 8" aria-hidden="true">
                            <rect class={series(index)} width="8" height="8" rx="2" />
                        </svg>
                        { &share.label }{ " " }<b class="num">{ &share.count_text }</b>
                    </li>
                }) }
            </ul>
        </div>
    }
}

fn series(index: usize) -> &'static str {
    ["series-1", "series-2", "series-3", "series-4", "series-5"][index % 5]
}
