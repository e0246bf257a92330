//! The headers that a host of the bundle should send, with every answer.

use anyhow::{Context, Result};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The name of the header that keeps pages and the windows that they open apart.
pub(crate) const OPENER_POLICY: &str = "cross-origin-opener-policy";

/// The page's policy, and the rest; `connect` are the origins that the page may speak to.
pub(crate) fn for_page(connect: &[String]) -> Result<HeaderMap> {
    let policy = policy(connect);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy.as_str()),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static(OPENER_POLICY), "same-origin"),
        // The browser asks each time: what was just built is what is seen.
        (header::CACHE_CONTROL, "no-cache"),
    ];
    headers
        .into_iter()
        .map(|(name, value)| {
            let value = HeaderValue::from_str(value).with_context(|| format!("{name}: {value}"))?;
            Ok((name, value))
        })
        .collect()
}

fn policy(connect: &[String]) -> String {
    let connect = connect.join(" ");
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        &format!("connect-src 'self' {connect}"),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_lets_the_page_speak_to_its_instance_and_nobody_else() {
        let headers = for_page(&["http://localhost:8181".to_owned()]).unwrap();
        let policy = headers
            .get("content-security-policy")
            .unwrap()
            .to_str()
            .unwrap();
        assert!(
            policy.contains("connect-src 'self' http://localhost:8181; base-uri"),
            "{policy}"
        );
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    }

    #[test]
    fn an_origin_that_is_no_header_value_is_refused() {
        assert!(for_page(&["http://x\r\nSet-Cookie: a".to_owned()]).is_err());
    }
}
