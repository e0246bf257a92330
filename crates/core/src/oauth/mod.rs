//! OAuth 2.0 Authorization Code with PKCE, as a public client in a browser.
//!
//! RFC 6749 as RFC 9700 and RFC 10017 narrow it, RFC 7636 (PKCE) and RFC 9207 (`iss`).
//!
//! - [`Session`] is what the product uses: sign-in, access tokens, sign-out. It drives the pure
//!   state machine of [`machine`], which decides what may happen when.
//! - [`take_callback`] recognises the return from the instance's page, once.
//! - [`InstanceUrl`], [`ClientId`] and [`Connection`] say where to; [`secrets`] are the values
//!   that must not show.

mod callback;
mod client;
pub mod form;
mod grant;
mod kept;
pub mod machine;
mod pending;
mod pkce;
mod rotation;
pub mod secrets;
mod session;
mod token;

pub use callback::{Callback, has_callback, take_callback, without_callback};
pub use client::{ClientId, ClientIdProblem, Connection, Endpoints, InstanceUrl, UrlProblem};
pub use grant::Grant;
pub use machine::Phase;
pub use pending::waits_for_return;
pub use secrets::{AccessToken, AuthorizationCode, CodeVerifier, RefreshToken, State};
pub use session::{ASKING, Session, SignedOut, TokenStorage};
pub use token::{REDEEMING, RENEWING, probe};
