//! Files that the person gets: downloads.

use js_sys::Array;
use snowline_core::ports::Clock;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::Browser;

/// How long a browser gets to take up a download.
const TAKE_UP_MS: u32 = 60_000;

/// Gives the person a file of that name and media type, as a download. `false` where the browser
/// cannot.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    download(name, kind, text).is_some()
}

fn download(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    spawn_local(async move {
        Browser::new().sleep(TAKE_UP_MS).await;
        Url::revoke_object_url(&url).ok();
    });
    Some(())
}
