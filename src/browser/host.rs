//! The host page's functions that supply tokens.

use std::pin::Pin;

use js_sys::{Error, Function, Promise, Reflect};
use snowline_core::access::{Supplier, Supply};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A function of the host page that gives a token, or a promise of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFunction(Option<Function>);

impl TokenFunction {
    /// Takes it, if it is a function.
    #[must_use]
    pub fn read(value: JsValue) -> Option<Self> {
        value.dyn_into().ok().map(Some).map(Self)
    }

    /// In place of a function: what a page of a ServiceNow instance has as `g_ck`.
    #[must_use]
    pub const fn of_instance() -> Self {
        Self(None)
    }

    fn call(&self) -> Result<JsValue, JsValue> {
        match (&self.0, web_sys::window()) {
            (Some(function), _) => function.call0(&JsValue::UNDEFINED),
            (None, Some(window)) => Reflect::get(&window, &"g_ck".into()),
            (None, None) => Ok(JsValue::UNDEFINED),
        }
    }
}

impl Supplier for TokenFunction {
    fn ask(&self) -> Pin<Box<dyn Future<Output = Supply>>> {
        let called = self.call();
        Box::pin(async move {
            let given = match called {
                Ok(value) => JsFuture::from(Promise::resolve(&value)).await,
                thrown => thrown,
            };
            given
                .map(|token| token.as_string())
                .map_err(|why| words(&why))
        })
    }
}

/// What was thrown, in words.
fn words(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<Error>() {
        Some(error) => error.message().into(),
        None => thrown.as_string().unwrap_or_default(),
    }
}
