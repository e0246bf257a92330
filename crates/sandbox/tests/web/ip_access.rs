//! Network addresses that are let in, or not.

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use snowline_sandbox::server::Peer;

use crate::instance::{Answer, Instance};

const INCIDENTS: &str = "/api/now/table/incident";
const RULES: &str = "/api/now/table/ip_access";

/// A request of `admin` from this address, for another if a proxy says so.
async fn from(
    instance: &Instance,
    peer: &str,
    forwarded_for: &str,
    method: Method,
    path: &str,
    body: &str,
) -> Answer {
    let basic = format!("Basic {}", STANDARD.encode("admin:snowline"));
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", basic)
        .header("origin", "http://localhost:8180");
    if !forwarded_for.is_empty() {
        request = request.header("x-forwarded-for", forwarded_for);
    }
    let mut request = request.body(Body::from(body.to_owned())).unwrap();
    let peer = Peer::at(format!("{peer}:40000").parse().unwrap());
    request.extensions_mut().insert(ConnectInfo(peer));
    instance.ask(request).await
}

async fn check(instance: &Instance, peer: &str, forwarded_for: &str, expect: u16) {
    let answer = from(instance, peer, forwarded_for, Method::GET, INCIDENTS, "").await;
    let about = format!("{peer} {forwarded_for} {answer:?}");
    assert_eq!(answer.status.as_u16(), expect, "{about}");
}

#[tokio::test]
async fn an_address_is_blocked_by_a_deny_rule_unless_an_allow_rule_has_it() {
    let instance = Instance::new();
    check(&instance, "203.0.113.9", "", 200).await;
    let deny = r#"{"type": "deny", "range_start": "203.0.113.0", "range_end": "203.0.113.255"}"#;
    let made = from(&instance, "127.0.0.1", "", Method::POST, RULES, deny).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    check(&instance, "203.0.113.9", "", 403).await;
    check(&instance, "203.0.114.9", "", 200).await;
    check(&instance, "127.0.0.1", "", 200).await;
    instance.insert(
        "ip_access",
        &[("type", "allow"), ("range_start", "203.0.113.9")],
    );
    check(&instance, "203.0.113.9", "", 200).await;
    check(&instance, "203.0.113.10", "", 403).await;
    instance.change("ip_access", "type", "deny", "direction", "outbound");
    check(&instance, "203.0.113.10", "", 200).await;
    instance.change("ip_access", "type", "deny", "direction", "bidirectional");
    check(&instance, "203.0.113.10", "", 403).await;
    instance.change("ip_access", "type", "deny", "active", "false");
    check(&instance, "203.0.113.10", "", 200).await;
}

#[tokio::test]
async fn a_blocked_address_gets_a_403_before_any_rule_for_pages() {
    let instance = Instance::new();
    instance.insert(
        "ip_access",
        &[("type", "deny"), ("range_start", "203.0.113.9")],
    );
    instance.set_property("glide.oauth.cors.allowed.origin", "*");
    for (method, path) in [
        (Method::GET, INCIDENTS),
        (Method::OPTIONS, INCIDENTS),
        (Method::POST, "/oauth_token.do"),
        (Method::GET, "/oauth_auth.do"),
        (Method::GET, "/login.do"),
    ] {
        let answer = from(&instance, "203.0.113.9", "", method, path, "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[tokio::test]
async fn a_proxy_on_this_machine_says_for_whom_it_asks_and_nobody_else_does() {
    let instance = Instance::new();
    instance.insert(
        "ip_access",
        &[("type", "deny"), ("range_start", "203.0.113.9")],
    );
    check(&instance, "127.0.0.1", "203.0.113.9", 403).await;
    check(&instance, "127.0.0.1", "10.0.0.1, 203.0.113.9", 403).await;
    check(&instance, "127.0.0.1", "203.0.113.9, 10.0.0.1", 200).await;
    check(&instance, "127.0.0.1", "nonsense", 200).await;
    check(&instance, "198.51.100.1", "203.0.113.9", 200).await;
    check(&instance, "203.0.113.9", "10.0.0.1", 403).await;
}

#[tokio::test]
async fn nobody_denies_their_own_address() {
    let instance = Instance::new();
    let everybody = r#"{"type": "deny", "range_start": "0.0.0.0", "range_end": "255.255.255.255"}"#;
    let refused = from(&instance, "127.0.0.1", "", Method::POST, RULES, everybody).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    assert!(instance.rows("ip_access").is_empty());
    let resting = everybody.replace('{', r#"{"active": "false", "#);
    let made = from(&instance, "127.0.0.1", "", Method::POST, RULES, &resting).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let id = made.json()["result"]["sys_id"].as_str().unwrap().to_owned();
    let path = format!("{RULES}/{id}");
    let waking = r#"{"active": "true"}"#;
    let refused = from(&instance, "127.0.0.1", "", Method::PATCH, &path, waking).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
}
