//! The module's own files: its styles and its words.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, ShadowRoot, Url};

use crate::browser::file;
use crate::i18n::{Language, Messages};

/// The styles that every page has.
const STYLES: &str = "snowline.css";

/// Those of what is loaded when it is first needed.
const LATER_STYLES: &str = "snowline.later.css";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static MODULE_URL: String;
}

/// A file of the module that could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetsError {
    /// Its URL.
    pub url: String,
}

impl From<AssetsError> for JsValue {
    fn from(error: AssetsError) -> Self {
        js_sys::Error::new(&["Snowline: could not load ", &error.url].concat()).into()
    }
}

/// The URL of a file beside `snowline.js`, or in the folder that the host names.
#[must_use]
pub(crate) fn url_of(file: &str, folder: Option<&str>) -> String {
    let page = crate::browser::navigation::page_url();
    let base = match folder {
        Some(folder) => {
            let folder = [folder.trim_end_matches('/'), "/"].concat();
            Url::new_with_base(&folder, &page).map_or(folder, |url| url.href())
        }
        None => MODULE_URL.with(Clone::clone),
    };
    Url::new_with_base(file, &base).map_or_else(|_| file.to_owned(), |url| url.href())
}

/// A language's words.
///
/// # Errors
/// The file cannot be loaded, or is no message file.
pub async fn messages(language: Language, folder: Option<&str>) -> Result<Messages, AssetsError> {
    let url = url_of_words(language, ".json", folder);
    let text = file::get(&url).await.ok();
    text.and_then(|text| Messages::parse(language, &text))
        .ok_or(AssetsError { url })
}

/// Adds a language's words for what is loaded when it is first needed.
///
/// # Errors
/// The file cannot be loaded, or is no message file.
pub async fn later_messages(messages: &Messages, folder: Option<&str>) -> Result<(), AssetsError> {
    let url = url_of_words(messages.language(), ".later.json", folder);
    let text = file::get(&url).await.ok();
    text.and_then(|text| messages.add(&text))
        .ok_or(AssetsError { url })
}

fn url_of_words(language: Language, end: &str, folder: Option<&str>) -> String {
    url_of(&["messages/", language.tag(), end].concat(), folder)
}

/// Links the styles into the shadow tree, unless they are. What is given ends when they apply, or
/// cannot: the home page without its looks still works.
pub(super) fn styles(root: &ShadowRoot, folder: Option<&str>) -> Option<JsFuture> {
    let (_, applied) = link_styles(root, STYLES, &url_of(STYLES, folder))?;
    Some(applied)
}

/// Links the styles for what is loaded when it is first needed, behind the others, into the shadow
/// tree that an element is in, and waits until they apply.
///
/// # Errors
/// The file cannot be loaded; another call tries it again.
pub(crate) async fn later_styles(place: &Element, folder: Option<&str>) -> Result<(), AssetsError> {
    // There is none when the element was taken out meanwhile.
    let root = place.get_root_node().dyn_into().ok();
    let url = url_of(LATER_STYLES, folder);
    let linked = root.and_then(|root| link_styles(&root, LATER_STYLES, &url));
    if let Some((link, applied)) = linked
        && applied.await.is_err()
    {
        link.remove();
        return Err(AssetsError { url });
    }
    Ok(())
}

fn link_styles(root: &ShadowRoot, file: &str, url: &str) -> Option<(Element, JsFuture)> {
    let known = ["link[href$='", file, "']"].concat();
    if let Ok(Some(_)) = root.query_selector(&known) {
        return None;
    }
    let link = root.owner_document()?.create_element("link").ok()?;
    link.set_attribute("rel", "stylesheet").ok()?;
    link.set_attribute("href", url).ok()?;
    let applied = Promise::new(&mut |resolve, reject| {
        for (event, settle) in [("load", resolve), ("error", reject)] {
            link.add_event_listener_with_callback(event, &settle).ok();
        }
    });
    root.append_child(&link).ok()?;
    Some((link, applied.into()))
}
