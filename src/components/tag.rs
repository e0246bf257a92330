//! A word on a coloured ground.

use yew::prelude::*;

use super::Tone;

/// Properties of [`Tag`].
#[derive(Properties, PartialEq)]
pub struct TagProps {
    /// The word. The colour only repeats what it says.
    pub text: AttrValue,
    /// The colour; none is grey.
    #[prop_or_default]
    pub tone: Option<Tone>,
}

/// A word on a coloured ground: a state, something overdue.
#[component]
pub fn Tag(props: &TagProps) -> Html {
    html! { <span class={classes!("tag", props.tone.map(Tone::class))}>{ &props.text }</span> }
}
