//! The keys of the instance itself.

use std::collections::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{Issuer, Key, Signer};
use crate::store::{Error, Result};

/// The `iss` of the identity provider that the sandbox plays itself, for
/// tests that have none. Nothing is at this address.
pub const TEST_ISSUER: &str = "https://issuer.sandbox.invalid";

/// The most token IDs that are remembered.
const MOST: usize = 100_000;

/// Keys that are made when they are first needed and are gone at the end.
#[derive(Default)]
pub struct Keys {
    own: OnceLock<Option<Signer>>,
    issuer: OnceLock<Option<Signer>>,
    used: Mutex<HashSet<String>>,
}

impl Keys {
    /// What the instance signs its own tokens with.
    pub fn own(&self) -> Result<&Signer> {
        made(&self.own)
    }

    /// What [`TEST_ISSUER`] signs its tokens with.
    pub fn issuer(&self) -> Result<&Signer> {
        made(&self.issuer)
    }

    /// The provider that the sandbox plays as the instance knows it, under
    /// this name.
    pub fn issuer_named(&self, name: &str) -> Result<Issuer> {
        Ok(Issuer {
            name: name.to_owned(),
            keys: Key::read(&self.issuer()?.jwk()).into_iter().collect(),
        })
    }

    /// Remembers a token by its ID. Whether it is the first time.
    pub fn first_use(&self, id: &str) -> bool {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= MOST {
            used.clear();
        }
        used.insert(id.to_owned())
    }

    /// Forgets which tokens were used.
    pub fn forget(&self) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.clear();
    }
}

fn made(key: &OnceLock<Option<Signer>>) -> Result<&Signer> {
    let key = key.get_or_init(|| Signer::new().ok());
    key.as_ref().ok_or(Error::Random)
}
