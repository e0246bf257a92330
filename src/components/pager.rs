//! From one page of a table to the next.

use yew::Callback;

use crate::dom::{El, button, el};
use crate::i18n::Messages;

/// Which rows of how many a page shows.
pub struct Pager {
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

impl Pager {
    /// Which rows are shown, and the buttons to the pages before and after.
    pub fn view(self, messages: &Messages) -> El {
        let end = self.offset + self.shown;
        let more = match self.total {
            Some(total) => end < total,
            None => self.shown == self.size,
        };
        let previous = (self.offset > 0).then(|| self.offset.saturating_sub(self.size));
        let next = more.then_some(self.offset + self.size);
        let first = self.offset + u64::from(self.shown > 0);
        let number = |count: u64| messages.number(count as f64);
        let (from, to, total) = (number(first), number(end), self.total.map(number));
        let range = messages.format(
            match total {
                Some(_) => "tickets.rangeOf",
                None => "tickets.range",
            },
            &[
                ("from", &from),
                ("to", &to),
                ("total", total.as_deref().unwrap_or_default()),
            ],
        );
        let buttons = el("div.row")
            .child(self.button(previous).says(messages, "tickets.previous"))
            .child(self.button(next).says(messages, "tickets.next"));
        el("div.bar")
            .child(el("span.muted num").attr("role", "status").child(range))
            .child(buttons)
    }

    fn button(&self, to: Option<u64>) -> El {
        let go = self.go.clone();
        let go = Callback::from(move |()| {
            if let Some(to) = to {
                go.emit(to);
            }
        });
        // Not `disabled`: the focus stays where it is when the last page is reached.
        button("button.btn", go).attr_if(to.is_none(), "aria-disabled", "true")
    }
}
