//! The JavaScript beside the module, written by wasm-bindgen.

use std::ffi::OsString;
use std::path::Path;

use anyhow::Result;

/// Writes `snowline.js`, `snowline_bg.wasm` and their types into the folder.
pub(crate) async fn write(compiled: &Path, folder: &Path) -> Result<()> {
    let args: [OsString; 9] = [
        "wasm-bindgen".into(),
        compiled.into(),
        "--target".into(),
        "web".into(),
        "--out-name".into(),
        "snowline".into(),
        "--out-dir".into(),
        folder.into(),
        // The names stay those that the linker knows; none is in the bundle.
        "--no-demangle".into(),
    ];
    tokio::task::spawn_blocking(|| wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(args))
        .await??;
    // Types of the raw WebAssembly exports: nobody is meant to call those.
    let raw_types = folder.join("snowline_bg.wasm.d.ts");
    if raw_types.exists() {
        std::fs::remove_file(raw_types)?;
    }
    Ok(())
}
