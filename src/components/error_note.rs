//! An error: what happened, why, what to do.

use snowline_core::Error;
use yew::prelude::*;

use crate::i18n::use_messages;

use super::{Note, Tone};

/// Properties of [`ErrorNote`].
#[derive(Properties, PartialEq)]
pub struct ErrorNoteProps {
    /// What failed.
    pub error: Error,
    /// Tries again, where that makes sense.
    #[prop_or_default]
    pub retry: Option<Callback<()>>,
    /// More that one can do: a link to the setup page, say.
    #[prop_or_default]
    pub children: Html,
}

/// What happened, why, and what the person can do, in their language.
#[component]
pub fn ErrorNote(props: &ErrorNoteProps) -> Html {
    let messages = use_messages();
    let arguments = props.error.args();
    let part = |part: &str| {
        let key = ["error.", props.error.key(), part].concat();
        messages.format(&key, &arguments)
    };
    let retry = props.retry.as_ref().map(|retry| {
        let onclick = retry.reform(|_: MouseEvent| ());
        html! {
            <button type="button" class="btn" {onclick}>{ messages.text("action.tryAgain") }</button>
        }
    });
    html! {
        <Note tone={Tone::Bad} announced=true>
            <strong>{ part(".what") }</strong>
            <p>{ part(".why") }</p>
            <p>{ part(".do") }</p>
            <div class="row">{ retry }{ props.children.clone() }</div>
        </Note>
    }
}
