//! Which tickets the cards name: the newest or those that were changed last, and closed ones or
//! not. It is remembered in this browser.

use std::rc::Rc;

use snowline_core::ports::{Ports, Store};
use snowline_core::tickets::CardRows;
use yew::Callback;

use crate::app::App;
use crate::browser::Browser;
use crate::dom::{El, el};

use super::cards::Rounds;

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

/// Shows others, and remembers it.
fn choose(rounds: &Rounds, rows: CardRows, load: &Callback<()>) {
    let changed = if rows.changed { CHANGED } else { "" };
    let closed = if rows.closed { CLOSED } else { "" };
    let kept = [changed, " ", closed].concat();
    Browser::new().local_store().set(KEY, &kept);
    rounds.rows.set(rows);
    load.emit(());
}

/// The choice, for both cards, which are loaded anew by it.
pub(super) fn choice(app: &App, rounds: &Rc<Rounds>, load: &Callback<()>) -> El {
    let messages = app.messages();
    let rows = rounds.rows.get();
    let option = |value, chosen, key| {
        let option = el("option").attr("value", value);
        let option = option.attr_if(chosen, "selected", "selected");
        option.says(&messages, key)
    };
    let (known, reload) = (rounds.clone(), load.clone());
    let select = el("select.compact-select")
        .on_value(
            "change",
            Callback::from(move |word: String| {
                let changed = word == CHANGED;
                choose(&known, CardRows { changed, ..rows }, &reload);
            }),
        )
        .child(option("", !rows.changed, "card.byNewest"))
        .child(option(CHANGED, rows.changed, "card.byChanged"));
    let (known, reload) = (rounds.clone(), load.clone());
    let closed = el("input")
        .attr("type", "checkbox")
        .checked(rows.closed)
        .on_click(Callback::from(move |()| {
            let closed = !rows.closed;
            choose(&known, CardRows { closed, ..rows }, &reload);
        }));
    let rows = el("label").says(&messages, "card.rows");
    let closed = el("label").child(closed).child(" ");
    el("div.row")
        .child(rows.child(" ").child(select))
        .child(closed.says(&messages, "card.showClosed"))
}
