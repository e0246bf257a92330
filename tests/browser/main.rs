//! The module's components in a real browser.
#![cfg(target_arch = "wasm32")]

mod share;
mod support;
mod task_form;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
