//! Who may call the REST APIs.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    browser::{Browser, field},
    instance::{Answer, Instance},
    token::sign_in_program,
};

const INCIDENTS: &str = "/api/now/table/incident";

#[track_caller]
fn check_unknown(answer: &Answer, logged_in: &str) {
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.header("x-is-logged-in"), Some(logged_in));
    let challenge = answer.header("www-authenticate");
    assert_eq!(challenge, Some("BASIC realm=\"Service-now\""));
    let expect = json!({
        "error": {
            "message": "User Not Authenticated",
            "detail": "Required to provide Auth information",
        },
        "status": "failure",
    });
    assert_eq!(answer.json(), expect);
}

#[tokio::test]
async fn nobody_calls_without_credentials() {
    let instance = Instance::new();
    check_unknown(&instance.get(INCIDENTS, &[]).await, "false");
    for value in [
        "Bearer ",
        "Bearer made-up",
        "Basic !!!",
        "Negotiate abc",
        "x",
    ] {
        let answer = instance.get(INCIDENTS, &[("authorization", value)]).await;
        check_unknown(&answer, "false");
    }
    for pair in ["admin:wrong", "admin:", "nobody:snowline", ":"] {
        let basic = format!("Basic {}", STANDARD.encode(pair));
        let answer = instance.get(INCIDENTS, &[("authorization", &basic)]).await;
        check_unknown(&answer, "false");
    }
}

#[tokio::test]
async fn a_password_calls() {
    let instance = Instance::new();
    let basic = format!("Basic {}", STANDARD.encode("integration.user:snowline"));
    let answer = instance.get(INCIDENTS, &[("authorization", &basic)]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("x-is-logged-in"), Some("true"));
    assert_eq!(answer.header("server"), Some("ServiceNow"));
    assert_eq!(answer.header("x-transaction-id").map(str::len), Some(12));
    assert!(
        answer
            .header("server-timing")
            .is_some_and(|timing| timing.starts_with("wall;dur="))
    );
}

#[tokio::test]
async fn a_token_calls_until_it_expires() {
    let instance = Instance::new();
    let tokens = sign_in_program(&instance).await;
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(
        instance.get(INCIDENTS, &headers).await.status,
        StatusCode::OK
    );
    instance.state.clock.advance(1_799);
    assert_eq!(
        instance.get(INCIDENTS, &headers).await.status,
        StatusCode::OK
    );
    instance.state.clock.advance(1);
    check_unknown(&instance.get(INCIDENTS, &headers).await, "false");
}

#[tokio::test]
async fn a_cookie_calls_only_with_its_pages_token() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let token = field(&browser.get("/").await.body, "sysparm_ck");
    let cookie = browser.cookie.clone();
    let answer = instance.get(INCIDENTS, &[("cookie", &cookie)]).await;
    check_unknown(&answer, "true");
    let fresh = answer.header("x-usertoken-response");
    assert_eq!(fresh, Some(&*token), "the instance offers the token");
    let wrong = [("cookie", &*cookie), ("x-usertoken", "made-up")];
    // A page reads this answer itself; a challenge would bring the browser's own dialog.
    let answer = instance.get(INCIDENTS, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.header("www-authenticate"), None);
    assert_eq!(answer.header("x-usertoken-response"), Some(&*token));
    let both = [("cookie", &*cookie), ("x-usertoken", &*token)];
    assert_eq!(instance.get(INCIDENTS, &both).await.status, StatusCode::OK);
    let visitor = browser_of_nobody(&instance).await;
    check_unknown(
        &instance.get(INCIDENTS, &[("cookie", &visitor)]).await,
        "false",
    );
}

async fn browser_of_nobody(instance: &Instance) -> String {
    let mut browser = Browser::new(instance);
    browser.get("/login.do").await;
    browser.cookie
}

#[tokio::test]
async fn an_unknown_resource_and_a_long_address_have_their_answers() {
    let instance = Instance::new();
    let basic = format!("Basic {}", STANDARD.encode("admin:snowline"));
    let headers = [("authorization", basic.as_str())];
    let answer = instance.get("/api/now/nothing", &headers).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let message = answer.json()["error"]["message"].to_string();
    assert!(
        message.contains("Requested URI does not represent any resource"),
        "{message}"
    );
    let long = format!("{INCIDENTS}?x={}", "a".repeat(8_192));
    let answer = instance.get(&long, &headers).await;
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
}

#[tokio::test]
async fn an_api_that_is_none_is_a_bad_request_of_who_is_known() {
    let instance = Instance::new();
    let unknown = instance.get("/api/subscribers", &[]).await;
    assert_eq!(unknown.status, 401);
    // integration.user:snowline
    let basic = "Basic aW50ZWdyYXRpb24udXNlcjpzbm93bGluZQ==";
    let headers = [("authorization", basic)];
    let answer = instance.get("/api/subscribers", &headers).await;
    assert_eq!(answer.status, 400);
    let message = answer.json()["error"]["message"].to_string();
    assert!(
        message.ends_with("any resource: /subscribers\""),
        "{message}"
    );
}
