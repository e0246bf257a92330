//! A stage for in-browser tests: the app, or one component, in the test's page.

use std::rc::Rc;

use snowline::app::{App, Shell};
use snowline::i18n::{Language, Messages};
use snowline::options::{Options, PortalUser};
use snowline::part::{Part, View, ViewProps};
use snowline::route::Route;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

// The words are all there from the beginning; nobody serves those that come later.
#[wasm_bindgen(inline_js = r#"
export function press(element, key) {
    element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
}
export function enter(element, value) {
    element.value = value;
    const kind = element.localName === "select" ? "change" : "input";
    const event = kind === "input" ? new InputEvent(kind, { bubbles: true }) : new Event(kind, { bubbles: true });
    element.dispatchEvent(event);
}
export function value_of(element) { return element.value; }
export function painted() {
    return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
export function fire(element, kind) {
    element.dispatchEvent(new Event(kind, { cancelable: true }));
}
const own = window.fetch;
window.fetch = (address, init) =>
    String(address.url ?? address).endsWith(".later.json")
        ? Promise.resolve(new Response("{}"))
        : own(address, init);
export function turn() { return new Promise((resolve) => setTimeout(resolve)); }
export function focused() { return document.activeElement; }
"#)]
extern "C" {
    /// Presses a key on an element.
    pub(crate) fn press(element: &Element, key: &str);
    /// Types into a field, or chooses from one.
    pub(crate) fn enter(element: &Element, value: &str);
    /// What stands in a field.
    pub(crate) fn value_of(element: &Element) -> String;
    /// Sends a plain event that does not bubble.
    pub(crate) fn fire(element: &Element, kind: &str);
    /// Lets the browser do what waits.
    async fn turn();
    /// Waits until what is drawn is painted.
    async fn painted();
    /// What has the focus.
    pub(crate) fn focused() -> Element;
}

/// Something drawn on the test's page, until it is dropped.
pub(crate) struct Stage {
    container: Element,
    destroy: Option<Box<dyn FnOnce()>>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(destroy) = self.destroy.take() {
            destroy();
        }
        self.container.remove();
        forget_everything();
    }
}

impl Stage {
    /// A part by itself, of an app at a page.
    pub(crate) async fn of<P: Part>(
        options: Options,
        first: Route,
        messages: Messages,
        part: impl FnOnce(Rc<App>) -> P,
    ) -> Self {
        let container = document().create_element("div").unwrap();
        document().body().unwrap().append_child(&container).unwrap();
        let app = App::new(options, &first.path(), messages, container.clone());
        let part = ViewProps::new(part(app.clone()));
        let drawn = yew::Renderer::<View>::with_root_and_props(container.clone(), part).render();
        let stage = Self {
            container,
            destroy: Some(Box::new(move || drawn.destroy())),
        };
        settle().await;
        // What comes later may have been asked for.
        while app.is_later_asked() && app.later().is_none() {
            turn().await;
        }
        settle().await;
        stage
    }

    /// The whole app at a page, with a score that has these actions (ID and title).
    pub(crate) async fn of_app(route: Route, messages: Messages, actions: &[(&str, &str)]) -> Self {
        let score = serde_json::json!([{ "name": "score.json", "text": export(actions) }]);
        session()
            .set_item("snowline.secureScore", &score.to_string())
            .unwrap();
        let options = Options {
            user: Some(PortalUser {
                id: "megan.bowen@contoso.example".to_owned(),
                name: None,
            }),
            ..Options::default()
        };
        Self::of(options, route, messages, |app| Shell { app }).await
    }

    /// The element for a selector.
    #[track_caller]
    pub(crate) fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector)
            .unwrap_or_else(|| panic!("no {selector}"))
    }

    /// The element for a selector, if there is one.
    pub(crate) fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.container.query_selector(selector).unwrap()?;
        Some(found.dyn_into().unwrap())
    }

    /// The texts of all elements for a selector.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let found = self.container.query_selector_all(selector).unwrap();
        let text = |index| found.get(index).unwrap().text_content().unwrap();
        (0..found.length()).map(text).collect()
    }

    /// The button of that text or name.
    #[track_caller]
    pub(crate) fn button(&self, name: &str) -> HtmlElement {
        let buttons = self.container.query_selector_all("button").unwrap();
        (0..buttons.length())
            .filter_map(|index| buttons.get(index)?.dyn_into::<HtmlElement>().ok())
            .find(|button| {
                let label = button.get_attribute("aria-label");
                label.or_else(|| button.text_content()).as_deref() == Some(name)
            })
            .unwrap_or_else(|| panic!("no button {name}"))
    }

    /// Clicks a button.
    #[track_caller]
    pub(crate) fn click(&self, name: &str) -> impl Future<Output = ()> + use<> {
        self.button(name).click();
        settle()
    }
}

/// Waits until everything is drawn, also what waits for a paint first.
pub(crate) async fn settle() {
    yew::scheduler::flush().await;
    painted().await;
    yew::scheduler::flush().await;
}

/// The words of a language's file.
pub(crate) fn words(language: Language) -> Messages {
    let file = match language {
        Language::English => include_str!("../../www/messages/en.json"),
        Language::Korean => include_str!("../../www/messages/ko.json"),
        Language::Swedish => include_str!("../../www/messages/sv.json"),
        Language::SimplifiedChinese => include_str!("../../www/messages/zh-Hans.json"),
    };
    Messages::parse(language, file).unwrap()
}

fn export(actions: &[(&str, &str)]) -> String {
    let profiles: Vec<_> = actions
        .iter()
        .map(|(id, title)| {
            serde_json::json!({
                "id": id, "title": title, "controlCategory": "Identity", "maxScore": 10,
                "remediation": "<ol><li>Open the portal.</li></ol>",
            })
        })
        .collect();
    let scores: Vec<_> = actions
        .iter()
        .map(|(id, _)| serde_json::json!({ "controlName": id, "score": 0 }))
        .collect();
    serde_json::json!({
        "secureScores": [{
            "id": "tenant_2026-11-20", "azureTenantId": "tenant",
            "createdDateTime": "2026-11-20T00:00:00Z",
            "currentScore": 10, "maxScore": 40, "controlScores": scores,
        }],
        "secureScoreControlProfiles": profiles,
    })
    .to_string()
}

fn forget_everything() {
    session().clear().unwrap();
    window().local_storage().unwrap().unwrap().clear().unwrap();
}

fn session() -> web_sys::Storage {
    window().session_storage().unwrap().unwrap()
}

fn document() -> Document {
    window().document().unwrap()
}

fn window() -> web_sys::Window {
    JsValue::from(js_sys::global()).unchecked_into()
}
