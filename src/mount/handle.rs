//! A mounted Snowline, as JavaScript holds it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, ShadowRoot};
use yew::AppHandle;

use crate::app::{App, AppProps, Start};
use crate::i18n::Language;
use crate::route::Route;

use super::{MARK, assets, container};

/// A mounted Snowline.
#[wasm_bindgen(skip_typescript)]
pub struct SnowlineHandle {
    element: Element,
    start: Rc<Start>,
    running: Rc<Running>,
}

/// The app, once its styles and words are there, and the elements that it added.
#[derive(Default)]
struct Running {
    app: RefCell<Option<AppHandle<App>>>,
    container: RefCell<Option<Element>>,
    gone: Cell<bool>,
}

/// Loads what the app needs and starts it.
pub fn start(
    element: Element,
    root: ShadowRoot,
    start: Rc<Start>,
    language: Language,
) -> SnowlineHandle {
    let running = Rc::new(Running::default());
    let handle = SnowlineHandle {
        element,
        start: start.clone(),
        running: running.clone(),
    };
    spawn_local(async move {
        let folder = start.options.assets.clone();
        let styles = assets::styles(&root, folder.as_deref());
        let messages = match assets::messages(language, folder.as_deref()).await {
            Ok(messages) => messages,
            Err(error) => {
                say_in(&root, &JsValue::from(error));
                return;
            }
        };
        if let Some(styles) = styles {
            JsFuture::from(styles).await.ok();
        }
        if running.gone.get() {
            return;
        }
        if let Ok(container) = container(&root) {
            running.container.replace(Some(container.clone()));
            let props = AppProps { start, messages };
            let app = yew::Renderer::<App>::with_root_and_props(container, props).render();
            running.app.replace(Some(app));
        }
    });
    handle
}

/// The one failure before there are words in any language: those words could not be loaded.
fn say_in(root: &ShadowRoot, error: &JsValue) {
    web_sys::console::error_1(error);
    let text = js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|text| text.as_string());
    root.set_text_content(text.as_deref());
}

#[wasm_bindgen]
impl SnowlineHandle {
    /// Switches the language.
    ///
    /// # Errors
    /// A language that Snowline does not speak, or words that cannot be loaded.
    #[wasm_bindgen(js_name = setLanguage, skip_typescript)]
    pub async fn set_language(self: &SnowlineHandle, language: String) -> Result<(), JsValue> {
        let language = Language::from_tag(&language)
            .ok_or_else(|| js_sys::TypeError::new("Snowline: no such language"))?;
        let start = self.start.clone();
        let messages = assets::messages(language, start.options.assets.as_deref()).await?;
        if let Some(show) = start.language.borrow().as_ref() {
            show.emit(messages);
        }
        Ok(())
    }

    /// Goes to a page.
    #[wasm_bindgen(skip_typescript)]
    pub fn navigate(&self, route: &str) {
        self.start
            .outside
            .go(Route::parse(route.trim_start_matches('#')));
    }

    /// Takes Snowline out of the element.
    #[wasm_bindgen(skip_typescript)]
    pub fn unmount(&self) {
        if self.running.gone.replace(true) {
            return;
        }
        if let Some(app) = self.running.app.take() {
            app.destroy();
        }
        if let Some(container) = self.running.container.take() {
            container.remove();
        }
        self.element.remove_attribute(MARK).ok();
    }
}
