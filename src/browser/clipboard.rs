//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// Copies text. `false` when the browser refuses (no permission, not a secure context).
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    if !window.is_secure_context() {
        return false;
    }
    let writing = window.navigator().clipboard().write_text(text);
    JsFuture::from(writing).await.is_ok()
}
