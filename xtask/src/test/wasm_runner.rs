//! wasm-bindgen's test runner, which cargo starts for each test module.

use std::ffi::OsString;

use anyhow::Result;

/// Runs one module's tests in the browser that the environment names.
pub(crate) fn run(args: Vec<OsString>) -> Result<()> {
    let name = OsString::from("wasm-bindgen-test-runner");
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::iter::once(name).chain(args))
}
