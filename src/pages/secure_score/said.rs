//! A short word about what was done: one place on the page, heard and seen, gone by itself.

use std::cell::Cell;

use snowline_core::ports::Clock;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::browser::Browser;
use crate::dom::el;
use crate::part::Cx;

const SHOWN_MS: u32 = 4000;

/// The place, for the end of the page, and the way to say something there.
pub(super) fn said(cx: &mut Cx<'_>) -> (Html, Callback<AttrValue>) {
    let text = cx.state(AttrValue::default);
    let count = cx.keep(|| Cell::new(0_u32));
    let place = el("div.said").attr("role", "status").child(text.get());
    let say = Callback::from(move |said: AttrValue| {
        text.set(said);
        let mine = count.get().wrapping_add(1);
        count.set(mine);
        let (text, count) = (text.clone(), count.clone());
        spawn_local(async move {
            Browser::new().sleep(SHOWN_MS).await;
            // What was said since then stays its own time.
            if count.get() == mine {
                text.set(AttrValue::default());
            }
        });
    });
    (place.html(), say)
}
