//! A value to paste elsewhere, with a button that copies it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::browser::clipboard;
use crate::dom::{button, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part};

use super::{Shape, brief, icon};

/// A value to paste elsewhere, with a button that copies it and says that it did.
pub struct CopyLine {
    /// The words.
    pub messages: Rc<Messages>,
    /// The value.
    pub value: AttrValue,
}

impl Part for CopyLine {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let (outcome, tell) = brief(cx);
        let copied = self.messages.text("action.copied");
        let failed = self.messages.text("action.copyFailed");
        let shape = if outcome == copied {
            Shape::Check
        } else {
            Shape::Copy
        };
        let label = if outcome.is_empty() {
            self.messages.text("action.copy")
        } else {
            outcome
        };
        let value = self.value.clone();
        let copy = Callback::from(move |()| {
            let (tell, value) = (tell.clone(), value.clone());
            let (copied, failed) = (copied.clone(), failed.clone());
            spawn_local(async move {
                tell.emit(if clipboard::copy(&value).await {
                    copied
                } else {
                    failed
                });
            });
        });
        let said = el("span").attr("aria-live", "polite");
        // The title is no part of the name: whoever looks for a button finds it by what it does,
        // and hears what it does it with after that.
        let button = button("button.btn quiet", copy)
            .set("title", self.value.clone())
            .child(icon(shape))
            .child(said.child(label));
        el("span.code-line")
            .child(el("code").child(self.value.clone()))
            .child(button)
            .html()
    }
}
