//! JSON Web Tokens (RFC 7519): read, checked and made.
//!
//! The cryptography is `ring`'s; what a token must say is decided by whoever
//! takes it.

mod certificate;
mod issuer;
mod key;
mod keys;
mod signer;
mod token;

pub use issuer::{Issuer, METADATA};
pub use key::Key;
pub use keys::{Keys, TEST_ISSUER};
pub use signer::Signer;
pub use token::Jwt;
