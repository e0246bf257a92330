use std::collections::HashSet;

use super::*;
use crate::ports::HttpFailure;
use crate::ports::memory::Memory;

#[test]
fn every_key_is_the_key_of_one_kind_and_fit_for_a_message_name() {
    let distinct: HashSet<_> = Kind::ALL_KEYS.iter().collect();
    assert_eq!(distinct.len(), Kind::ALL_KEYS.len());
    for key in Kind::ALL_KEYS {
        assert!(
            key.starts_with(|first: char| first.is_ascii_lowercase()),
            "{key}"
        );
        assert!(
            key.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "{key}"
        );
    }
}

#[test]
fn facts_become_arguments() {
    #[track_caller]
    fn check(kind: Kind, key: &str, args: &[(&str, &str)]) {
        let error = Error::new(kind);
        assert_eq!(error.key(), key);
        let expected: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        assert_eq!(error.args(), expected);
    }
    check(Kind::Offline, "offline", &[]);
    check(
        Kind::Timeout { host: "a.b".into() },
        "timeout",
        &[("host", "a.b")],
    );
    check(
        Kind::RestApiHidden {
            host: "a.b".into(),
            origin: "https://p".into(),
        },
        "restApiHidden",
        &[("host", "a.b"), ("origin", "https://p")],
    );
    check(Kind::RateLimited { retry_after: None }, "rateLimited", &[]);
    check(
        Kind::RateLimited {
            retry_after: Some(7),
        },
        "rateLimitedFor",
        &[("seconds", "7")],
    );
    check(
        Kind::Refused {
            status: 418,
            reason: "no".into(),
        },
        "refused",
        &[("status", "418"), ("reason", "no")],
    );
    check(Kind::InstanceUrl(UrlProblem::Path), "instanceUrlPath", &[]);
}

#[test]
fn every_argument_is_among_those_that_there_are() {
    let source = include_str!("../error.rs");
    let named = |call: &'static str| {
        let calls = source.split(call).skip(1);
        calls.filter_map(|rest| rest.split('"').next())
    };
    let named: HashSet<_> = named("args.text(\"")
        .chain(named("args.number(\""))
        .collect();
    let known: HashSet<_> = Kind::ARGS.iter().copied().collect();
    assert!(named.contains("host") && named.contains("status"));
    assert_eq!(named, known);
}

#[test]
fn only_a_lost_answer_leaves_doubt_and_only_a_passing_failure_is_worth_a_retry() {
    #[track_caller]
    fn check(kind: Kind, doubt: bool, retry: bool) {
        let error = Error::new(kind);
        assert_eq!(
            (error.leaves_doubt(), error.may_retry()),
            (doubt, retry),
            "{error:?}"
        );
    }
    let host = || String::from("a.b");
    let reason = String::new;
    check(Kind::Offline, true, true);
    check(Kind::Unreachable { host: host() }, true, true);
    check(Kind::Timeout { host: host() }, true, true);
    check(Kind::ServerFailed { status: 503 }, true, true);
    check(Kind::NotJson { status: 502 }, true, true);
    check(Kind::NotJson { status: 200 }, true, false);
    check(Kind::NotJson { status: 403 }, false, false);
    check(
        Kind::Refused {
            status: 408,
            reason: reason(),
        },
        true,
        true,
    );
    check(
        Kind::Refused {
            status: 400,
            reason: reason(),
        },
        false,
        false,
    );
    check(
        Kind::RestApiHidden {
            host: host(),
            origin: reason(),
        },
        true,
        false,
    );
    check(Kind::InDoubt, true, false);
    check(Kind::RateLimited { retry_after: None }, false, true);
    check(Kind::Hibernating { host: host() }, false, false);
    check(Kind::SignedOut, false, false);
    check(Kind::Forbidden { reason: reason() }, false, false);
    check(Kind::NotFound, false, false);
}

