//! A button that opens a menu: the menu-button pattern of the ARIA Authoring Practices.

mod keys;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent, Node};
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::browser::page;
use crate::dom::{El, button, el, list};
use crate::part::{Cx, Part, State};

use keys::{Move, target};

use super::{Shape, icon};

/// One item of a menu.
pub struct MenuItem {
    /// The text.
    pub label: AttrValue,
    /// The icon before it.
    pub icon: Shape,
    /// Whether a line stands above it.
    pub separated: bool,
}

/// A button that opens a menu. Arrow keys, Home, End and first letters move in it; Escape, Tab
/// and a click elsewhere close it; the focus goes back to the button.
pub struct MenuButton {
    /// The button's text.
    pub label: AttrValue,
    /// What assistive technology hears instead: the text alone is not enough among its like. It
    /// begins with the text.
    pub description: AttrValue,
    /// The items.
    pub items: Rc<Vec<MenuItem>>,
    /// The person chose the item of that index.
    pub on_choose: Callback<usize>,
}

/// What the callbacks of a menu button know.
#[derive(Clone)]
struct Menu {
    /// The index of the item that has the focus; none while the menu is closed.
    active: State<Option<usize>>,
    button: NodeRef,
    menu: NodeRef,
}

impl Part for MenuButton {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let menu = Menu {
            active: cx.state(|| None),
            button: cx.node(),
            menu: cx.node(),
        };
        let active = menu.active.get();
        let shown = menu.clone();
        let place = active.map_or(0, |index| index as u64 + 1);
        cx.on_change(place, move || {
            if let Some(index) = active {
                shown.stay_in_view();
                focus_item(&shown.menu, index);
            }
        });
        let toggle = {
            let active = menu.active.clone();
            Callback::from(move |()| {
                active.update(|active| active.is_none().then_some(0));
            })
        };
        let on_key = {
            let (menu, items) = (menu.clone(), self.items.clone());
            Callback::from(move |event: Event| menu.press(event.unchecked_ref(), &items))
        };
        let button = button("button.btn", toggle)
            .node(&menu.button)
            .attr("aria-haspopup", "menu")
            .yes_or_no("aria-expanded", active.is_some())
            .set("aria-label", self.description.clone())
            .child(self.label.clone());
        el("div.menu-anchor")
            .on("keydown", on_key)
            .child(button)
            .child(active.map(|_| self.items(&menu)))
            .html()
    }
}

impl MenuButton {
    fn items(&self, menu: &Menu) -> El {
        let on_focus_out = {
            let menu = menu.clone();
            Callback::from(move |event: Event| menu.leave(event.unchecked_ref()))
        };
        let mut rows = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            if item.separated {
                rows.push(el("div").attr("role", "separator").html());
            }
            rows.push(self.item(menu, index, item).html());
        }
        el("div.menu")
            .attr("role", "menu")
            .set("aria-label", self.label.clone())
            .node(&menu.menu)
            .on("focusout", on_focus_out)
            .child(list(rows))
    }

    fn item(&self, menu: &Menu, index: usize, item: &MenuItem) -> El {
        let (menu, on_choose) = (menu.clone(), self.on_choose.clone());
        let choose = Callback::from(move |()| {
            menu.close();
            on_choose.emit(index);
        });
        button("button", choose)
            .attr("role", "menuitem")
            .attr("tabindex", "-1")
            .child(icon(item.icon))
            .child(item.label.clone())
    }
}

impl Menu {
    fn press(&self, event: &KeyboardEvent, items: &[MenuItem]) {
        match target(&event.key(), self.active.get(), items) {
            Move::To(index) => self.active.set(Some(index)),
            Move::Close => self.close(),
            Move::Leave => {
                self.active.set(None);
                return;
            }
            Move::None => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Opens upwards where there is no room below. Before an item takes the focus: the browser
    /// would make the page longer to show that.
    fn stay_in_view(&self) {
        let places = self.menu.cast::<Element>().zip(self.button.cast());
        if let Some((menu, button)) = places
            && page::hangs_out(&menu, &button)
        {
            menu.set_class_name("menu up");
        }
    }

    /// Closes the menu and gives the focus back.
    fn close(&self) {
        self.active.set(None);
        if let Some(button) = self.button.cast::<HtmlElement>() {
            button.focus().ok();
        }
    }

    /// Closes the menu when the focus goes elsewhere. On its way to the button it goes to a click
    /// that closes the menu by itself.
    fn leave(&self, event: &FocusEvent) {
        let next = event.related_target();
        let next = next.as_ref().and_then(JsCast::dyn_ref::<Node>);
        let stays = [&self.menu, &self.button]
            .into_iter()
            .any(|place| place.get().is_some_and(|place| place.contains(next)));
        if !stays {
            self.active.set(None);
        }
    }
}

fn focus_item(menu: &NodeRef, index: usize) {
    let item = menu
        .cast::<Element>()
        .and_then(|menu| menu.query_selector_all("[role=menuitem]").ok())
        .and_then(|items| items.get(u32::try_from(index).ok()?));
    if let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        item.focus().ok();
    }
}
