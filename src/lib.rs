//! Snowline, the browser module: ServiceNow tickets inside a security portal.
//!
//! What JavaScript sees is [`mount`]; `src/snowline.d.ts` describes it to TypeScript. Below it
//! stand the shell ([`app`]), the typed [`route`]s, the [`pages`] and [`components`], and the
//! adapters to the [`browser`]. All that can be thought without a browser is in `snowline-core`.

// What comes from outside never ends the page: no code here may panic on a value.
#![cfg_attr(
    not(test),
    warn(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod app;
pub mod browser;
pub mod bulk;
pub mod components;
pub mod configuration;
pub mod connection;
pub mod dom;
pub mod i18n;
pub mod later;
pub mod mount;
pub mod options;
pub mod pages;
pub mod part;
pub mod posture;
pub mod route;
pub mod task_dialog;

use wasm_bindgen::prelude::wasm_bindgen;

pub use mount::mount;

/// The types that a TypeScript program sees, written for people.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("snowline.d.ts");
