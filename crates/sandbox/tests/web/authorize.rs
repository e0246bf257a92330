//! What the instance's properties, switches and registry records change about
//! asking a person, and what the instance says of itself.

use axum::http::{Method, StatusCode};
use serde_json::json;
use snowline_sandbox::state::Config;
use url::Url;

use crate::{
    browser::Browser,
    consent::authorize,
    grants::caller,
    instance::{Instance, PRIVATE, PUBLIC, REDIRECT},
};

#[tokio::test]
async fn state_is_optional_where_the_property_says_so() {
    let instance = Instance::new();
    instance.set_property("glide.oauth.state.parameter.required", "false");
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let answer = browser.decide(&authorize(&[("state", "")]), "deny").await;
    assert_eq!(answer.location(), format!("{REDIRECT}?error=access_denied"));
}

#[tokio::test]
async fn an_instance_can_be_strict_about_redirects() {
    let instance = Instance::with(Config {
        strict_redirects: true,
        ..Config::default()
    });
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let address = authorize(&[("redirect_uri", "https://evil.example/")]);
    let answer = browser.get(&address).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("not one of the application"));
    let answer = browser.get(&authorize(&[])).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn the_implicit_grant_is_for_listed_programs_and_answers_in_the_query() {
    let instance = Instance::new();
    instance.set_property(
        "glide.oauth.clients.allowed.for.implicit.grant",
        &format!("another, {PUBLIC}"),
    );
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let address = authorize(&[("response_type", "token"), ("code_challenge", "")]);
    let answer = browser.decide(&address, "allow").await;
    let there = Url::parse(answer.location()).unwrap();
    assert_eq!(there.fragment(), None);
    let pairs: std::collections::HashMap<_, _> = there.query_pairs().into_owned().collect();
    assert_eq!(pairs["token_type"], "Bearer");
    assert_eq!(pairs["state"], "5f2a");
    let tokens = json!({"access_token": pairs["access_token"]});
    assert_eq!(caller(&instance, &tokens).await, "\"integration.user\"");
    let other = authorize(&[("response_type", "token"), ("client_id", PRIVATE)]);
    let answer = browser.get(&other).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn consent_can_be_switched_off_for_public_programs() {
    for (client, asked) in [(PUBLIC, false), (PRIVATE, true)] {
        let instance = Instance::new();
        let column = "disable_consent_screen";
        instance.change("oauth_entity", "client_id", client, column, "true");
        let mut browser = Browser::new(&instance);
        let address = authorize(&[("client_id", client)]);
        let answer = browser.get(&address).await;
        assert!(answer.location().starts_with("/oauth_login.do"));
        browser
            .sign_in("integration.user", "snowline", &address)
            .await;
        let answer = browser.get(&address).await;
        assert_eq!(answer.status == StatusCode::OK, asked, "{client}");
        if !asked {
            assert!(answer.location().starts_with(&format!("{REDIRECT}?code=")));
        }
    }
}

#[tokio::test]
async fn the_metadata_name_the_endpoints() {
    let instance = Instance::new();
    let headers = [("host", "instance.test")];
    let path = "/.well-known/oauth-authorization-server";
    let server = instance.get(path, &headers).await.json();
    assert_eq!(server["issuer"], "http://instance.test");
    assert_eq!(
        server["token_endpoint"],
        "http://instance.test/oauth_token.do"
    );
    let path = "/.well-known/oauth-protected-resource";
    let resource = instance.get(path, &headers).await.json();
    assert_eq!(resource["authorization_servers"][0], server["issuer"]);
    let answer = instance.send(Method::POST, path, &headers, "").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}
