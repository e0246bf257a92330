//! Files for the person to keep.

use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// A text as an address: what a link with `download` saves.
#[must_use]
pub fn address(kind: &str, text: &str) -> String {
    let text = String::from(js_sys::encode_uri_component(text));
    ["data:", kind, ";charset=utf-8,", &text].concat()
}

/// Gives the person a file of that name and media type. `false` where the browser cannot.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return false;
    };
    link.set_href(&address(kind, text));
    link.set_download(name);
    link.click();
    true
}
