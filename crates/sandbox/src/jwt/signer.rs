//! Signing with P-256 (`ES256`).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::store::{Error, Result};

/// A private key, which never leaves the process.
pub struct Signer {
    pair: EcdsaKeyPair,
    id: String,
}

impl Signer {
    /// A new key.
    pub fn new() -> Result<Self> {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let made = EcdsaKeyPair::generate_pkcs8(kind, &random).map_err(|_| Error::Random)?;
        let pair = EcdsaKeyPair::from_pkcs8(kind, made.as_ref(), &random);
        let pair = pair.map_err(|_| Error::Random)?;
        let id = URL_SAFE_NO_PAD.encode(Sha256::digest(pair.public_key()));
        Ok(Self { pair, id })
    }

    /// A token that makes these claims.
    pub fn sign(&self, claims: &Value) -> Result<String> {
        let header = json!({"alg": "ES256", "typ": "JWT", "kid": self.id});
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(claims));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = signature.map_err(|_| Error::Random)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The public key, as a JSON Web Key (RFC 7517, section 4).
    pub fn jwk(&self) -> Value {
        // One byte says that the two coordinates follow.
        let point = self.pair.public_key().as_ref();
        let part = |range| URL_SAFE_NO_PAD.encode(point.get(range).unwrap_or_default());
        json!({
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": self.id,
            "x": part(1..33), "y": part(33..65),
        })
    }
}
