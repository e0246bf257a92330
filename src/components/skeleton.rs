//! Skeletons: the shape of what is being loaded, so that nothing jumps when it comes.

use yew::prelude::*;

use crate::i18n::use_messages;

/// Properties of [`SkeletonLines`].
#[derive(Properties, PartialEq)]
pub struct SkeletonLinesProps {
    /// How many lines.
    #[prop_or(5)]
    pub lines: u8,
}

/// Lines of a list or a text that is being loaded.
#[component]
pub fn SkeletonLines(props: &SkeletonLinesProps) -> Html {
    let messages = use_messages();
    html! {
        <div role="status">
            <span class="visually-hidden">{ messages.text("loading") }</span>
            { for (0..props.lines).map(|_| html! { <span class="skeleton line" aria-hidden="true" /> }) }
        </div>
    }
}

/// A card that is being loaded: its number, its picture, its lines.
#[component]
pub fn SkeletonCard() -> Html {
    html! {
        <section class="card">
            <span class="skeleton short" aria-hidden="true" />
            <span class="skeleton tall" aria-hidden="true" />
            <span class="skeleton" aria-hidden="true" />
            <SkeletonLines />
        </section>
    }
}
