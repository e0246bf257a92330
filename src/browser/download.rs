//! Files for the person to keep.

use js_sys::Array;
use snowline_core::ports::Clock;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::Browser;

/// So long a file can be had after it was given: the browser may ask the person where to put it.
const KEPT_MS: u32 = 60_000;

/// A text as an address: what a link with `download` saves.
#[must_use]
pub fn address(kind: &str, text: &str) -> String {
    let text = String::from(js_sys::encode_uri_component(text));
    ["data:", kind, ";charset=utf-8,", &text].concat()
}

/// Gives the person a file of that name and media type. `false` where the browser cannot.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    give(name, kind, text).is_ok()
}

fn give(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let about = BlobPropertyBag::new();
    about.set_type(&[kind, ";charset=utf-8"].concat());
    let parts = Array::of1(&text.into());
    let file = Blob::new_with_str_sequence_and_options(&parts, &about)?;
    let address = Url::create_object_url_with_blob(&file)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::UNDEFINED)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    spawn_local(async move {
        Browser::new().sleep(KEPT_MS).await;
        Url::revoke_object_url(&address).ok();
    });
    Ok(())
}
