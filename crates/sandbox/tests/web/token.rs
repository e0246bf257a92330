//! `/oauth_token.do` and revocation.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use snowline_sandbox::state::Config;
use url::Url;

use crate::{
    browser::Browser,
    consent::authorize,
    instance::{Answer, Instance, PRIVATE, PUBLIC, REDIRECT, encode},
};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Lets a public program act for `integration.user` and returns its tokens.
pub(crate) async fn sign_in_program(instance: &Instance) -> Value {
    sign_in_as(instance, PUBLIC, "integration.user").await
}

/// The same for this program and user.
pub(crate) async fn sign_in_as(instance: &Instance, client: &str, user: &str) -> Value {
    let code = code_for(instance, client, user).await;
    let answer = redeem(instance, client, &code, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

pub(crate) async fn code(instance: &Instance, client: &str) -> String {
    code_for(instance, client, "integration.user").await
}

async fn code_for(instance: &Instance, client: &str, user: &str) -> String {
    let mut browser = Browser::signed_in(instance, user).await;
    let address = authorize(&[("client_id", client)]);
    let answer = browser.decide(&address, "allow").await;
    let there = Url::parse(answer.location()).unwrap();
    let (_, code) = there
        .query_pairs()
        .find(|(name, _)| name == "code")
        .unwrap();
    code.into_owned()
}

/// Redeems the code; `change` replaces, or adds, parameters.
pub(crate) async fn redeem(
    instance: &Instance,
    client: &str,
    code: &str,
    change: &[(&str, &str)],
) -> Answer {
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    form.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    form.extend(change);
    instance.post_form("/oauth_token.do", &[], &form).await
}

#[track_caller]
pub(crate) fn check_refused(answer: &Answer, error: &str) {
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{answer:?}");
    let expect = json!({"error_description": "access_denied", "error": error});
    assert_eq!(answer.json(), expect);
}

#[tokio::test]
async fn a_code_gives_a_token_that_no_cache_keeps() {
    let instance = Instance::new();
    let code = code(&instance, PUBLIC).await;
    let answer = redeem(&instance, PUBLIC, &code, &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let tokens = answer.json();
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 1_800);
    assert_eq!(tokens["scope"], "useraccount");
    assert_eq!(tokens["access_token"].as_str().unwrap().len(), 86);
    assert_eq!(tokens.get("refresh_token"), None, "public clients get none");
}

#[tokio::test]
async fn a_code_is_good_once() {
    let instance = Instance::new();
    let code = code(&instance, PUBLIC).await;
    assert_eq!(
        redeem(&instance, PUBLIC, &code, &[]).await.status,
        StatusCode::OK
    );
    check_refused(
        &redeem(&instance, PUBLIC, &code, &[]).await,
        "invalid_grant",
    );
}

#[tokio::test]
async fn a_code_is_good_for_sixty_seconds() {
    for (seconds, good) in [(59, true), (60, false)] {
        let instance = Instance::new();
        let code = code(&instance, PUBLIC).await;
        instance.state.clock.advance(seconds);
        let answer = redeem(&instance, PUBLIC, &code, &[]).await;
        assert_eq!(answer.status.is_success(), good, "{seconds} s: {answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_bring_one_code_at_once_one_is_served() {
    let instance = Instance::new();
    let code = code(&instance, PUBLIC).await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (instance, code) = (instance.clone(), code.clone());
            tokio::spawn(async move { redeem(&instance, PUBLIC, &code, &[]).await.status })
        })
        .collect();
    let mut served = 0;
    for task in tasks {
        served += usize::from(task.await.unwrap().is_success());
    }
    assert_eq!(served, 1);
}

#[tokio::test]
async fn every_part_of_the_request_must_fit_the_code() {
    let wrong_verifier = "a".repeat(43);
    for (change, error) in [
        (("code", "made-up"), "invalid_grant"),
        (("code", ""), "invalid_grant"),
        (("code_verifier", ""), "invalid_grant"),
        (("code_verifier", &*wrong_verifier), "invalid_grant"),
        (("redirect_uri", "http://localhost:8180"), "invalid_grant"),
        (("redirect_uri", ""), "invalid_grant"),
        (("client_id", "made-up"), "invalid_client"),
        (("client_id", ""), "invalid_client"),
        (("client_id", PRIVATE), "invalid_client"),
        (("grant_type", "password"), "server_error"),
        (("grant_type", ""), "server_error"),
    ] {
        let instance = Instance::new();
        let code = code(&instance, PUBLIC).await;
        check_refused(&redeem(&instance, PUBLIC, &code, &[change]).await, error);
    }
}

#[tokio::test]
async fn a_code_brought_by_another_program_is_spent() {
    let instance = Instance::new();
    let code = code(&instance, PUBLIC).await;
    let change = [("client_secret", "hush")];
    check_refused(
        &redeem(&instance, PRIVATE, &code, &change).await,
        "invalid_grant",
    );
    check_refused(
        &redeem(&instance, PUBLIC, &code, &[]).await,
        "invalid_grant",
    );
}

#[tokio::test]
async fn parameters_count_in_a_forms_body_only() {
    let instance = Instance::new();
    let code = code(&instance, PUBLIC).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", PUBLIC),
        ("code", &*code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    let address = format!("/oauth_token.do?{}", encode(&form));
    check_refused(
        &instance.post_form(&address, &[], &[]).await,
        "invalid_client",
    );
    for kind in ["application/json", "text/plain", ""] {
        let headers = [("content-type", kind)];
        let body = encode(&form);
        let answer = instance
            .send(Method::POST, "/oauth_token.do", &headers, &body)
            .await;
        check_refused(&answer, "server_error");
    }
    let answer = instance.get(&address, &[]).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(
        redeem(&instance, PUBLIC, &code, &[]).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_same_token_is_given_while_it_lasts() {
    let instance = Instance::new();
    let first = sign_in_program(&instance).await;
    instance.state.clock.advance(600);
    let second = sign_in_program(&instance).await;
    assert_eq!(second["access_token"], first["access_token"]);
    assert_eq!(second["expires_in"], 1_200);
    instance.state.clock.advance(1_200);
    let third = sign_in_program(&instance).await;
    assert_ne!(third["access_token"], first["access_token"]);
    assert_eq!(third["expires_in"], 1_800);
}

pub(crate) async fn refresh(
    instance: &Instance,
    client: &str,
    token: &Value,
    secret: &str,
) -> Answer {
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", client),
        ("client_secret", secret),
        ("refresh_token", token.as_str().unwrap_or_default()),
    ];
    instance.post_form("/oauth_token.do", &[], &form).await
}

#[tokio::test]
async fn a_private_program_refreshes_with_one_token_for_a_hundred_days() {
    let instance = Instance::new();
    let secret = [("client_secret", "hush")];
    let code = code(&instance, PRIVATE).await;
    let tokens = redeem(&instance, PRIVATE, &code, &secret).await.json();
    let token = &tokens["refresh_token"];
    let early = refresh(&instance, PRIVATE, token, "hush").await.json();
    assert_eq!(early["access_token"], tokens["access_token"]);
    assert_eq!(
        early.get("refresh_token"),
        None,
        "the answer has no refresh token"
    );
    instance.state.clock.advance(1_800);
    let late = refresh(&instance, PRIVATE, token, "hush").await.json();
    assert_ne!(late["access_token"], tokens["access_token"]);
    assert_eq!(late["expires_in"], 1_800);
    check_refused(
        &refresh(&instance, PRIVATE, token, "guess").await,
        "invalid_client",
    );
    instance.state.clock.advance(8_640_000 - 1_800);
    let answer = refresh(&instance, PRIVATE, token, "hush").await;
    check_refused(&answer, "invalid_grant");
}

#[tokio::test]
async fn signing_in_again_makes_the_refresh_token_last_its_full_time() {
    let instance = Instance::new();
    let secret = [("client_secret", "hush")];
    let first = code(&instance, PRIVATE).await;
    let first = redeem(&instance, PRIVATE, &first, &secret).await.json();
    instance.state.clock.advance(8_000_000);
    let second = code(&instance, PRIVATE).await;
    let second = redeem(&instance, PRIVATE, &second, &secret).await.json();
    assert_eq!(second["refresh_token"], first["refresh_token"]);
    instance.state.clock.advance(8_000_000);
    let answer = refresh(&instance, PRIVATE, &first["refresh_token"], "hush").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_public_program_refreshes_only_where_the_instance_lets_it() {
    let instance = Instance::new();
    sign_in_program(&instance).await;
    let answer = refresh(&instance, PUBLIC, &json!("made-up"), "").await;
    check_refused(&answer, "server_error");

    let instance = Instance::with(Config {
        refresh_tokens: true,
        ..Config::default()
    });
    let tokens = sign_in_program(&instance).await;
    instance.state.clock.advance(1_800);
    let answer = refresh(&instance, PUBLIC, &tokens["refresh_token"], "").await;
    assert_eq!(answer.status, StatusCode::OK);
    let answer = refresh(&instance, PUBLIC, &tokens["access_token"], "").await;
    check_refused(&answer, "invalid_grant");
}

#[tokio::test]
async fn a_user_who_may_no_longer_sign_in_gets_no_token() {
    let instance = Instance::new();
    let code = code(&instance, PUBLIC).await;
    let store = &instance.state.store;
    let found = store
        .find("sys_user", &[("user_name", "integration.user")])
        .unwrap();
    let change = [("active".to_owned(), "false".to_owned())].into();
    store
        .update("sys_user", &found[0]["sys_id"], change, "admin")
        .unwrap();
    check_refused(&redeem(&instance, PUBLIC, &code, &[]).await, "server_error");
}

#[tokio::test]
async fn revoking_ends_the_token_and_says_nothing_of_it() {
    for path in ["/oauth_revoke_token.do", "/oauth_revoke.do"] {
        let instance = Instance::new();
        let tokens = sign_in_program(&instance).await;
        let token = tokens["access_token"].as_str().unwrap();
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        let call = "/api/now/table/incident";
        assert_eq!(instance.get(call, &headers).await.status, StatusCode::OK);
        for token in [token, token, "made-up"] {
            let answer = instance.get(&format!("{path}?token={token}"), &[]).await;
            assert_eq!((answer.status, &*answer.body), (StatusCode::OK, ""));
        }
        let answer = instance.get(call, &headers).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        let again = sign_in_program(&instance).await;
        assert_ne!(again["access_token"], tokens["access_token"]);
    }
}

#[tokio::test]
async fn a_registry_record_may_take_plain_challenges() {
    let instance = Instance::new();
    let column = "code_challenge_method";
    instance.change("oauth_entity", "client_id", PUBLIC, column, "plain");
    for method in ["plain", ""] {
        let mut browser = Browser::signed_in(&instance, "integration.user").await;
        let plain = [
            ("code_challenge", VERIFIER),
            ("code_challenge_method", method),
        ];
        let answer = browser.decide(&authorize(&plain), "allow").await;
        let there = Url::parse(answer.location()).unwrap();
        let code = there.query_pairs().find(|(name, _)| name == "code");
        let code = code.unwrap().1.into_owned();
        let answer = redeem(&instance, PUBLIC, &code, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{method}: {answer:?}");
    }
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let short = [
        ("code_challenge", "short"),
        ("code_challenge_method", "plain"),
    ];
    let answer = browser.get(&authorize(&short)).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
