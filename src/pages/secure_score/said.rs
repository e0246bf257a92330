//! A short word about what was done: one place on the page, heard and seen, gone by itself.

use snowline_core::ports::Clock;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::Browser;

const SHOWN_MS: u32 = 4000;

/// What was said last.
#[derive(Clone, PartialEq)]
pub struct Said {
    text: UseStateHandle<AttrValue>,
    say: Callback<AttrValue>,
}

impl Said {
    /// Says something. The callback never changes.
    #[must_use]
    pub fn say(&self) -> Callback<AttrValue> {
        self.say.clone()
    }

    /// The place; at the end of the page.
    pub fn view(&self) -> Html {
        html! { <div class="said" role="status">{ &*self.text }</div> }
    }
}

/// A place for short words.
#[hook]
pub fn use_said() -> Said {
    let text = use_state_eq(AttrValue::default);
    let count = use_mut_ref(|| 0_u32);
    let say = {
        let text = text.setter();
        use_callback((), move |said: AttrValue, ()| {
            text.set(said);
            let mine = {
                let mut count = count.borrow_mut();
                *count = count.wrapping_add(1);
                *count
            };
            let (text, count) = (text.clone(), count.clone());
            spawn_local(async move {
                Browser::new().sleep(SHOWN_MS).await;
                // What was said since then stays its own time.
                if *count.borrow() == mine {
                    text.set(AttrValue::default());
                }
            });
        })
    };
    Said { text, say }
}
