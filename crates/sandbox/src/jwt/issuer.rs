//! Whoever signs tokens for others: an identity provider.

use serde_json::Value;

use super::{Jwt, Key};

/// Where an issuer's metadata are, below its own address (OpenID Connect
/// Discovery 1.0, section 4).
pub const METADATA: &str = "/.well-known/openid-configuration";

/// An issuer whose keys the instance has.
///
/// A real instance fetches them from the address in the issuer's metadata.
/// The sandbox asks nobody, so it is given them when it is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Its `iss`.
    pub name: String,
    /// The keys it signs with.
    pub keys: Vec<Key>,
}

impl Issuer {
    /// Reads the issuer's key set (RFC 7517, section 5).
    pub fn read(name: &str, set: &str) -> Result<Self, String> {
        let set: Value = serde_json::from_str(set).map_err(|error| error.to_string())?;
        let keys = set["keys"].as_array().into_iter().flatten();
        let keys: Vec<_> = keys.filter_map(Key::read).collect();
        match keys.is_empty() {
            true => Err("no RSA or P-256 key in it".to_owned()),
            false => Ok(Self {
                name: name.to_owned(),
                keys,
            }),
        }
    }

    /// Whether the token is by this issuer.
    pub fn signed(&self, token: &Jwt<'_>) -> bool {
        token.claim("iss") == self.name && self.keys.iter().any(|key| key.verifies(token))
    }
}
