//! SHA-256, by `crypto.subtle`, which exists only in secure contexts (https and localhost).

use js_sys::{Reflect, Uint8Array};
use snowline_core::ports::Sha256;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::Browser;

impl Sha256 for Browser {
    async fn sha256(&self, data: &[u8]) -> Option<[u8; 32]> {
        let crypto = web_sys::window()?.crypto().ok()?;
        // Typed access would hand out an `undefined` as if it were the object.
        let subtle: web_sys::SubtleCrypto = Reflect::get(&crypto, &"subtle".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let data = Uint8Array::from(data);
        let digest = subtle
            .digest_with_str_and_buffer_source("SHA-256", &data)
            .ok()?;
        let digest = JsFuture::from(digest).await.ok()?;
        Uint8Array::new(&digest).to_vec().try_into().ok()
    }
}
