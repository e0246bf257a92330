//! A request as tests may see it: without its secrets.

use axum::http::{HeaderMap, Method, Uri, header};
use serde_json::{Map, Value, json};

use crate::params::{Params, encode};

const REDACTED: &str = "[redacted]";

/// Parameters that are secrets, or could be used in place of one.
const SECRETS: [&str; 14] = [
    "access_token",
    "assertion",
    "client_assertion",
    "client_secret",
    "code",
    "code_verifier",
    "id_token",
    "password",
    "refresh_token",
    "state",
    "sysparm_ck",
    "token",
    "user_password",
    "username",
];

/// Headers that are secrets as a whole.
const SECRET_HEADERS: [&str; 5] = [
    "authorization",
    "cookie",
    "proxy-authorization",
    "x-mfa_token",
    "x-usertoken",
];

/// What is remembered of a request.
pub(super) fn of(method: &Method, uri: &Uri, headers: &HeaderMap) -> Map<String, Value> {
    let mut shown = Map::new();
    for (name, value) in headers {
        let text = String::from_utf8_lossy(value.as_bytes());
        let value = match text.split_once('?') {
            _ if SECRET_HEADERS.contains(&name.as_str()) => REDACTED.into(),
            // The address of the page before, which may be one with a code.
            Some((page, query)) if name == header::REFERER => {
                format!("{page}?{}", redacted(&Params::of(query))).into()
            }
            _ => text,
        };
        shown.insert(name.to_string(), value.into());
    }
    let mut record = Map::new();
    record.insert("method".into(), method.as_str().into());
    record.insert("path".into(), uri.path().into());
    let query = uri.query().map(|query| redacted(&Params::of(query)));
    record.insert("query".into(), json!(query.unwrap_or_default()));
    record.insert("headers".into(), shown.into());
    record
}

fn redacted(query: &Params) -> String {
    let pairs: Vec<(&str, String)> = query
        .iter()
        .map(|(name, value)| match value.split_once('?') {
            _ if SECRETS.contains(&name) => (name, REDACTED.to_owned()),
            // An address within the address: the sign-in page's way back.
            Some((path, inner)) if name == "uri" => {
                (name, format!("{path}?{}", redacted(&Params::of(inner))))
            }
            _ => (name, value.to_owned()),
        })
        .collect();
    encode(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_remembered() {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", "Bearer hush".parse().unwrap());
        headers.insert("cookie", "JSESSIONID=hush".parse().unwrap());
        headers.insert("x-usertoken", "hush".parse().unwrap());
        headers.insert("x-mfa_token", "hush".parse().unwrap());
        headers.insert("referer", "http://a/?code=hush".parse().unwrap());
        headers.insert("accept", "application/json".parse().unwrap());
        let inner = "%2Foauth_auth.do%3Fstate%3Dhush%26scope%3Da";
        let uri = format!("/login.do?uri={inner}&token=hush&code=hush&assertion=hush&x=1");
        let record = of(&Method::GET, &uri.parse().unwrap(), &headers);
        let text = Value::from(record).to_string();
        assert!(!text.contains("hush"), "{text}");
        assert!(text.contains("application/json"), "{text}");
        assert!(text.contains("x=1") && text.contains("scope"), "{text}");
    }
}
