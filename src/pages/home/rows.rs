//! Which tickets the cards name: the newest or those that were changed last, and closed ones or
//! not. It is remembered in this browser.

use std::rc::Rc;

use snowline_core::ports::{Ports, Store};
use snowline_core::tickets::CardRows;
use web_sys::Event;
use yew::Callback;

use crate::app::App;
use crate::browser::Browser;
use crate::dom::{El, el};

/// The key in `localStorage`.
const KEY: &str = "snowline.cards";
/// The words that are kept there, which are the values of the choice, too.
const CHANGED: &str = "changed";
const CLOSED: &str = "closed";

/// What was chosen last.
pub(super) fn remembered() -> CardRows {
    let kept = Browser::new().local_store().get(KEY).unwrap_or_default();
    CardRows {
        changed: kept.starts_with(CHANGED),
        closed: kept.ends_with(CLOSED),
    }
}

/// Remembers what is chosen.
pub(super) fn remember(rows: CardRows) {
    let changed = if rows.changed { CHANGED } else { "" };
    let closed = if rows.closed { CLOSED } else { "" };
    let kept = [changed, " ", closed].concat();
    Browser::new().local_store().set(KEY, &kept);
}

/// The choice, for both cards.
pub(super) fn choice(app: &Rc<App>, rows: CardRows, choose: &Callback<CardRows>) -> El {
    let messages = app.messages();
    let by = choose.clone();
    let by = Callback::from(move |word: String| {
        by.emit(CardRows {
            changed: word == CHANGED,
            ..rows
        });
    });
    let option = |value, chosen, key| {
        let option = el("option").attr("value", value);
        let option = option.attr_if(chosen, "selected", "selected");
        option.says(&messages, key)
    };
    let select = el("select.compact-select")
        .on_value("change", by)
        .child(option("", !rows.changed, "card.byNewest"))
        .child(option(CHANGED, rows.changed, "card.byChanged"));
    let toggle = choose.clone();
    let toggle = Callback::from(move |_: Event| {
        toggle.emit(CardRows {
            closed: !rows.closed,
            ..rows
        });
    });
    let closed = el("input")
        .attr("type", "checkbox")
        .checked(rows.closed)
        .on("change", toggle);
    el("div.row")
        .child(
            el("label")
                .says(&messages, "card.rows")
                .child(" ")
                .child(select),
        )
        .child(
            el("label")
                .child(closed)
                .child(" ")
                .says(&messages, "card.showClosed"),
        )
}
