//! A mounted Snowline, as JavaScript holds it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Element, ShadowRoot};
use yew::AppHandle;

use crate::app::{App, Shell};
use crate::i18n::Language;
use crate::options::Options;
use crate::part::{View, ViewProps};

use super::{MARK, assets, container};

/// A mounted Snowline.
#[wasm_bindgen(skip_typescript)]
pub struct SnowlineHandle {
    element: Element,
    /// Settles when the app is drawn, or cannot be.
    started: Promise,
    running: Rc<Running>,
}

/// The app, once its styles and words are there.
#[derive(Default)]
struct Running {
    app: RefCell<Option<Rc<App>>>,
    drawn: RefCell<Option<(AppHandle<View>, Element)>>,
    /// A page that the host asked for before there was an app.
    asked: RefCell<Option<String>>,
    gone: Cell<bool>,
}

/// Loads what the app needs and starts it.
pub(super) fn start(
    element: Element,
    root: ShadowRoot,
    options: Options,
    first: String,
    language: Language,
) -> SnowlineHandle {
    let running = Rc::new(Running::default());
    let starting = running.clone();
    let started = future_to_promise(async move {
        let running = starting;
        let folder = options.assets.as_deref();
        let styles = assets::styles(&root, folder);
        let messages = match assets::messages(language, folder).await {
            Ok(messages) => messages,
            Err(error) => {
                say_in(&root, &JsValue::from(error));
                return Ok(JsValue::UNDEFINED);
            }
        };
        if let Some(styles) = styles {
            styles.await.ok();
        }
        if running.gone.get() {
            return Ok(JsValue::UNDEFINED);
        }
        if let Ok(container) = container(&root) {
            let app = App::new(options, &first, messages, container.clone());
            running.app.replace(Some(app.clone()));
            let shell = ViewProps::new(Shell { app: app.clone() });
            let renderer = yew::Renderer::with_root_and_props(container.clone(), shell);
            running.drawn.replace(Some((renderer.render(), container)));
            if let Some(path) = running.asked.take() {
                app.go_to_path(&path);
            }
        }
        Ok(JsValue::UNDEFINED)
    });
    SnowlineHandle {
        element,
        started,
        running,
    }
}

/// The one failure before there are words in any language: those words could not be loaded.
fn say_in(root: &ShadowRoot, error: &JsValue) {
    web_sys::console::error_1(error);
    let text = js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|text| text.as_string());
    let document = root.owner_document();
    let place = document.and_then(|document| document.create_element("p").ok());
    if let Some(place) = place {
        place.set_attribute("role", "alert").ok();
        place.set_text_content(text.as_deref());
        root.append_child(&place).ok();
    }
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
        let (started, running) = (self.started.clone(), self.running.clone());
        JsFuture::from(started).await.ok();
        let app = running.app.borrow().clone();
        match app {
            Some(app) => Ok(app.switch_language(language).await?),
            None => Ok(()),
        }
    }

    /// Goes to a page.
    #[wasm_bindgen(skip_typescript)]
    pub fn navigate(&self, route: &str) {
        let path = route.trim_start_matches('#');
        match &*self.running.app.borrow() {
            Some(app) => app.go_to_path(path),
            None => {
                self.running.asked.replace(Some(path.to_owned()));
            }
        }
    }

    /// Takes Snowline out of the element.
    #[wasm_bindgen(skip_typescript)]
    pub fn unmount(&self) {
        if self.running.gone.replace(true) {
            return;
        }
        self.running.app.take();
        if let Some((drawn, container)) = self.running.drawn.take() {
            drawn.destroy();
            container.remove();
        }
        self.element.remove_attribute(MARK).ok();
    }
}
