//! Text from outside: a file that the person chose, or a file of this site.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// A chosen file's text; `None` when it cannot be read (gone, no permission).
pub async fn read(file: &web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// A chosen file's bytes; `None` when it cannot be read.
pub async fn bytes_of(file: &web_sys::File) -> Option<Vec<u8>> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// The text at a URL of this site; the HTTP status where the answer was not a success, 0 where
/// there was none.
pub async fn get(url: &str) -> Result<String, u16> {
    let reading = fetch(url).await?.text();
    read_out(reading).await?.as_string().ok_or(0)
}

/// The bytes at a URL of this site, with the same errors.
pub async fn bytes(url: &str) -> Result<JsValue, u16> {
    let reading = fetch(url).await?.array_buffer();
    read_out(reading).await
}

async fn read_out(reading: Result<Promise, JsValue>) -> Result<JsValue, u16> {
    let reading = reading.map_err(|_| 0_u16)?;
    JsFuture::from(reading).await.map_err(|_| 0)
}

async fn fetch(url: &str) -> Result<Response, u16> {
    let window = web_sys::window().ok_or(0_u16)?;
    let answer = JsFuture::from(window.fetch_with_str(url))
        .await
        .map_err(|_| 0_u16)?;
    let answer: Response = answer.dyn_into().map_err(|_| 0_u16)?;
    match answer.ok() {
        true => Ok(answer),
        false => Err(answer.status()),
    }
}
