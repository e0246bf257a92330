//! From what a browser tells about a failed request to what a person can act upon.

use super::{Error, Kind};
use crate::ports::{HttpFailure, Ports};
use crate::text::{has, split_at_first};

/// Which of an instance's two CORS settings a request depends upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `/oauth_token.do`: the property `glide.oauth.cors.allowed.origin`.
    Token,
    /// A REST API: its row in `sys_cors_rule`.
    Rest,
}

/// Whether anything answers at an origin at all, even where CORS hides the answer.
///
/// The probe asks for the icon, which, other than the home page, does not redirect to a sign-in at
/// a third host that the page's policy forbids.
pub async fn anybody_answers<P: Ports>(ports: &P, origin: &str) -> bool {
    ports.answers(&[origin, "/favicon.ico"].concat()).await
}

/// The origin of an address that a policy did not let through. `None` where the policy names it: then it
/// was what the answer led to that was not let through.
#[must_use]
pub fn forbidden_origin<'a>(address: &'a str, policy: &str) -> Option<&'a str> {
    let (origin, host) = base_and_host(address);
    let list = sources(policy, "connect-src ").or_else(|| sources(policy, "default-src "));
    let named = list.is_none_or(|list| is_named(list, origin, host));
    (!named).then_some(origin)
}

/// What a directive of a policy lists.
fn sources<'a>(policy: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = split_at_first(policy, name)?;
    Some(split_at_first(rest, ";").map_or(rest, |(list, _)| list))
}

/// Whether a list of sources lets an origin through, by the rules of Content Security Policy: `*`, a
/// scheme, or a host, which may have a scheme, a path, and `*` in front.
fn is_named(list: &str, origin: &str, host: &str) -> bool {
    let list = [" ", list, " "].concat();
    let lists = |before: &str, source: &str| {
        let mut ends = [" ", "/"].into_iter();
        ends.any(|end| has(&list, &[before, source, end].concat()))
    };
    let mut named = ["*", origin, host].into_iter();
    if has(&list, " https: ") || named.any(|source| lists(" ", source)) {
        return true;
    }
    let mut rest = host;
    while let Some((_, domain)) = split_at_first(rest, ".") {
        if lists("*.", domain) {
            return true;
        }
        rest = domain;
    }
    false
}

/// Why nothing answers at an origin, where that is known for sure.
pub fn silent<P: Ports>(ports: &P, origin: &str) -> Option<Error> {
    let instance = origin.to_owned();
    let forbidden = ports.forbids(origin);
    forbidden.then(|| Kind::PolicyForbids { instance }.into())
}

/// The error that a request to `url` without an answer is.
///
/// CORS hides why a request failed, so the host is probed.
pub async fn explain<P: Ports>(
    ports: &P,
    failure: HttpFailure,
    url: &str,
    endpoint: Endpoint,
) -> Error {
    if !ports.online() {
        return Kind::Offline.into();
    }
    let (base, host) = base_and_host(url);
    let host = host.to_owned();
    if failure == HttpFailure::Timeout {
        return Kind::Timeout { host }.into();
    }
    let origin = ports.origin();
    // From its own origin a browser hides nothing.
    if base == origin || !anybody_answers(ports, base).await {
        return silent(ports, base).unwrap_or(Kind::Unreachable { host }.into());
    }
    match endpoint {
        Endpoint::Token => Kind::TokenEndpointHidden { host, origin }.into(),
        Endpoint::Rest => Kind::RestApiHidden { host, origin }.into(),
    }
}

/// `https://host:port` and `host:port` of a URL.
fn base_and_host(url: &str) -> (&str, &str) {
    let rest = split_at_first(url, "://").map_or(url, |(_, rest)| rest);
    let start = url.len() - rest.len();
    let end = |byte| matches!(byte, b'/' | b'?' | b'#');
    let length = rest.bytes().position(end).unwrap_or(rest.len());
    (
        url.get(..start + length).unwrap_or(url),
        rest.get(..length).unwrap_or(rest),
    )
}

/// A text from outside, fit to stand in a message: one line, at most 200 characters.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut line = String::new();
    let mut parted = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            parted = true;
            continue;
        }
        if parted && !line.is_empty() {
            line.push(' ');
        }
        parted = false;
        line.push(c);
    }
    if let Some((end, _)) = line.char_indices().nth(200) {
        line.truncate(end);
        line.push('…');
    }
    line
}
