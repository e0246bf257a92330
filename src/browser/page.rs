//! Listening to the page: events of the window and the document, for as long as a guard lives.

use std::rc::Rc;

use snowline_core::ports::Clock;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, EventTarget};

use super::Browser;

#[wasm_bindgen]
extern "C" {
    /// Whatever a person types in or chooses from: an input, a select, a textarea.
    type Control;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Control) -> Option<String>;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Control, value: &str);
    #[wasm_bindgen(method, setter)]
    fn set_indeterminate(this: &Control, value: bool);
}

/// Puts that into a control, whatever a person chose in it before.
pub fn put_value(control: Element, value: &str) {
    control.unchecked_into::<Control>().set_value(value);
}

/// Opens a `<details>`, also one that the person has closed.
pub fn put_open(details: &Element) {
    details.set_attribute("open", "open").ok();
}

/// Shows a checkbox as neither checked nor not.
pub fn put_indeterminate(control: Element, indeterminate: bool) {
    control
        .unchecked_into::<Control>()
        .set_indeterminate(indeterminate);
}

/// What stands in the control that an event is about.
#[must_use]
pub fn value_of_target(event: &Event) -> Option<String> {
    event.target()?.unchecked_into::<Control>().value()
}

/// Stops listening when it is dropped.
pub struct Listening {
    target: EventTarget,
    event: &'static str,
    listener: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.target
            .remove_event_listener_with_callback(self.event, self.listener.as_ref().unchecked_ref())
            .ok();
    }
}

/// Calls `listener` on every such event of `target`.
#[must_use = "dropping the guard stops listening"]
pub fn listen(
    target: impl Into<EventTarget>,
    event: &'static str,
    listener: impl FnMut(Event) + 'static,
) -> Listening {
    let target = target.into();
    let listener = Closure::<dyn FnMut(Event)>::new(listener);
    target
        .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref())
        .ok();
    Listening {
        target,
        event,
        listener,
    }
}

/// The same, of the window. `None` outside a page.
#[must_use = "dropping the guard stops listening"]
pub fn listen_to_window(
    event: &'static str,
    listener: impl FnMut(Event) + 'static,
) -> Option<Listening> {
    Some(listen(web_sys::window()?, event, listener))
}

/// Whether the tab is in sight. `true` outside a page.
#[must_use]
pub fn is_in_sight() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| !document.hidden())
}

/// Does something when what the page shows by now is painted, so that a key or a click is answered
/// before longer work begins; at once where nothing is painted.
pub fn after_paint(act: impl FnOnce() + 'static) {
    match web_sys::window().filter(|_| is_in_sight()) {
        Some(window) => {
            let painting = Closure::once_into_js(move || {
                // The frame is painted after what runs here.
                spawn_local(async move {
                    Browser::new().sleep(0).await;
                    act();
                });
            });
            window
                .request_animation_frame(painting.unchecked_ref())
                .ok();
        }
        None => act(),
    }
}

/// Calls `listener` when the person comes back to the tab, and when the network comes back. `None`
/// outside a page.
#[must_use = "dropping the guards stops listening"]
pub fn listen_to_return(listener: Rc<dyn Fn()>) -> Option<(Listening, Listening)> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let (tab, again) = (document.clone(), listener.clone());
    let shown = listen(document, "visibilitychange", move |_| {
        if !tab.hidden() {
            again();
        }
    });
    Some((shown, listen(window, "online", move |_| listener())))
}

/// Whether an element that hangs from its `anchor` reaches below what is in view, while there is
/// room for it above.
#[must_use]
pub fn hangs_out(element: &Element, anchor: &Element) -> bool {
    let view = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let place = element.get_bounding_client_rect();
    let above = anchor.get_bounding_client_rect().top();
    place.bottom() > view.unwrap_or(f64::MAX) && above > place.height()
}

/// The page's title, and the language that it is in.
pub fn set_title(title: &str, language: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
        if let Some(root) = document.document_element() {
            root.set_attribute("lang", language).ok();
        }
    }
}
