//! Assertions in exchange for tokens: `jwt-bearer`.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use serde_json::{Value, json};

use crate::{
    grants::{caller, request},
    instance::{Instance, PRIVATE},
    token::check_refused,
};

const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

#[tokio::test]
async fn an_assertion_of_a_trusted_issuer_about_a_user_gives_a_token() {
    let instance = Instance::new();
    let sign = |change: Value| {
        let mut claims = json!({
            "iss": snowline_sandbox::jwt::TEST_ISSUER,
            "aud": PRIVATE, "sub": "integration.user", "exp": 1_800_000_000,
        });
        claims
            .as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        instance.state.keys.issuer().unwrap().sign(&claims).unwrap()
    };
    let bring = async |assertion: &str| {
        let form = [("grant_type", JWT_BEARER), ("assertion", assertion)];
        request(&instance, &form).await
    };
    let tokens = bring(&sign(json!({}))).await.json();
    assert_eq!(caller(&instance, &tokens).await, "\"integration.user\"");
    for (change, error) in [
        (json!({"aud": "another"}), "invalid_grant"),
        (json!({"iss": "https://evil.example"}), "invalid_grant"),
        (json!({"exp": 1}), "invalid_grant"),
        (json!({"sub": "nobody"}), "server_error"),
    ] {
        check_refused(&bring(&sign(change)).await, error);
    }
    let other = snowline_sandbox::jwt::Signer::new().unwrap();
    let forged = json!({
        "iss": snowline_sandbox::jwt::TEST_ISSUER,
        "aud": PRIVATE, "sub": "admin", "exp": 1_800_000_000,
    });
    for assertion in ["", "a.b.c", &other.sign(&forged).unwrap()] {
        check_refused(&bring(assertion).await, "invalid_grant");
    }
}

/// A certificate, and a way to sign with its key.
fn certified() -> (String, impl Fn(&str, &str) -> String) {
    let made = rcgen::generate_simple_self_signed(["client.example".to_owned()]).unwrap();
    let key = made.signing_key.serialize_der();
    let (kind, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
    let key = EcdsaKeyPair::from_pkcs8(kind, &key, &random).unwrap();
    let sign = move |kid: &str, sub: &str| {
        let header = json!({"alg": "ES256", "kid": kid});
        let claims = json!({"iss": PRIVATE, "aud": PRIVATE, "sub": sub, "exp": 1_800_000_000});
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature = key.sign(&random, signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    };
    (made.cert.pem(), sign)
}

#[tokio::test]
async fn an_assertion_is_verified_by_the_certificate_of_the_registry_record() {
    let instance = Instance::new();
    let (pem, sign) = certified();
    let certificate = instance.insert("sys_certificate", &[("pem_certificate", &pem)]);
    let entity = instance.id_of("oauth_entity", "client_id", PRIVATE);
    let map = [
        ("oauth_jwt", &*entity),
        ("kid", "key-1"),
        ("sys_certificate", &*certificate),
    ];
    instance.insert("jwt_verifier_map", &map);
    let bring = async |assertion: &str| {
        let form = [("grant_type", JWT_BEARER), ("assertion", assertion)];
        request(&instance, &form).await
    };
    let tokens = bring(&sign("key-1", "integration.user")).await.json();
    assert_eq!(caller(&instance, &tokens).await, "\"integration.user\"");
    check_refused(
        &bring(&sign("key-2", "integration.user")).await,
        "invalid_grant",
    );
    check_refused(&bring(&sign("key-1", "nobody")).await, "server_error");
    check_refused(&bring(&sign("key-1", "admin")).await, "server_error");
    let (_, other) = certified();
    check_refused(
        &bring(&other("key-1", "integration.user")).await,
        "invalid_grant",
    );
    let (email, user) = ("i@example.com", "integration.user");
    instance.change("sys_user", "user_name", user, "email", email);
    instance.change("oauth_entity", "client_id", PRIVATE, "user_field", "email");
    assert_eq!(bring(&sign("key-1", email)).await.status, StatusCode::OK);
    instance.change("sys_certificate", "sys_id", &certificate, "active", "false");
    check_refused(&bring(&sign("key-1", email)).await, "invalid_grant");
}
