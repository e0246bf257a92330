//! A button that opens a menu: the menu-button pattern of the ARIA Authoring Practices.

mod keys;

use web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node};
use yew::prelude::*;

use keys::{Move, target};

use super::{Icon, Shape};

/// One item of a menu.
#[derive(Clone, PartialEq)]
pub struct MenuItem {
    /// The text.
    pub label: AttrValue,
    /// The icon before it.
    pub icon: Shape,
    /// Whether a line stands above it.
    pub separated: bool,
}

/// Properties of [`MenuButton`].
#[derive(Properties, PartialEq)]
pub struct MenuButtonProps {
    /// The button's text.
    pub label: AttrValue,
    /// What assistive technology hears instead, where the text alone is not enough among its
    /// like. It begins with the text.
    #[prop_or_default]
    pub description: Option<AttrValue>,
    /// The items.
    pub items: Vec<MenuItem>,
    /// The person chose the item of that index.
    pub on_choose: Callback<usize>,
}

/// A button that opens a menu. Arrow keys, Home, End and first letters move in it; Escape, Tab
/// and a click elsewhere close it; the focus goes back to the button.
#[component]
pub fn MenuButton(props: &MenuButtonProps) -> Html {
    // The index of the item that has the focus; none while the menu is closed.
    let active = use_state(|| None::<usize>);
    let button = use_node_ref();
    let menu = use_node_ref();
    {
        let menu = menu.clone();
        use_effect_with(*active, move |active| {
            if let Some(index) = *active {
                focus_item(&menu, index);
            }
        });
    }
    let ontoggle = {
        let active = active.clone();
        Callback::from(move |_: MouseEvent| active.set(active.is_none().then_some(0)))
    };
    let onkeydown = {
        let active = active.clone();
        let button = button.clone();
        let labels: Vec<AttrValue> = props.items.iter().map(|item| item.label.clone()).collect();
        Callback::from(move |event: KeyboardEvent| {
            match target(&event.key(), *active, &labels) {
                Move::To(index) => active.set(Some(index)),
                Move::Close => {
                    active.set(None);
                    focus(&button);
                }
                Move::Leave => {
                    active.set(None);
                    return;
                }
                Move::None => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onfocusout = {
        let active = active.clone();
        let menu = menu.clone();
        Callback::from(move |event: FocusEvent| {
            let next: Option<Node> = event
                .related_target()
                .and_then(|next| wasm_bindgen::JsCast::dyn_into(next).ok());
            let stays = menu.get().is_some_and(|menu| menu.contains(next.as_ref()));
            if !stays {
                active.set(None);
            }
        })
    };
    let choose = {
        let active = active.clone();
        let button = button.clone();
        let on_choose = props.on_choose.clone();
        Callback::from(move |index: usize| {
            active.set(None);
            focus(&button);
            on_choose.emit(index);
        })
    };
    html! {
        <div class="menu-anchor" {onkeydown}>
            <button
                type="button"
                class="btn"
                ref={button}
                aria-haspopup="menu"
                aria-expanded={active.is_some().to_string()}
                aria-label={props.description.clone()}
                onclick={ontoggle}
            >
                { &props.label }
            </button>
            // With `if`: an `Option` here would shift the button, which would be made anew without
            // its focus.
            if active.is_some() {
                <div
                    class="menu"
                    role="menu"
                    aria-label={props.label.clone()}
                    ref={menu}
                    {onfocusout}
                >
                    { for props.items.iter().enumerate().map(|(index, item)| row(index, item, &choose)) }
                </div>
            }
        </div>
    }
}

fn row(index: usize, item: &MenuItem, choose: &Callback<usize>) -> Html {
    let onclick = choose.reform(move |_: MouseEvent| index);
    html! {
        <key={index}>
            if item.separated {
                <div role="separator" />
            }
            <button type="button" role="menuitem" tabindex="-1" {onclick}>
                <Icon shape={item.icon} />
                { &item.label }
            </button>
        </>
    }
}

fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        element.focus().ok();
    }
}

fn focus_item(menu: &NodeRef, index: usize) {
    let item = menu
        .cast::<web_sys::Element>()
        .and_then(|menu| menu.query_selector_all("[role=menuitem]").ok())
        .and_then(|items| items.get(u32::try_from(index).ok()?));
    if let Some(item) =
        item.and_then(|item| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(item).ok())
    {
        item.focus().ok();
    }
}
