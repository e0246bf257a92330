//! Links: to a page of Snowline, and out of it.

use yew::prelude::*;

use crate::hooks::use_navigator;
use crate::i18n::use_messages;
use crate::route::Route;

use super::{Icon, Shape};

/// Properties of [`Link`].
#[derive(Properties, PartialEq)]
pub struct LinkProps {
    /// Where to.
    pub to: Route,
    /// Classes beyond a link's own.
    #[prop_or_default]
    pub class: Classes,
    /// The value of `aria-current`.
    #[prop_or_default]
    pub current: Option<AttrValue>,
    /// The text.
    pub children: Html,
}

/// A link to a page of Snowline.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let navigator = use_navigator();
    let href = ["#", props.to.path().as_ref()].concat();
    // With hash routing the browser follows the link by itself. Embedded, the host's address
    // must stay as it is, so the link is taken over here.
    let onclick = {
        let to = props.to.clone();
        Callback::from(move |event: MouseEvent| {
            if navigator.in_memory() {
                event.prevent_default();
                navigator.go(to.clone());
            }
        })
    };
    html! {
        <a {href} {onclick} class={props.class.clone()} aria-current={props.current.clone()}>
            { props.children.clone() }
        </a>
    }
}

/// Properties of [`ExternalLink`].
#[derive(Properties, PartialEq)]
pub struct ExternalLinkProps {
    /// Where to. Only `https:` (and `http:` on this machine) gets through.
    pub href: AttrValue,
    /// Classes beyond a link's own.
    #[prop_or_default]
    pub class: Classes,
    /// The text.
    pub children: Html,
}

/// A link out of the portal, in a new tab that knows nothing of this one.
#[component]
pub fn ExternalLink(props: &ExternalLinkProps) -> Html {
    let messages = use_messages();
    if !is_safe(&props.href) {
        return html! { <span>{ props.children.clone() }</span> };
    }
    html! {
        <a
            href={props.href.clone()}
            class={props.class.clone()}
            target="_blank"
            rel="noopener noreferrer"
        >
            { props.children.clone() }
            <span class="visually-hidden">{ messages.text("link.newTab") }</span>
            <span class="external"><Icon shape={Shape::External} /></span>
        </a>
    }
}

fn is_safe(href: &str) -> bool {
    [
        "https://",
        "http://localhost",
        "http://127.0.0.1",
        "http://[::1]",
    ]
    .iter()
    .any(|start| href.starts_with(start))
}
