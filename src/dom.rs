//! Elements, built by calls: `el("section.card").child(el("h2").says(messages, "card.newest"))`.
//!
//! Yew's `html!` expands to code that builds every element in place, some 300 bytes each; here an
//! element is a few calls to functions that exist once. It is a third of the module's weight.

use std::borrow::Cow;
use std::rc::Rc;

use web_sys::Event;
use yew::virtual_dom::{Key, Listener, ListenerKind, VList, VTag, VText};
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::browser::page;
use crate::i18n::Messages;

/// An element that is being built.
#[derive(Clone)]
pub struct El(Box<VTag>);

/// An element: its tag and, after a dot, what its `class` says, as in `div.row between`.
#[must_use]
#[inline(never)]
pub fn el(kind: &'static str) -> El {
    let (tag, class) = kind.split_once('.').unwrap_or((kind, ""));
    let element = El(Box::new(VTag::new(AttrValue::Static(tag))));
    if class.is_empty() {
        element
    } else {
        element.attr("class", class)
    }
}

/// A button that is no form's default.
#[must_use]
#[inline(never)]
pub fn button(kind: &'static str, on_click: Callback<()>) -> El {
    el(kind).attr("type", "button").on_click(on_click)
}

impl El {
    /// Sets an attribute to a word.
    #[must_use]
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &'static str) -> Self {
        self.set(name, AttrValue::Static(value))
    }

    /// Sets an attribute.
    #[must_use]
    #[inline(never)]
    pub fn set(mut self, name: &'static str, value: AttrValue) -> Self {
        self.0.add_attribute(name, value);
        self
    }

    /// Sets an attribute where there is a value for it.
    #[must_use]
    #[inline(never)]
    pub fn set_if_any(self, name: &'static str, value: Option<AttrValue>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets an attribute to a word, if at all.
    #[must_use]
    #[inline(never)]
    pub fn attr_if(self, on: bool, name: &'static str, value: &'static str) -> Self {
        if on { self.attr(name, value) } else { self }
    }

    /// Sets an attribute that says yes or no.
    #[must_use]
    #[inline(never)]
    pub fn yes_or_no(self, name: &'static str, yes: bool) -> Self {
        self.attr(name, if yes { "true" } else { "false" })
    }

    /// What stands in an input or a textarea, whatever was typed before.
    #[must_use]
    #[inline(never)]
    pub fn value(mut self, value: AttrValue) -> Self {
        self.0.set_value(Some(value));
        self
    }

    /// Whether a checkbox is checked, whatever a person did before.
    #[must_use]
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// What it is known by among its siblings.
    #[must_use]
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(Key::from(key));
        self
    }

    /// Ties it to a reference, to reach the element when it is there.
    #[must_use]
    #[inline(never)]
    pub fn node(mut self, node: &NodeRef) -> Self {
        self.0.node_ref = node.clone();
        self
    }

    /// Adds a child. `None` holds its place: a child that comes and goes does not make its
    /// siblings anew, and they keep their focus.
    #[must_use]
    pub fn child(self, child: impl Child) -> Self {
        child.add_to(self)
    }

    /// Adds a text in the person's language.
    #[must_use]
    #[inline(never)]
    pub fn says(self, messages: &Messages, key: &str) -> Self {
        self.child(messages.text(key))
    }

    /// Does something on every click.
    #[must_use]
    #[inline(never)]
    pub fn on_click(self, act: Callback<()>) -> Self {
        self.on("click", Callback::from(move |_: Event| act.emit(())))
    }

    /// Hands over what stands in it whenever the person types or chooses.
    #[must_use]
    #[inline(never)]
    pub fn on_value(self, kind: &'static str, take: Callback<String>) -> Self {
        self.on(
            kind,
            Callback::from(move |event: Event| {
                if let Some(value) = page::value_of_target(&event) {
                    take.emit(value);
                }
            }),
        )
    }

    /// Does something on every event of a kind, as in `click`.
    #[must_use]
    #[inline(never)]
    pub fn on(mut self, kind: &'static str, act: Callback<Event>) -> Self {
        self.0.add_listener(Rc::new(On { kind, act }));
        self
    }

    /// The element as Yew takes it.
    #[inline(never)]
    pub fn html(self) -> Html {
        Html::VTag(Rc::new(*self.0))
    }
}

/// What can stand in an element.
pub trait Child {
    /// Adds it as the last one.
    fn add_to(self, parent: El) -> El;
}

impl Child for Html {
    #[inline(never)]
    fn add_to(self, mut parent: El) -> El {
        parent.0.add_child(self);
        parent
    }
}

impl Child for El {
    #[inline(never)]
    fn add_to(self, parent: El) -> El {
        self.html().add_to(parent)
    }
}

impl Child for AttrValue {
    #[inline(never)]
    fn add_to(self, parent: El) -> El {
        text(self).add_to(parent)
    }
}

impl Child for &str {
    #[inline(never)]
    fn add_to(self, parent: El) -> El {
        AttrValue::from(self.to_owned()).add_to(parent)
    }
}

impl<C: Child> Child for Option<C> {
    fn add_to(self, parent: El) -> El {
        match self {
            Some(child) => child.add_to(parent),
            None => Html::default().add_to(parent),
        }
    }
}

/// A text by itself.
#[inline(never)]
pub fn text(text: AttrValue) -> Html {
    Html::VText(VText::new(text))
}

/// Several in a row, in no element of their own.
#[inline(never)]
pub fn list(items: Vec<Html>) -> Html {
    Html::VList(Rc::new(VList::with_children(items, None)))
}

/// A listener: the same type for every kind of event.
struct On {
    kind: &'static str,
    act: Callback<Event>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        // Not one of Yew's own kinds: to copy those takes a branch for each.
        ListenerKind::other(Cow::Borrowed(self.kind))
    }

    fn handle(&self, event: Event) {
        self.act.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}
