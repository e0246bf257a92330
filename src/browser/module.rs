//! The module itself, which the bundle brings in two files: joining the other one to this.

use js_sys::{Object, Reflect};
use snowline_core::{Kind, Result};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::file;

/// What the name begins with by which the two files of a module know each other.
const LINK: &str = "later:";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = WebAssembly, catch)]
    async fn instantiate(code: &JsValue, imports: &Object)
    -> std::result::Result<JsValue, JsValue>;
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
/// [`Kind::FileNotLoaded`] and, where it belongs to another build of the module or is none,
/// [`Kind::OtherVersion`].
pub async fn join(url: String, link: &str) -> Result<()> {
    // Its bytes, not a stream: a host need not know its type.
    match file::bytes(&url).await {
        Err(status) => Err(Kind::FileNotLoaded { url, status }.into()),
        Ok(code) => {
            let imports = Object::new();
            let linked = Reflect::set(&imports, &link.into(), &wasm_bindgen::exports());
            if linked.is_err() || instantiate(&code, &imports).await.is_err() {
                return Err(Kind::OtherVersion.into());
            }
            Ok(())
        }
    }
}
