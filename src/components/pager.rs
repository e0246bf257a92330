//! From one page of a table to the next.

use yew::prelude::*;

use crate::i18n::use_messages;

/// Properties of [`Pager`].
#[derive(Properties, PartialEq)]
pub struct PagerProps {
    /// How many rows come before this page.
    pub offset: u64,
    /// How many rows this page shows.
    pub shown: u64,
    /// How many rows there are in all, where the instance lets the page see that.
    pub total: Option<u64>,
    /// How many rows a full page has.
    pub size: u64,
    /// Goes to the page that begins after so many rows.
    pub go: Callback<u64>,
}

/// Which rows are shown, and the buttons to the pages before and after.
#[component]
pub fn Pager(props: &PagerProps) -> Html {
    let messages = use_messages();
    let PagerProps {
        offset,
        shown,
        total,
        size,
        ..
    } = *props;
    let end = offset + shown;
    let more = match total {
        Some(total) => end < total,
        None => shown == size,
    };
    let previous = (offset > 0).then(|| offset.saturating_sub(size));
    let next = more.then_some(offset + size);
    let first = if shown == 0 { offset } else { offset + 1 };
    let mut arguments = vec![
        ("from", messages.number(first as f64)),
        ("to", messages.number(end as f64)),
    ];
    let range = match total {
        Some(total) => {
            arguments.push(("total", messages.number(total as f64)));
            messages.format("tickets.rangeOf", &arguments)
        }
        None => messages.format("tickets.range", &arguments),
    };
    let button = |label: &str, to: Option<u64>| {
        let go = props.go.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                go.emit(to);
            }
        });
        html! {
            // Not `disabled`: the focus stays where it is when the last page is reached.
            <button
                type="button"
                class="btn"
                {onclick}
                aria-disabled={to.is_none().then_some("true")}
            >
                { messages.text(label) }
            </button>
        }
    };
    html! {
        <div class="bar">
            <span class="muted num" role="status">{ range }</span>
            <div class="row">
                { button("tickets.previous", previous) }
                { button("tickets.next", next) }
            </div>
        </div>
    }
}
