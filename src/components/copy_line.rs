//! A value to paste elsewhere, with a button that copies it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::browser::clipboard;
use crate::dom::{button, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part};

use super::{Shape, icon};

/// A value to paste elsewhere, with a button that copies it and says that it did.
pub struct CopyLine {
    /// The words.
    pub messages: Rc<Messages>,
    /// The value.
    pub value: AttrValue,
}

impl Part for CopyLine {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let outcome = cx.state(|| None::<bool>);
        let (label, shape) = match outcome.get() {
            None => ("action.copy", Shape::Copy),
            Some(true) => ("action.copied", Shape::Check),
            Some(false) => ("action.copyFailed", Shape::Copy),
        };
        let value = self.value.clone();
        let copy = Callback::from(move |()| {
            let (outcome, value) = (outcome.clone(), value.clone());
            spawn_local(async move { outcome.set(Some(clipboard::copy(&value).await)) });
        });
        let said = el("span").attr("aria-live", "polite");
        let button = button("button.btn quiet", copy)
            .child(icon(shape))
            .child(said.says(&self.messages, label))
            .child(el("span.visually-hidden").child(self.value.clone()));
        el("span.code-line")
            .child(el("code").child(self.value.clone()))
            .child(button)
            .html()
    }
}
