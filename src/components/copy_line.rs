//! A value to paste elsewhere, with a button that copies it.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::clipboard;
use crate::i18n::use_messages;

use super::{Icon, Shape};

/// Properties of [`CopyLine`].
#[derive(Properties, PartialEq)]
pub struct CopyLineProps {
    /// The value.
    pub value: AttrValue,
}

/// A value to paste elsewhere, with a button that copies it and says that it did.
#[component]
pub fn CopyLine(props: &CopyLineProps) -> Html {
    let messages = use_messages();
    let outcome = use_state(|| None::<bool>);
    let onclick = {
        let outcome = outcome.clone();
        let value = props.value.clone();
        Callback::from(move |_: MouseEvent| {
            let outcome = outcome.clone();
            let value = value.clone();
            spawn_local(async move { outcome.set(Some(clipboard::copy(&value).await)) });
        })
    };
    let label = messages.text(match *outcome {
        None => "action.copy",
        Some(true) => "action.copied",
        Some(false) => "action.copyFailed",
    });
    html! {
        <span class="code-line">
            <code>{ &props.value }</code>
            <button type="button" class="btn quiet" {onclick}>
                <Icon shape={if *outcome == Some(true) { Shape::Check } else { Shape::Copy }} />
                <span aria-live="polite">{ label }</span>
                <span class="visually-hidden">{ &props.value }</span>
            </button>
        </span>
    }
}
