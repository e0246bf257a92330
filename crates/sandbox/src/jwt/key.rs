//! The public keys of issuers (RFC 7517), RSA and P-256.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde_json::Value;

use super::{Jwt, certificate};

/// A key that can verify tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    id: String,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// `RS256`: modulus and exponent.
    Rsa(Vec<u8>, Vec<u8>),
    /// `ES256`: the point, uncompressed.
    P256(Vec<u8>),
    /// `RS256`: the certificate that has the key.
    Certified(Vec<u8>),
}

impl Key {
    /// Reads a JSON Web Key, `None` when it is none that could verify here.
    pub fn read(jwk: &Value) -> Option<Self> {
        let bytes = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str()?).ok();
        let kind = match jwk["kty"].as_str()? {
            "RSA" => Kind::Rsa(bytes("n")?, bytes("e")?),
            "EC" if jwk["crv"] == "P-256" => {
                let point = [vec![4], bytes("x")?, bytes("y")?].concat();
                Kind::P256((point.len() == 65).then_some(point)?)
            }
            _ => return None,
        };
        Some(Self {
            id: jwk["kid"].as_str().unwrap_or_default().to_owned(),
            kind,
        })
    }

    /// The key of a certificate in PEM, `None` when it is none. It has no ID:
    /// whoever keeps it knows to which it belongs.
    pub fn of_certificate(pem: &str) -> Option<Self> {
        let certificate = certificate::read(pem)?;
        let kind = match certificate::point(&certificate) {
            Some(point) => Kind::P256(point),
            None => Kind::Certified(certificate),
        };
        Some(Self {
            id: String::new(),
            kind,
        })
    }

    /// Whether the token was signed with this key. The key decides about the
    /// algorithm; what the token says of it has to agree, and a token that
    /// names a key means that key (RFC 8725, section 3.1).
    pub fn verifies(&self, token: &Jwt<'_>) -> bool {
        let (named, signed) = (token.header("kid"), token.signed.as_bytes());
        if !named.is_empty() && !self.id.is_empty() && named != self.id {
            return false;
        }
        match &self.kind {
            Kind::Rsa(n, e) => {
                token.header("alg") == "RS256"
                    && RsaPublicKeyComponents { n, e }
                        .verify(&RSA_PKCS1_2048_8192_SHA256, signed, &token.signature)
                        .is_ok()
            }
            Kind::Certified(bytes) => {
                token.header("alg") == "RS256"
                    && certificate::verifies(bytes, signed, &token.signature)
            }
            Kind::P256(point) => {
                token.header("alg") == "ES256"
                    && UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                        .verify(signed, &token.signature)
                        .is_ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::jwt::Signer;

    /// RFC 7515, appendix A.2: RS256.
    const RSA_N: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
    const RSA_TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    /// RFC 7515, appendix A.3: ES256.
    const EC_TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    fn rsa() -> Value {
        json!({"kty": "RSA", "n": RSA_N, "e": "AQAB"})
    }

    fn p256() -> Value {
        json!({
            "kty": "EC", "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        })
    }

    #[track_caller]
    fn check(jwk: &Value, token: &str, verifies: bool) {
        let key = Key::read(jwk).unwrap();
        let token = Jwt::read(token).unwrap();
        assert_eq!(key.verifies(&token), verifies);
    }

    #[test]
    fn the_standards_examples_verify() {
        check(&rsa(), RSA_TOKEN, true);
        check(&p256(), EC_TOKEN, true);
    }

    #[test]
    fn the_key_of_a_certificate_verifies() {
        let key = Key::of_certificate(include_str!("rfc7515_a2.pem")).unwrap();
        assert!(key.verifies(&Jwt::read(RSA_TOKEN).unwrap()));
        assert!(!key.verifies(&Jwt::read(EC_TOKEN).unwrap()));
        let forged = RSA_TOKEN.replace("Jqb2Ui", "Jqb2Yi");
        assert!(!key.verifies(&Jwt::read(&forged).unwrap()));
        for text in [
            "",
            "nonsense",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        ] {
            assert_eq!(Key::of_certificate(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_else_verifies() {
        check(&p256(), RSA_TOKEN, false);
        check(&rsa(), EC_TOKEN, false);
        check(&rsa(), &RSA_TOKEN.replace("Jqb2Ui", "Jqb2Yi"), false);
        check(&p256(), &EC_TOKEN.replace("DtEh", "DtEi"), false);
        let (signed, _) = EC_TOKEN.rsplit_once('.').unwrap();
        check(&p256(), &format!("{signed}."), false);
        // {"alg":"none"}
        check(&p256(), "eyJhbGciOiJub25lIn0.e30.", false);
    }

    #[test]
    fn a_token_that_names_a_key_means_that_key() {
        let signer = Signer::new().unwrap();
        let text = signer.sign(&json!({"sub": "a"})).unwrap();
        let mut jwk = signer.jwk();
        check(&jwk, &text, true);
        jwk["kid"] = "another".into();
        check(&jwk, &text, false);
    }

    #[test]
    fn other_keys_are_not_read() {
        for jwk in [
            json!({}),
            json!(null),
            json!({"kty": "oct", "k": "AAAA"}),
            json!({"kty": "RSA", "n": "AAAA"}),
            json!({"kty": "EC", "crv": "P-384", "x": "AA", "y": "AA"}),
            json!({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}),
        ] {
            assert_eq!(Key::read(&jwk), None, "{jwk}");
        }
    }
}
