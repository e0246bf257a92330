//! The host page's functions that supply tokens and recommendations.

use std::pin::Pin;

use js_sys::{Error, Function, JSON, Promise, Reflect};
use snowline_core::access::{Supplier, Supply};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A function of the host page that gives a token, or a promise of one.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenFunction(Option<JsValue>);

impl TokenFunction {
    /// The function that a host gave; in its place, what a page of a ServiceNow instance has as
    /// `g_ck`.
    #[must_use]
    pub const fn new(function: Option<JsValue>) -> Self {
        Self(function)
    }

    fn call(&self) -> Result<JsValue, JsValue> {
        match (&self.0, web_sys::window()) {
            (Some(function), _) => match function.dyn_ref::<Function>() {
                Some(function) => function.call0(&JsValue::UNDEFINED),
                None => Ok(JsValue::UNDEFINED),
            },
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

/// What the host gives, its function's answer or a promise kept, as JSON; `null` where that is
/// none.
///
/// # Errors
/// What the host said instead.
pub async fn json_of(given: &JsValue) -> Result<String, String> {
    let called = match given.dyn_ref::<Function>() {
        Some(function) => function.call0(&JsValue::UNDEFINED),
        None => Ok(given.clone()),
    };
    let value = match called {
        Ok(value) => JsFuture::from(Promise::resolve(&value)).await,
        thrown => thrown,
    };
    let text = value.and_then(|value| JSON::stringify(&value));
    let text = text.map_err(|why| words(&why))?;
    Ok(text.as_string().unwrap_or_else(|| "null".to_owned()))
}

/// What was thrown, in words.
fn words(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<Error>() {
        Some(error) => error.message().into(),
        None => thrown.as_string().unwrap_or_default(),
    }
}
