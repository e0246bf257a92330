//! `mount`: the module's door. It draws only inside its element, in a shadow tree of its own, so
//! that neither the host's styles nor its ids meet the module's.

mod assets;
mod handle;

use snowline_core::Kind;
use snowline_core::oauth::take_callback;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

use crate::browser::{Browser, navigation};
use crate::connection::{Hub, take_place};
use crate::i18n::Language;
use crate::options::{Options, Routing};
use crate::route::Route;

pub use assets::{AssetsError, later_messages, messages as messages_of};
pub(crate) use assets::{later_styles, url_of};
pub use handle::SnowlineHandle;

/// Marks an element that holds a Snowline.
const MARK: &str = "data-snowline";

/// Draws Snowline inside `element`.
///
/// # Errors
/// A `TypeError` when an option has a value that it cannot have, or when the element holds a
/// Snowline already.
#[wasm_bindgen(skip_typescript)]
pub fn mount(element: &Element, options: &JsValue) -> Result<SnowlineHandle, JsValue> {
    let options = Options::read(options)?;
    if element.has_attribute(MARK) {
        let text = "Snowline: this element holds a Snowline already";
        return Err(js_sys::TypeError::new(text).into());
    }
    let root = shadow_of(element)?;
    if let Some(text) = &options.configuration {
        Hub::of_page().take_configuration(text);
    }
    element.set_attribute(MARK, "")?;
    element.set_attribute("data-theme", options.theme.name())?;
    let language = options.language.unwrap_or_else(Language::preferred);
    // Everything about the callback happens here, before anything is waited for: the code leaves
    // the address bar and the history at once.
    let first = take_up_callback(&options);
    Ok(handle::start(
        element.clone(),
        root,
        options,
        first,
        language,
    ))
}

fn shadow_of(element: &Element) -> Result<ShadowRoot, JsValue> {
    match element.shadow_root() {
        Some(root) => Ok(root),
        None => {
            let init = ShadowRootInit::new(ShadowRootMode::Open);
            element.attach_shadow(&init)
        }
    }
}

/// Takes an OAuth callback out of the page's address, if there is one and it is ours, and gives
/// the first page to show.
fn take_up_callback(options: &Options) -> String {
    let hub = Hub::of_page();
    let callback = take_callback(&Browser::new(), &navigation::href());
    let hash = options.routing == Routing::Hash;
    // On a page of our own every answer to a sign-in is meant for us, also one that was used
    // before. On a host's page it may be another app's.
    let callback = callback.or_else(|| {
        (hash && looks_like_callback(&navigation::query())).then(|| Err(Kind::SignInNotOurs.into()))
    });
    let returned = callback.as_ref().map(|callback| match callback {
        Ok(callback) => callback.return_to().to_owned(),
        // Where it says what went wrong.
        Err(_) => Route::Provisioning.path().into_owned(),
    });
    let returned = returned.or_else(take_place);
    if let Some(path) = &returned {
        navigation::clean(hash.then_some(path));
    }
    hub.start(options, callback);
    match returned {
        Some(path) => path,
        None if hash => navigation::fragment(),
        None => options.route.clone().unwrap_or_default(),
    }
}

/// Whether a query has what an authorization server sends back.
fn looks_like_callback(query: &str) -> bool {
    let has = |name: &str| {
        query
            .split('&')
            .any(|part| part.split('=').next() == Some(name))
    };
    has("state") && (has("code") || has("error"))
}

/// The element that Yew draws into.
fn container(root: &ShadowRoot) -> Result<Element, JsValue> {
    let document = root
        .owner_document()
        .ok_or_else(|| JsValue::from_str("Snowline: the element is in no document"))?;
    let container = document.create_element("div")?;
    container.set_class_name("snowline");
    root.append_child(container.unchecked_ref())?;
    Ok(container)
}
