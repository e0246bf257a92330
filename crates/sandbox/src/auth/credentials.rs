//! The `Authorization` header.

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};

/// What a request brings to say who sent it.
#[derive(PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub(super) enum Credentials {
    Basic {
        user: String,
        password: String,
    },
    Bearer(String),
    /// Something that is neither.
    Unreadable,
    None,
}

impl Credentials {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        match headers.get(header::AUTHORIZATION) {
            None => Self::None,
            Some(value) => value
                .to_str()
                .ok()
                .and_then(Self::read)
                .unwrap_or(Self::Unreadable),
        }
    }

    fn read(value: &str) -> Option<Self> {
        let (scheme, rest) = value.split_once(' ')?;
        let rest = rest.trim();
        if scheme.eq_ignore_ascii_case("bearer") {
            return Some(Self::Bearer(rest.to_owned()));
        }
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let decoded = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
        let (user, password) = decoded.split_once(':')?;
        Some(Self::Basic {
            user: user.to_owned(),
            password: password.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[track_caller]
    fn check(value: &str, expect: Credentials) {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        assert_eq!(Credentials::of(&headers), expect);
    }

    #[test]
    fn the_header_is_basic_bearer_or_unreadable() {
        check("Bearer abc", Credentials::Bearer("abc".into()));
        check("bearer  abc ", Credentials::Bearer("abc".into()));
        check(
            &format!("Basic {}", STANDARD.encode("admin:snow:line")),
            Credentials::Basic {
                user: "admin".into(),
                password: "snow:line".into(),
            },
        );
        check("Basic !!!", Credentials::Unreadable);
        check(
            &format!("Basic {}", STANDARD.encode("admin")),
            Credentials::Unreadable,
        );
        check("Digest abc", Credentials::Unreadable);
        check("abc", Credentials::Unreadable);
        assert_eq!(Credentials::of(&HeaderMap::new()), Credentials::None);
    }
}
