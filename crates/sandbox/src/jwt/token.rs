//! A token in the compact form of JSON Web Signature (RFC 7515, section 3.1).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

/// The longest token that is looked at.
const LONGEST: usize = 16_384;

/// A token taken apart. Nothing in it is to be believed before a key has
/// verified it.
#[derive(Debug)]
pub struct Jwt<'a> {
    header: Value,
    claims: Value,
    pub(super) signed: &'a str,
    pub(super) signature: Vec<u8>,
}

impl<'a> Jwt<'a> {
    /// Takes the text apart, `None` when it is no signed token.
    pub fn read(text: &'a str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.').filter(|_| text.len() <= LONGEST)?;
        let (header, claims) = signed.split_once('.')?;
        let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
        let object = |part: &str| {
            let value: Value = serde_json::from_slice(&bytes(part)?).ok()?;
            value.is_object().then_some(value)
        };
        Some(Self {
            header: object(header)?,
            claims: object(claims)?,
            signed,
            signature: bytes(signature)?,
        })
    }

    /// A member of the header, empty when it is no text.
    pub fn header(&self, name: &str) -> &str {
        self.header[name].as_str().unwrap_or_default()
    }

    /// A claim, empty when it is no text.
    pub fn claim(&self, name: &str) -> &str {
        self.claims[name].as_str().unwrap_or_default()
    }

    /// Whether the token is meant for this audience: `aud` is one text or a
    /// list of them (RFC 7519, section 4.1.3).
    pub fn is_for(&self, audience: &str) -> bool {
        let is = |value: &Value| value.as_str() == Some(audience);
        match &self.claims["aud"] {
            Value::Array(many) => many.iter().any(is),
            one => is(one),
        }
    }

    /// Whether it is in force at this second. A token without an end is not.
    pub fn lasts_at(&self, second: i64) -> bool {
        let moment = |name: &str| self.claims[name].as_f64();
        let now = second as f64;
        moment("exp").is_some_and(|end| now < end)
            && moment("nbf").is_none_or(|begin| begin <= now)
            && (moment("nbf").is_some() || self.claims["nbf"].is_null())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn write(claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.AAAA", part(&json!({"alg": "ES256"})), part(claims))
    }

    #[track_caller]
    fn check_lasts(claims: Value, lasts: bool) {
        let text = write(&claims);
        assert_eq!(Jwt::read(&text).unwrap().lasts_at(1_000), lasts, "{claims}");
    }

    #[test]
    fn a_token_lasts_from_nbf_to_exp() {
        check_lasts(json!({"exp": 1_001}), true);
        check_lasts(json!({"exp": 1_000}), false);
        check_lasts(json!({}), false);
        check_lasts(json!({"exp": "1001"}), false);
        check_lasts(json!({"exp": 1_001, "nbf": 1_000}), true);
        check_lasts(json!({"exp": 1_002, "nbf": 1_001}), false);
        check_lasts(json!({"exp": 1_002, "nbf": "soon"}), false);
    }

    #[test]
    fn an_audience_is_one_or_one_of_many() {
        for (aud, is) in [
            (json!("a"), true),
            (json!(["b", "a"]), true),
            (json!(["b"]), false),
            (json!([]), false),
            (json!("ab"), false),
            (json!(null), false),
        ] {
            let text = write(&json!({"aud": aud}));
            assert_eq!(Jwt::read(&text).unwrap().is_for("a"), is, "{aud}");
        }
    }

    #[test]
    fn what_is_no_token_is_not_read() {
        for text in ["", ".", "..", "a.b.c", "e30.e30", "W10.e30.AA", "e30.e30.%"] {
            assert!(Jwt::read(text).is_none(), "{text}");
        }
        assert!(Jwt::read("e30.e30.").is_some());
        assert!(Jwt::read(&format!("e30.e30.{}", "A".repeat(LONGEST))).is_none());
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "[A-Za-z0-9_.-]{0,60}|.{0,40}") {
            if let Some(token) = Jwt::read(&text) {
                token.lasts_at(0);
                token.is_for("a");
            }
        }
    }
}
