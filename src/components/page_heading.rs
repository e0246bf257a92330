//! A page's heading.

use yew::prelude::*;

use crate::hooks::use_navigator;

/// Properties of [`PageHeading`].
#[derive(Properties, PartialEq)]
pub struct PageHeadingProps {
    /// The page's name.
    pub title: AttrValue,
    /// What stands beside or below it, muted.
    #[prop_or_default]
    pub children: Html,
}

/// A page's heading. After a change of page it takes the focus, so that a keyboard or a screen
/// reader starts where the new page starts; on the first page the focus stays with the host.
#[component]
pub fn PageHeading(props: &PageHeadingProps) -> Html {
    let heading = use_node_ref();
    let navigator = use_navigator();
    {
        let heading = heading.clone();
        use_effect_with((), move |()| {
            if navigator.has_moved()
                && let Some(heading) = heading.cast::<web_sys::HtmlElement>()
            {
                heading.focus().ok();
            }
        });
    }
    html! {
        <div class="stack">
            <h1 tabindex="-1" ref={heading}>{ &props.title }</h1>
            { props.children.clone() }
        </div>
    }
}
