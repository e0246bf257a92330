//! The module itself, which the bundle brings in two files: joining the other one to this.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::file;

/// What the name begins with by which the two files of a module know each other.
const LINK: &str = "later:";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = WebAssembly, catch)]
    async fn instantiate(code: &JsValue, imports: &Object) -> Result<JsValue, JsValue>;
}

/// The name by which the two files know each other; `None` where all is in one.
#[must_use]
pub fn link() -> Option<String> {
    let exports: Object = wasm_bindgen::exports().unchecked_into();
    let names = Object::keys(&exports);
    names
        .iter()
        .find_map(|name| name.as_string().filter(|name| name.starts_with(LINK)))
}

/// Loads the other file and joins it to this one.
///
/// # Errors
/// The HTTP status where the answer was not a success; 0 where there was none, or it was not the
/// file of this module.
pub async fn join(url: &str, link: &str) -> Result<(), u16> {
    // Its bytes, not a stream: a host need not know its type.
    let code = file::bytes(url).await?;
    let imports = Object::new();
    Reflect::set(&imports, &link.into(), &wasm_bindgen::exports()).map_err(|_| 0_u16)?;
    instantiate(&code, &imports).await.map_err(|_| 0_u16)?;
    Ok(())
}
