//! Tokens of identity providers in place of the instance's own.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use snowline_sandbox::{
    jwt::{Issuer, Signer, TEST_ISSUER},
    seed,
    state::Config,
};

use crate::{instance::Instance, token::sign_in_program};

const ME: &str = "/api/now/table/sys_user?sysparm_query=sys_id=javascript:gs.getUserID()";
const AUDIENCE: &str = "api://portal";

/// Registers a provider and the program whose tokens are taken.
fn register(instance: &Instance, issuer: &str, change: &[(&str, &str)]) {
    let address = format!("{issuer}/.well-known/openid-configuration");
    let mut provider = vec![
        ("oidc_config_url", &*address),
        ("user_claim", "upn"),
        ("user_field", "email"),
    ];
    provider.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    provider.extend(change);
    let provider = instance.insert("oidc_provider_configuration", &provider);
    let entity = [
        ("client_id", AUDIENCE),
        ("type", "oidc"),
        ("oidc_provider_configuration", &provider),
    ];
    instance.insert("oauth_entity", &entity);
    let email = "integration.user@example.com";
    instance.change("sys_user", "user_name", "integration.user", "email", email);
}

fn claims(change: Value) -> Value {
    let mut claims = json!({
        "iss": TEST_ISSUER,
        "aud": AUDIENCE,
        "upn": "integration.user@example.com",
        "jti": "1",
        "exp": 1_800_000_000,
    });
    let change = change.as_object().unwrap().clone();
    claims.as_object_mut().unwrap().extend(change);
    claims
}

/// Who calls with this token, `None` when nobody does.
async fn caller(instance: &Instance, token: &str) -> Option<String> {
    let bearer = format!("Bearer {token}");
    let answer = instance.get(ME, &[("authorization", &bearer)]).await;
    if answer.status == StatusCode::UNAUTHORIZED {
        assert_eq!(answer.header("x-is-logged-in"), Some("false"));
        let message = &answer.json()["error"]["message"];
        assert_eq!(message, "User Not Authenticated");
        return None;
    }
    let name = answer.json()["result"][0]["user_name"].clone();
    Some(name.as_str().unwrap().to_owned())
}

async fn check(instance: &Instance, change: Value, expect: Option<&str>) {
    let token = instance.state.keys.issuer().unwrap();
    let token = token.sign(&claims(change.clone())).unwrap();
    let found = caller(instance, &token).await;
    assert_eq!(found.as_deref(), expect, "{change}");
}

#[tokio::test]
async fn a_registered_providers_token_speaks_for_the_user_that_it_claims() {
    let instance = Instance::new();
    register(&instance, TEST_ISSUER, &[]);
    let user = Some("integration.user");
    check(&instance, json!({}), user).await;
    check(&instance, json!({"aud": ["other", AUDIENCE]}), user).await;
    for refused in [
        json!({"aud": "api://other"}),
        json!({"aud": null}),
        json!({"exp": 1_700_000_000}),
        json!({"exp": null}),
        json!({"nbf": 1_799_999_999}),
        json!({"iss": "https://evil.example"}),
        json!({"upn": "nobody@example.com"}),
        json!({"upn": ""}),
        json!({"upn": null}),
    ] {
        check(&instance, refused, None).await;
    }
}

#[tokio::test]
async fn a_token_of_other_keys_speaks_for_nobody() {
    let instance = Instance::new();
    register(&instance, TEST_ISSUER, &[]);
    let forged = Signer::new().unwrap().sign(&claims(json!({}))).unwrap();
    assert_eq!(caller(&instance, &forged).await, None);
}

#[tokio::test]
async fn without_a_registration_no_token_counts() {
    let instance = Instance::new();
    check(&instance, json!({}), None).await;
    register(&instance, "https://another.example", &[]);
    check(&instance, json!({}), None).await;
}

#[tokio::test]
async fn a_user_who_may_not_sign_in_is_not_spoken_for() {
    let instance = Instance::new();
    register(&instance, TEST_ISSUER, &[]);
    instance.change(
        "sys_user",
        "user_name",
        "integration.user",
        "locked_out",
        "true",
    );
    check(&instance, json!({}), None).await;
}

