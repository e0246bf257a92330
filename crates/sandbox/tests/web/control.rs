//! Failures on demand.

use std::time::Instant;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use snowline_sandbox::state::Config;

use crate::{
    browser::Browser,
    instance::{Answer, Instance, PORTAL},
    token::sign_in_program,
};

const TOKEN: &str = "/oauth_token.do";

fn controlled() -> Instance {
    let instance = Instance::with(Config {
        control: true,
        ..Config::default()
    });
    instance.set_property("glide.oauth.cors.allowed.origin", PORTAL);
    instance
}

async fn cause(instance: &Instance, fault: Value) {
    let body = fault.to_string();
    let answer = instance
        .send(Method::POST, "/__sandbox/faults", &[], &body)
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

/// What a page at the portal gets from the token endpoint.
async fn token_request(instance: &Instance) -> Answer {
    instance.post_form(TOKEN, &[("origin", PORTAL)], &[]).await
}

fn is_open(answer: &Answer) -> bool {
    answer.header("access-control-allow-origin") == Some(PORTAL)
}

#[tokio::test]
async fn without_the_option_there_is_no_control() {
    let instance = Instance::new();
    for (method, path) in [
        (Method::POST, "/__sandbox/faults"),
        (Method::DELETE, "/__sandbox/faults"),
        (Method::GET, "/__sandbox/requests"),
        (Method::POST, "/__sandbox/reset"),
        (Method::POST, "/__sandbox/clock"),
    ] {
        let answer = instance.send(method, path, &[], "{\"advance_s\":1}").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn no_web_page_has_control() {
    let instance = controlled();
    for header in [
        ("origin", PORTAL),
        ("origin", "null"),
        ("host", "evil.example"),
        ("host", "localhost.evil.example:8181"),
    ] {
        let answer = instance.get("/__sandbox/requests", &[header]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header:?}");
    }
    let answer = instance
        .get("/__sandbox/requests", &[("host", "localhost:8181")])
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_mistake_in_a_failure_is_told() {
    let instance = controlled();
    for (body, why) in [
        ("{}", "match is missing"),
        ("{", "EOF"),
        ("", "EOF"),
        (r#"{"match":"*","kind":"x"}"#, "there is no kind x"),
    ] {
        let answer = instance
            .send(Method::POST, "/__sandbox/faults", &[], body)
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.body.contains(why), "{answer:?}");
    }
}

#[tokio::test]
async fn a_failure_strikes_as_often_as_told_where_it_is_told() {
    let instance = controlled();
    let fault = json!({"match": "POST /oauth_*", "kind": "status", "status": 503, "times": 2});
    cause(&instance, fault).await;
    assert_eq!(
        instance.get("/sandbox.css", &[]).await.status,
        StatusCode::OK
    );
    for expect in [503, 503, 401] {
        let answer = token_request(&instance).await;
        assert_eq!(answer.status, expect);
        assert!(is_open(&answer), "{answer:?}");
    }
}

#[tokio::test]
async fn failures_can_be_taken_back() {
    let instance = controlled();
    cause(
        &instance,
        json!({"match": "*", "kind": "html", "times": 100}),
    )
    .await;
    assert_eq!(token_request(&instance).await.status, StatusCode::OK);
    let answer = instance
        .send(Method::DELETE, "/__sandbox/faults", &[], "")
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(
        token_request(&instance).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn each_kind_of_failure_is_what_a_page_would_see() {
    for (kind, status, open, body) in [
        (
            json!({"kind": "status", "status": 500}),
            500,
            true,
            "Internal Server Error",
        ),
        (
            json!({"kind": "status", "status": 200, "body": {"result": []}}),
            200,
            true,
            r#"{"result":[]}"#,
        ),
        (json!({"kind": "redirect_to_idp"}), 302, false, ""),
        (json!({"kind": "html"}), 200, true, "<!doctype html>"),
        (
            json!({"kind": "hibernating"}),
            200,
            false,
            "Instance Hibernating page",
        ),
        (
            json!({"kind": "offline"}),
            200,
            false,
            "Your instance is currently offline",
        ),
        (json!({"kind": "no_cors"}), 401, false, "invalid_client"),
        (
            json!({"kind": "rate_limit"}),
            429,
            true,
            "Rate limit exceeded",
        ),
        (json!({"kind": "ip_blocked"}), 403, false, "Forbidden"),
        (json!({"kind": "drop_before"}), 502, false, ""),
        (json!({"kind": "drop_after_commit"}), 502, false, ""),
        (
            json!({"kind": "latency", "ms": 1}),
            401,
            true,
            "invalid_client",
        ),
    ] {
        let instance = controlled();
        let mut fault = kind.clone();
        fault["match"] = "POST /oauth_token.do".into();
        cause(&instance, fault).await;
        let answer = token_request(&instance).await;
        assert_eq!(answer.status, status, "{kind}");
        assert_eq!(is_open(&answer), open, "{kind}");
        assert!(answer.body.contains(body), "{kind}: {answer:?}");
        assert_eq!(answer.header("connection"), Some("close"), "{kind}");
    }
}

#[tokio::test]
async fn an_answer_that_a_test_made_up_has_its_headers() {
    let instance = controlled();
    let fault = json!({
        "match": "*",
        "kind": "status",
        "status": 503,
        "headers": {"Retry-After": 30, "X-Total-Count": "7"},
    });
    cause(&instance, fault).await;
    let answer = token_request(&instance).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), Some("30"));
    assert_eq!(answer.header("x-total-count"), Some("7"));
}

#[tokio::test]
async fn who_has_to_sign_in_elsewhere_is_sent_there() {
    let instance = controlled();
    for (sent, expect) in [
        (json!({}), "https://login.idp.example/saml2"),
        (json!({"location": "/login.do"}), "/login.do"),
    ] {
        let mut fault = sent;
        fault["match"] = "*".into();
        fault["kind"] = "redirect_to_idp".into();
        cause(&instance, fault).await;
        let answer = instance.get("/api/now/table/incident", &[]).await;
        assert_eq!(answer.status, StatusCode::FOUND);
        assert!(answer.header("location").unwrap().starts_with(expect));
    }
}

#[tokio::test]
async fn a_malformed_answer_says_that_it_is_json_and_is_none() {
    let instance = controlled();
    for path in ["/api/now/table/incident", "/__nothing", "/sandbox.css"] {
        cause(&instance, json!({"match": "*", "kind": "malformed"})).await;
        let answer = instance.get(path, &[]).await;
        let kind = answer.header("content-type").unwrap();
        assert!(kind.starts_with("application/json"), "{kind}");
        assert!(serde_json::from_str::<Value>(&answer.body).is_err());
    }
}

#[tokio::test]
async fn a_rate_limit_says_when_to_try_again() {
    let instance = controlled();
    let date = "Sat, 21 Nov 2026 12:00:30 GMT";
    for (sent, expect) in [(json!(7), "7"), (json!(date), date)] {
        let fault = json!({"match": "*", "kind": "rate_limit", "retry_after": sent});
        cause(&instance, fault).await;
        let answer = token_request(&instance).await;
        assert_eq!(answer.header("retry-after"), Some(expect));
        assert_eq!(answer.header("x-ratelimit-limit"), Some("100"));
        assert!(answer.header("x-ratelimit-reset").is_some());
    }
}

#[tokio::test]
async fn latency_takes_its_time() {
    let instance = controlled();
    cause(
        &instance,
        json!({"match": "*", "kind": "latency", "ms": 50}),
    )
    .await;
    let begin = Instant::now();
    token_request(&instance).await;
    assert!(begin.elapsed().as_millis() >= 50);
}

#[tokio::test]
async fn a_drop_before_does_nothing_and_a_drop_after_has_done_it() {
    for (kind, signed_out) in [("drop_before", false), ("drop_after_commit", true)] {
        let instance = controlled();
        let mut browser = Browser::signed_in(&instance, "admin").await;
        let page = browser.get("/").await;
        let token = crate::browser::field(&page.body, "sysparm_ck");
        cause(&instance, json!({"match": "POST /logout.do", "kind": kind})).await;
        let cookie = browser.cookie.clone();
        browser.post("/logout.do", &[("sysparm_ck", &token)]).await;
        let answer = instance.get("/", &[("cookie", &cookie)]).await;
        assert_eq!(answer.status == StatusCode::FOUND, signed_out, "{kind}");
    }
}

#[tokio::test]
async fn tokens_can_be_made_to_expire() {
    let instance = controlled();
    let tokens = sign_in_program(&instance).await;
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    let path = "/api/now/table/incident";
    assert_eq!(instance.get(path, &headers).await.status, StatusCode::OK);
    cause(
        &instance,
        json!({"match": "GET /api/now/*", "kind": "expire_tokens"}),
    )
    .await;
    let answer = instance.get(path, &headers).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_clock_can_be_moved() {
    let instance = controlled();
    let before = instance.state.clock.now();
    let answer = instance
        .send(Method::POST, "/__sandbox/clock", &[], r#"{"advance_s":90}"#)
        .await;
    assert_eq!(answer.json()["now"], "2026-11-21 12:01:30");
    assert_eq!((instance.state.clock.now() - before).whole_seconds(), 90);
    let set = r#"{"set":"2027-01-01 00:00:00"}"#;
    let answer = instance
        .send(Method::POST, "/__sandbox/clock", &[], set)
        .await;
    assert_eq!(answer.json()["now"], "2027-01-01 00:00:00");
    for body in ["", "{}", r#"{"advance_s":"1"}"#, r#"{"set":"soon"}"#] {
        let answer = instance
            .send(Method::POST, "/__sandbox/clock", &[], body)
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn requests_are_remembered_without_secrets() {
    let instance = controlled();
    let tokens = sign_in_program(&instance).await;
    let token = tokens["access_token"].as_str().unwrap();
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", &*bearer), ("accept", "application/json")];
    instance
        .get("/api/now/table/incident?sysparm_limit=1", &headers)
        .await;
    instance
        .get(&format!("/oauth_revoke_token.do?token={token}"), &[])
        .await;
    let answer = instance.get("/__sandbox/requests", &[]).await;
    for secret in [token, "snowline", "JSESSIONID", "5f2a"] {
        assert!(!answer.body.contains(secret), "{secret}");
    }
    let requests = answer.json()["requests"].as_array().unwrap().clone();
    let [.., read, revoke] = requests.as_slice() else {
        panic!("{requests:?}");
    };
    assert_eq!(read["method"], "GET");
    assert_eq!(read["path"], "/api/now/table/incident");
    assert_eq!(read["query"], "sysparm_limit=1");
    assert_eq!(read["status"], 200);
    assert_eq!(read["at"], "2026-11-21 12:00:00");
    assert!(read["ms"].as_u64().is_some_and(|ms| ms < 10_000), "{read}");
    assert_eq!(read["fault"], Value::Null);
    assert_eq!(read["headers"]["accept"], "application/json");
    assert_eq!(revoke["path"], "/oauth_revoke_token.do");
}

#[tokio::test]
async fn a_reset_forgets_everything_since_the_start() {
    let instance = controlled();
    let tokens = sign_in_program(&instance).await;
    cause(
        &instance,
        json!({"match": "*", "kind": "html", "times": 100}),
    )
    .await;
    instance.state.clock.advance(60);
    let made = instance.insert("incident", &[("short_description", "made later")]);
    let answer = instance
        .send(Method::POST, "/__sandbox/reset", &[], "")
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let requests = instance.get("/__sandbox/requests", &[]).await.json();
    assert_eq!(requests["requests"], json!([]));
    assert_eq!(instance.state.store.get("incident", &made).unwrap(), None);
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    let answer = instance.get("/api/now/table/incident", &headers).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_further_reset_leaves_the_records_of_the_first() {
    let instance = controlled();
    let store = &instance.state.store;
    let records = || {
        ["incident", "sys_user", "oauth_entity", "sys_properties"]
            .map(|table| store.find(table, &[]).unwrap())
    };
    let reset = || instance.send(Method::POST, "/__sandbox/reset", &[], "");
    assert_eq!(reset().await.status, StatusCode::NO_CONTENT);
    let first = records();
    assert!(!first[0].is_empty());
    instance.insert("incident", &[("short_description", "made later")]);
    store.delete("sys_user", &first[1][0]["sys_id"]).unwrap();
    assert_ne!(records(), first);
    assert_eq!(reset().await.status, StatusCode::NO_CONTENT);
    assert_eq!(records(), first);
    // The numbers go on from there, too.
    let number =
        |sys_id: String| store.get("incident", &sys_id).unwrap().unwrap()["number"].clone();
    let made = number(instance.insert("incident", &[("short_description", "again")]));
    assert!(first[0].iter().all(|row| row["number"] != made));
}
