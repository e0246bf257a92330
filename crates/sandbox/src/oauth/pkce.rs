//! PKCE (RFC 7636): whoever redeems a code is who asked for it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Whether the text has the form of an S256 challenge.
pub(crate) fn is_challenge(text: &str) -> bool {
    URL_SAFE_NO_PAD
        .decode(text)
        .is_ok_and(|bytes| bytes.len() == 32)
}

/// The S256 challenge of a verifier.
pub(crate) fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

/// Whether the text has the form of a verifier (section 4.1).
pub(super) fn is_verifier(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(allowed)
}

/// Whether the challenge was made of this verifier, by S256.
pub(crate) fn fits(challenge: &str, verifier: &str) -> bool {
    is_verifier(verifier) && challenge_of(verifier) == challenge
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_standards_example_fits() {
        assert!(is_challenge(CHALLENGE));
        assert!(fits(CHALLENGE, VERIFIER));
    }

    #[test]
    fn nothing_else_fits() {
        assert!(!fits(CHALLENGE, ""));
        assert!(!fits(CHALLENGE, CHALLENGE));
        assert!(!fits(VERIFIER, VERIFIER), "the plain method is no method");
        assert!(!fits("", ""));
    }

    #[test]
    fn a_verifier_has_43_to_128_letters_of_its_alphabet() {
        let fits_itself = |verifier: &str| {
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
            fits(&challenge, verifier)
        };
        assert!(fits_itself(&"a".repeat(43)));
        assert!(fits_itself(&"a".repeat(128)));
        assert!(!fits_itself(&"a".repeat(42)));
        assert!(!fits_itself(&"a".repeat(129)));
        assert!(!fits_itself(&"+".repeat(43)));
    }

    #[test]
    fn a_challenge_is_the_text_of_32_bytes() {
        assert!(!is_challenge(""));
        assert!(!is_challenge("abc"));
        assert!(!is_challenge(&format!("{CHALLENGE}=")));
        assert!(!is_challenge(&CHALLENGE.replace('-', "+")));
    }
}