#[tokio::test]
async fn claim_and_field_are_the_providers() {
    let instance = Instance::new();
    let provider = [("user_claim", "sub"), ("user_field", "user_name")];
    register(&instance, TEST_ISSUER, &provider);
    check(
        &instance,
        json!({"sub": "integration.user"}),
        Some("integration.user"),
    )
    .await;
    check(&instance, json!({}), None).await;
    // Two users whom one claim could mean are nobody.
    let instance = Instance::new();
    register(&instance, TEST_ISSUER, &[]);
    let email = "integration.user@example.com";
    instance.change("sys_user", "user_name", "abel.tuter", "email", email);
    check(&instance, json!({}), None).await;
}

#[tokio::test]
async fn with_jti_verification_a_token_calls_once() {
    let instance = Instance::new();
    register(
        &instance,
        TEST_ISSUER,
        &[("enable_jti_verification", "true")],
    );
    check(&instance, json!({"jti": "a"}), Some("integration.user")).await;
    check(&instance, json!({"jti": "a"}), None).await;
    check(&instance, json!({"jti": "b"}), Some("integration.user")).await;
    check(&instance, json!({"jti": null}), None).await;
}

#[tokio::test]
async fn an_issuer_whose_keys_were_given_at_the_start_is_known() {
    let signer = Signer::new().unwrap();
    let set = json!({"keys": [signer.jwk(), {"kty": "oct"}]}).to_string();
    let name = "https://login.example/tenant";
    let config = Config {
        issuers: vec![Issuer::read(name, &set).unwrap()],
        ..Config::default()
    };
    let instance = Instance::with(config);
    register(&instance, name, &[]);
    let token = signer.sign(&claims(json!({"iss": name}))).unwrap();
    let found = caller(&instance, &token).await;
    assert_eq!(found.as_deref(), Some("integration.user"));
}

#[test]
fn a_key_set_without_a_key_is_a_mistake() {
    for set in ["", "{}", r#"{"keys": []}"#, r#"{"keys": [{"kty": "oct"}]}"#] {
        assert!(Issuer::read("https://login.example", set).is_err(), "{set}");
    }
}

#[tokio::test]
async fn an_own_token_is_looked_for_first() {
    let instance = Instance::new();
    let tokens = sign_in_program(&instance).await;
    let token = tokens["access_token"].as_str().unwrap();
    let found = caller(&instance, token).await;
    assert_eq!(found.as_deref(), Some("integration.user"));
}

#[tokio::test]
async fn the_control_interface_gives_a_token_that_the_demo_takes() {
    let instance = Instance::with(Config {
        control: true,
        ..Config::default()
    });
    let portal = Some("http://localhost:8180");
    instance.state.store.clear().unwrap();
    seed::demo(&instance.state.store, portal).unwrap();
    let path = "/__sandbox/id_token";
    let sent = r#"{"upn": "abel.tuter@example.com"}"#;
    let answer = instance.send(Method::POST, path, &[], sent).await;
    let token = answer.json()["id_token"].as_str().unwrap().to_owned();
    let found = caller(&instance, &token).await;
    assert_eq!(found.as_deref(), Some("abel.tuter"));
    let answer = instance.send(Method::POST, path, &[], "[]").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_token_makes_its_user_where_the_provider_may() {
    let instance = Instance::new();
    register(&instance, TEST_ISSUER, &[("auto_provision_user", "true")]);
    let new = json!({"upn": "jo@example.com", "given_name": "Jo", "family_name": "Doe", "name": "Jo Doe"});
    check(&instance, new.clone(), Some("jo@example.com")).await;
    check(&instance, new, Some("jo@example.com")).await;
    let made = instance.rows("sys_user");
    let made: Vec<_> = made
        .iter()
        .filter(|row| row["email"] == "jo@example.com")
        .collect();
    assert_eq!(made.len(), 1);
    assert_eq!(made[0]["last_name"], "Doe");
    // Who is there already and may not sign in stays out.
    instance.change("sys_user", "email", "jo@example.com", "active", "false");
    check(&instance, json!({"upn": "jo@example.com"}), None).await;
    check(&instance, json!({"upn": ""}), None).await;
    check(&instance, json!({"upn": "x".repeat(200)}), None).await;
}
