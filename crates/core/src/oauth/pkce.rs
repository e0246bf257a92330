//! The random values of a sign-in, and the code challenge (RFC 7636).

#[cfg(test)]
mod tests;

use super::secrets::{CodeVerifier, State};
use crate::error::{Kind, Result};
use crate::ports::Ports;
use crate::text::hex;

/// A verifier of 32 random bytes ([RFC 7636, 4.1](https://www.rfc-editor.org/rfc/rfc7636#section-4.1)).
pub(super) fn new_verifier<P: Ports>(ports: &P) -> Result<CodeVerifier> {
    let mut bytes = [0; 32];
    fill(ports, &mut bytes)?;
    Ok(CodeVerifier::new(base64url(&bytes)))
}

/// A `state` of 128 random bits, in hexadecimal.
pub(super) fn new_state<P: Ports>(ports: &P) -> Result<State> {
    let mut bytes = [0; 16];
    fill(ports, &mut bytes)?;
    Ok(State::new(hex(&bytes)))
}

/// The challenge of the method `S256` ([RFC 7636, 4.2](https://www.rfc-editor.org/rfc/rfc7636#section-4.2)).
pub(super) async fn challenge<P: Ports>(ports: &P, verifier: &CodeVerifier) -> Result<String> {
    let digest = ports
        .sha256(verifier.secret().as_bytes())
        .await
        .ok_or(Kind::NotSecureContext)?;
    Ok(base64url(&digest))
}

fn fill<P: Ports>(ports: &P, bytes: &mut [u8]) -> Result<()> {
    if ports.fill(bytes) {
        Ok(())
    } else {
        Err(Kind::NoRandomness.into())
    }
}

/// Base64 in the alphabet of URLs and without padding (RFC 4648, 5).
#[allow(
    clippy::indexing_slicing,
    reason = "six bits are an index of sixty-four"
)]
fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 1);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=chunk.len() {
            let sextet = group >> (18 - 6 * place) & 63;
            text.push(char::from(ALPHABET[sextet as usize]));
        }
    }
    text
}
