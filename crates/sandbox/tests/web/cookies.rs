//! The cookies that come with the answers of the REST APIs.

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    browser::Browser,
    instance::{Answer, Instance, PRIVATE},
    token::sign_in_program,
};

const INCIDENTS: &str = "/api/now/table/incident";

fn basic() -> String {
    format!("Basic {}", STANDARD.encode("admin:snowline"))
}

/// The `Cookie` header of who keeps what the answer sets.
fn kept(answer: &Answer) -> String {
    let cookies = answer.headers.get_all("set-cookie").iter();
    let cookies = cookies.map(|it| it.to_str().unwrap().split(';').next().unwrap());
    cookies.collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn a_call_by_password_or_token_begins_a_session() {
    let instance = Instance::new();
    let answer = instance
        .get(INCIDENTS, &[("authorization", &basic())])
        .await;
    let cookies = kept(&answer);
    for name in [
        "JSESSIONID=",
        "glide_user_route=glide.",
        "glide_session_store=",
    ] {
        assert!(cookies.contains(name), "{cookies}");
    }
    // Who brings them gets no others.
    let again = [("authorization", &*basic()), ("cookie", &*cookies)];
    let answer = instance.get(INCIDENTS, &again).await;
    assert_eq!(answer.header("set-cookie"), None);
    let tokens = sign_in_program(&instance).await;
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let answer = instance.get(INCIDENTS, &[("authorization", &bearer)]).await;
    assert!(kept(&answer).contains("JSESSIONID="));
    // Whoever is nobody has no session.
    assert_eq!(
        instance.get(INCIDENTS, &[]).await.header("set-cookie"),
        None
    );
}

#[tokio::test]
async fn its_cookie_alone_changes_nothing() {
    let instance = Instance::new();
    let answer = instance
        .get(INCIDENTS, &[("authorization", &basic())])
        .await;
    let cookies = kept(&answer);
    let body = r#"{"short_description": "x"}"#;
    let alone = [("cookie", &*cookies)];
    let answer = instance.send(Method::POST, INCIDENTS, &alone, body).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.header("x-is-logged-in"), Some("true"));
    let token = answer.header("x-usertoken-response").unwrap();
    let both = [("cookie", &*cookies), ("x-usertoken", token)];
    let answer = instance.send(Method::POST, INCIDENTS, &both, body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    // It opens no page.
    let page = instance.get("/", &alone).await;
    assert!(page.location().starts_with("/login.do"), "{page:?}");
}

#[tokio::test]
async fn a_page_that_calls_keeps_its_own_session() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let cookie = browser.cookie.clone();
    let headers = [("authorization", &*basic()), ("cookie", &*cookie)];
    let answer = instance.get(INCIDENTS, &headers).await;
    assert_eq!(answer.header("set-cookie"), None);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_session_of_a_token_ends_with_it_and_is_no_wider() {
    let instance = Instance::new();
    let scope = instance.insert("sys_auth_scope", &[("name", "incident_read")]);
    let entity = instance.id_of("oauth_entity", "client_id", PRIVATE);
    let mapping = [("oauth_entity", &*entity), ("auth_scope", &*scope)];
    instance.insert("oauth_entity_auth_scope_mapping", &mapping);
    let form = [
        ("grant_type", "password"),
        ("client_id", PRIVATE),
        ("client_secret", "hush"),
        ("username", "integration.user"),
        ("password", "snowline"),
    ];
    let granted = instance.post_form("/oauth_token.do", &[], &form).await;
    assert_eq!(granted.json()["scope"], json!("incident_read"));
    let bearer = format!(
        "Bearer {}",
        granted.json()["access_token"].as_str().unwrap()
    );
    let called = instance.get(INCIDENTS, &[("authorization", &bearer)]).await;
    assert_eq!(called.status, StatusCode::FORBIDDEN);
    for answer in [granted, called] {
        let cookies = kept(&answer);
        let alone = [("cookie", &*cookies)];
        let asked = instance.get(INCIDENTS, &alone).await;
        let token = asked.header("x-usertoken-response").unwrap().to_owned();
        let both = [("cookie", &*cookies), ("x-usertoken", &*token)];
        assert_eq!(
            instance.get(INCIDENTS, &both).await.status,
            StatusCode::FORBIDDEN
        );
        assert!(
            instance
                .get("/", &alone)
                .await
                .location()
                .starts_with("/login.do")
        );
    }
    let called = instance.get(INCIDENTS, &[("authorization", &bearer)]).await;
    instance.state.clock.advance(1_800);
    let late = instance
        .get(INCIDENTS, &[("cookie", &*kept(&called))])
        .await;
    assert_eq!(late.header("x-is-logged-in"), Some("false"));
}
