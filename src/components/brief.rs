//! A word that is gone by itself.

use std::cell::Cell;

use snowline_core::ports::Clock;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback};

use crate::browser::Browser;
use crate::part::Cx;

const SHOWN_MS: u32 = 4000;

/// What is to be said now, mostly nothing, and the way to say something for a while.
pub fn brief(cx: &mut Cx<'_>) -> (AttrValue, Callback<AttrValue>) {
    let text = cx.state(AttrValue::default);
    let count = cx.keep(|| Cell::new(0_u32));
    let now = text.get();
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
    (now, say)
}
