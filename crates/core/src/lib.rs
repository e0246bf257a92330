//! Snowline's core: everything that can be thought without a browser.
//!
//! The protocol of OAuth 2.0 with PKCE ([`oauth`]), the other ways to be let in ([`access`]), ServiceNow's dialect ([`servicenow`]),
//! Microsoft Secure Score ([`secure_score`]), the task a person fills in ([`task`]) and the
//! tickets that come of it ([`tickets`]). What it needs from the outside (network, clock,
//! randomness, storage) it names as traits in [`ports`]; the browser module implements them
//! in `src/browser/`, the tests in memory.

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

pub mod access;
pub mod bulk;
pub mod configuration;
pub mod date;
pub mod error;
pub mod graph;
pub mod join;
pub mod json;
mod listeners;
pub mod oauth;
pub mod order;
pub mod ports;
pub mod rich_text;
mod row_keys;
pub mod secure_score;
pub mod servicenow;
pub mod task;
mod text;
pub mod tickets;

pub use error::{Error, Kind, Result};
pub use listeners::Subscription;
pub use row_keys::RowKeys;