#[test]
fn a_request_without_an_answer_is_explained_by_what_the_browser_does_tell() {
    #[track_caller]
    fn check(online: bool, answers: bool, failure: HttpFailure, endpoint: Endpoint, key: &str) {
        let memory = Memory::new();
        memory.set_online(online);
        memory.set_answers(answers);
        let url = "https://dev1.service-now.com:8443/api/now/table/incident?a=b/c";
        let error = pollster::block_on(explain(&memory, failure, url, endpoint));
        assert_eq!(error.key(), key);
        for (name, value) in error.args() {
            let expected = match name {
                "origin" => "https://portal.example.com",
                _ => "dev1.service-now.com:8443",
            };
            assert_eq!(value, expected);
        }
    }
    use Endpoint::{Rest, Token};
    use HttpFailure::{Network, Timeout};
    check(false, false, Network, Rest, "offline");
    check(false, false, Timeout, Rest, "offline");
    check(true, true, Timeout, Rest, "timeout");
    check(true, false, Network, Token, "unreachable");
    check(true, true, Network, Token, "tokenEndpointHidden");
    let memory = Memory::new();
    memory.set_forbids(true);
    let url = "https://dev1.service-now.com/oauth_token.do";
    let error = pollster::block_on(explain(&memory, Network, url, Token));
    assert_eq!(error.key(), "policyForbids");
    let instance = "https://dev1.service-now.com".to_owned();
    assert_eq!(error.args(), [("instance", instance)]);
    assert!(!error.leaves_doubt() && !error.may_retry());
    check(true, true, Network, Rest, "restApiHidden");
}

#[test]
fn a_policy_forbids_what_it_does_not_name() {
    #[track_caller]
    fn check(address: &str, policy: &str, expected: Option<&str>) {
        assert_eq!(forbidden_origin(address, policy), expected);
    }
    let own = "default-src 'none'; connect-src 'self'";
    let other = "connect-src 'self' https://other.service-now.com; base-uri 'none'";
    let named = "connect-src 'self' https://dev1.service-now.com; base-uri 'none'";
    let domain = "connect-src 'self' https://*.service-now.com";
    let origin = "https://dev1.service-now.com";
    for rest in ["", "/favicon.ico", "/api/now/table/incident?a=b"] {
        let address = [origin, rest].concat();
        check(&address, own, Some(origin));
        check(&address, other, Some(origin));
        check(&address, named, None);
        check(&address, domain, None);
    }
    check("http://localhost:9/x", own, Some("http://localhost:9"));
    for (policy, lets) in [
        // What merely begins so, or stands in another directive, is another one.
        (
            "connect-src https://dev1.service-now.com.evil.example",
            false,
        ),
        ("connect-src https://dev1.service-now.community", false),
        (
            "img-src https://dev1.service-now.com; connect-src 'self'",
            false,
        ),
        ("frame-src *; connect-src https://*.evil.example", false),
        ("connect-src http://dev1.service-now.com", false),
        ("connect-src https://*.now.com", false),
        ("connect-src dev1.service-now.com", true),
        (
            "base-uri 'none';connect-src https://dev1.service-now.com/api/",
            true,
        ),
        ("connect-src https://*.com", true),
        ("connect-src *", true),
        ("connect-src https:", true),
        ("default-src https://dev1.service-now.com", true),
        (
            "default-src https://dev1.service-now.com; connect-src 'self'",
            false,
        ),
        ("script-src 'self'", true),
        ("", true),
    ] {
        check(origin, policy, (!lets).then_some(origin));
    }
}

#[test]
fn the_probe_asks_for_what_redirects_nowhere() {
    let memory = Memory::new();
    let url = "http://localhost:8080?x";
    pollster::block_on(explain(&memory, HttpFailure::Network, url, Endpoint::Rest));
    assert_eq!(memory.probed(), ["http://localhost:8080/favicon.ico"]);
}

#[test]
fn a_text_from_outside_becomes_one_short_line() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(sentence(text), expected);
    }
    check("", "");
    check("  invalid_grant ", "invalid_grant");
    check("one\r\n two\u{0}three\t", "one two three");
    check(&"é".repeat(201), &["é".repeat(200), "…".into()].concat());
    check(&"é".repeat(200), &"é".repeat(200));
}
