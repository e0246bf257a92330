//! The keys of the instance itself.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::{Issuer, Key, Signer};
use crate::store::{Error, Result};

/// The `iss` of the identity provider that the sandbox plays itself, for
/// tests that have none. Nothing is at this address.
pub const TEST_ISSUER: &str = "https://issuer.sandbox.invalid";

/// The most token IDs that are remembered.
const MOST: usize = 100_000;

/// How long a key that was replaced stays in the key set.
const INACTIVE: Duration = Duration::days(105);

/// One of the instance's own keys.
struct Own {
    signer: Arc<Signer>,
    replaced_on: Option<OffsetDateTime>,
}

/// Keys that are made when they are first needed and are gone at the end.
#[derive(Default)]
pub struct Keys {
    /// The newest last; the others have been replaced.
    own: Mutex<Vec<Own>>,
    issuer: OnceLock<Option<Signer>>,
    used: Mutex<HashSet<String>>,
}

impl Keys {
    /// What the instance signs its own tokens with.
    pub fn own(&self) -> Result<Arc<Signer>> {
        newest(&mut self.lock())
    }

    /// The public keys by which the instance's own tokens are verified: that
    /// in use, and those replaced less than 105 days ago.
    pub fn own_set(&self, now: OffsetDateTime) -> Result<Vec<Value>> {
        let mut own = self.lock();
        newest(&mut own)?;
        own.retain(|key| key.replaced_on.is_none_or(|on| now - on < INACTIVE));
        Ok(own.iter().rev().map(|key| key.signer.jwk()).collect())
    }

    /// Signs with a new key from now on.
    pub fn replace_own(&self, now: OffsetDateTime) -> Result<()> {
        let mut own = self.lock();
        newest(&mut own)?;
        let signer = Arc::new(Signer::new()?);
        for key in own.iter_mut() {
            key.replaced_on.get_or_insert(now);
        }
        own.push(Own {
            signer,
            replaced_on: None,
        });
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Own>> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
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

fn newest(own: &mut Vec<Own>) -> Result<Arc<Signer>> {
    if own.is_empty() {
        let signer = Arc::new(Signer::new()?);
        own.push(Own {
            signer,
            replaced_on: None,
        });
    }
    let newest = own.last().map(|key| key.signer.clone());
    newest.ok_or(Error::Random)
}

fn made(key: &OnceLock<Option<Signer>>) -> Result<&Signer> {
    let key = key.get_or_init(|| Signer::new().ok());
    key.as_ref().ok_or(Error::Random)
}
