//! Text from outside: a file that the person chose, or a file of this site.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// A chosen file's text; `None` when it cannot be read (gone, no permission).
pub async fn read(file: &web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// The text at a URL of this site; the HTTP status where the answer was not a success, 0 where
/// there was none.
pub async fn get(url: &str) -> Result<String, u16> {
    let window = web_sys::window().ok_or(0_u16)?;
    let answer = JsFuture::from(window.fetch_with_str(url))
        .await
        .map_err(|_| 0_u16)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(|_| 0_u16)?;
    if !answer.ok() {
        return Err(answer.status());
    }
    let reading = answer.text().map_err(|_| 0_u16)?;
    let text = JsFuture::from(reading).await.map_err(|_| 0_u16)?;
    text.as_string().ok_or(0)
}
