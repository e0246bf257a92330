//! The grants of `/oauth_token.do` besides code and refresh, and what the
//! instance's properties and the registry's records change.

use axum::http::StatusCode;
use serde_json::{Value, json};
use snowline_sandbox::state::Config;

use crate::{
    instance::{Answer, Instance, PRIVATE, PUBLIC, encode},
    token::{check_refused, code, redeem, refresh, sign_in_program},
};

/// A token request of the private program; `change` replaces, or adds.
pub(crate) async fn request(instance: &Instance, form: &[(&str, &str)]) -> Answer {
    let mut whole = vec![("client_id", PRIVATE), ("client_secret", "hush")];
    whole.retain(|(name, _)| !form.iter().any(|(given, _)| given == name));
    whole.extend(form);
    instance.post_form("/oauth_token.do", &[], &whole).await
}

const PASSWORD: [(&str, &str); 3] = [
    ("grant_type", "password"),
    ("username", "integration.user"),
    ("password", "snowline"),
];

fn with<'a>(form: &[(&'a str, &'a str)], change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = form.to_vec();
    form.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    form.extend(change);
    form
}

/// Who calls with this token.
pub(crate) async fn caller(instance: &Instance, tokens: &Value) -> String {
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let path = "/api/now/table/sys_user?sysparm_query=sys_id=javascript:gs.getUserID()";
    let answer = instance.get(path, &[("authorization", &bearer)]).await;
    answer.json()["result"][0]["user_name"].to_string()
}

#[tokio::test]
async fn a_private_program_brings_a_persons_password() {
    let instance = Instance::new();
    let answer = request(&instance, &PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let tokens = answer.json();
    assert_eq!(tokens["scope"], "useraccount");
    assert!(tokens["refresh_token"].is_string());
    assert_eq!(caller(&instance, &tokens).await, "\"integration.user\"");
    instance.state.clock.advance(600);
    let again = request(&instance, &PASSWORD).await.json();
    assert_eq!(again["access_token"], tokens["access_token"]);
    assert_eq!(again["refresh_token"], tokens["refresh_token"]);
    assert_eq!(again["expires_in"], 1_200);
}

#[tokio::test]
async fn a_secret_can_be_sent_in_the_header() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    for (pair, body, served) in [
        ("private-client:hush", PRIVATE, true),
        ("private-client:hush", "", true),
        ("private-client:guess", PRIVATE, false),
        ("private-client:hush", PUBLIC, false),
        ("another:hush", "", false),
    ] {
        let instance = Instance::new();
        let basic = format!("Basic {}", STANDARD.encode(pair));
        let form = with(&PASSWORD, &[("client_id", body)]);
        let headers = [("authorization", &*basic)];
        let answer = instance.post_form("/oauth_token.do", &headers, &form).await;
        match served {
            true => assert_eq!(answer.status, StatusCode::OK, "{pair} {body}"),
            false => check_refused(&answer, "invalid_client"),
        }
    }
}

#[tokio::test]
async fn a_password_that_gives_no_token() {
    for (change, error) in [
        (("password", "guess"), "server_error"),
        (("password", ""), "server_error"),
        (("username", "nobody"), "server_error"),
        (("client_id", PUBLIC), "server_error"),
        (("client_secret", "guess"), "invalid_client"),
    ] {
        let instance = Instance::new();
        let answer = request(&instance, &with(&PASSWORD, &[change])).await;
        check_refused(&answer, error);
    }
}

#[tokio::test]
async fn the_passwords_user_must_be_one_who_may_sign_in() {
    for (column, value) in [
        ("active", "false"),
        ("locked_out", "true"),
        ("web_service_access_only", "true"),
    ] {
        let instance = Instance::new();
        instance.change("sys_user", "user_name", "integration.user", column, value);
        check_refused(&request(&instance, &PASSWORD).await, "server_error");
    }
    let instance = Instance::new();
    instance.give_role("integration.user", "snc_read_only");
    check_refused(&request(&instance, &PASSWORD).await, "server_error");
}

#[tokio::test]
async fn a_property_turns_passwords_away() {
    let instance = Instance::new();
    instance.set_property("glide.oauth.inbound.ropc.grant_type.disabled", "true");
    check_refused(&request(&instance, &PASSWORD).await, "server_error");
}

#[tokio::test]
async fn client_credentials_need_the_property_and_an_application_user() {
    const ENABLED: &str = "glide.oauth.inbound.client.credential.grant_type.enabled";
    let form = [("grant_type", "client_credentials")];
    let instance = Instance::new();
    check_refused(&request(&instance, &form).await, "server_error");
    instance.set_property(ENABLED, "true");
    check_refused(&request(&instance, &form).await, "server_error");
    let user = instance.id_of("sys_user", "user_name", "integration.user");
    instance.change("oauth_entity", "client_id", PRIVATE, "user", &user);
    let tokens = request(&instance, &form).await.json();
    assert_eq!(caller(&instance, &tokens).await, "\"integration.user\"");
    assert_eq!(tokens.get("refresh_token"), None);
    instance.change("oauth_entity", "client_id", PUBLIC, "user", &user);
    let public = with(&form, &[("client_id", PUBLIC)]);
    check_refused(&request(&instance, &public).await, "server_error");
}

#[tokio::test]
async fn parameters_in_the_address_count_when_the_property_lets_them() {
    let instance = Instance::new();
    let secret = [("client_id", PRIVATE), ("client_secret", "hush")];
    let address = format!("/oauth_token.do?{}", encode(&with(&PASSWORD, &secret)));
    let answer = instance.post_form(&address, &[], &[]).await;
    check_refused(&answer, "invalid_client");
    instance.set_property("glide.oauth.allow.parameters.in.post.body.only", "false");
    let answer = instance.post_form(&address, &[], &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn lifetimes_are_those_of_the_registry_record() {
    let instance = Instance::new();
    for (column, seconds) in [
        ("access_token_lifespan", "60"),
        ("refresh_token_lifespan", "120"),
        ("auth_code_lifespan", "5"),
    ] {
        instance.change("oauth_entity", "client_id", PRIVATE, column, seconds);
    }
    let secret = [("client_secret", "hush")];
    let late = code(&instance, PRIVATE).await;
    instance.state.clock.advance(5);
    let answer = redeem(&instance, PRIVATE, &late, &secret).await;
    check_refused(&answer, "invalid_grant");
    let tokens = request(&instance, &PASSWORD).await.json();
    assert_eq!(tokens["expires_in"], 60);
    let token = &tokens["refresh_token"];
    instance.state.clock.advance(119);
    let answer = refresh(&instance, PRIVATE, token, "hush").await;
    assert_eq!(answer.status, StatusCode::OK);
    instance.state.clock.advance(1);
    let answer = refresh(&instance, PRIVATE, token, "hush").await;
    check_refused(&answer, "invalid_grant");
}

#[tokio::test]
async fn refresh_tokens_rotate_where_the_switch_says_so() {
    let instance = Instance::with(Config {
        refresh_tokens: true,
        rotate_refresh_tokens: true,
        ..Config::default()
    });
    let first = sign_in_program(&instance).await["refresh_token"].clone();
    let answer = refresh(&instance, PUBLIC, &first, "").await.json();
    let second = &answer["refresh_token"];
    assert!(second.is_string());
    assert_ne!(*second, first);
    let used = refresh(&instance, PUBLIC, &first, "").await;
    check_refused(&used, "invalid_grant");
    let answer = refresh(&instance, PUBLIC, second, "").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_bring_one_rotating_token_at_once_one_is_served() {
    let instance = Instance::with(Config {
        refresh_tokens: true,
        rotate_refresh_tokens: true,
        ..Config::default()
    });
    let token = sign_in_program(&instance).await["refresh_token"].clone();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (instance, token) = (instance.clone(), token.clone());
            tokio::spawn(async move { refresh(&instance, PUBLIC, &token, "").await.status })
        })
        .collect();
    let mut served = 0;
    for task in tasks {
        served += usize::from(task.await.unwrap().is_success());
    }
    assert_eq!(served, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_who_ask_at_once_get_the_same_token() {
    let instance = Instance::new();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let instance = instance.clone();
            tokio::spawn(async move { request(&instance, &PASSWORD).await.json() })
        })
        .collect();
    let mut tokens = std::collections::HashSet::new();
    for task in tasks {
        let answer = task.await.unwrap();
        tokens.insert((
            answer["access_token"].to_string(),
            answer["refresh_token"].to_string(),
        ));
    }
    assert_eq!(tokens.len(), 1);
    assert_eq!(instance.rows("oauth_credential").len(), 2);
}

#[tokio::test]
async fn a_token_is_a_row_that_shows_nothing_to_use_and_expires_when_revoked() {
    let instance = Instance::new();
    let tokens = request(&instance, &PASSWORD).await.json();
    let rows = instance.rows("oauth_credential");
    let types: Vec<_> = rows.iter().map(|row| row["type"].as_str()).collect();
    assert_eq!(types, ["access_token", "refresh_token"]);
    assert_eq!(rows[0]["expires"], "2026-11-21 12:30:00");
    let basic = "Basic YWRtaW46c25vd2xpbmU=";
    let path = "/api/now/table/oauth_credential";
    let shown = instance.get(path, &[("authorization", basic)]).await;
    assert!(shown.body.contains("2026-11-21 12:30:00"), "{shown:?}");
    for name in ["access_token", "refresh_token"] {
        let token = tokens[name].as_str().unwrap();
        assert!(!shown.body.contains(token), "{shown:?}");
        let path = format!("/oauth_revoke_token.do?token={token}");
        instance.get(&path, &[]).await;
    }
    let ends: Vec<_> = instance.rows("oauth_credential");
    assert!(
        ends.iter()
            .all(|row| row["expires"] == "2026-11-21 12:00:00")
    );
    let answer = refresh(&instance, PRIVATE, &tokens["refresh_token"], "hush").await;
    check_refused(&answer, "invalid_grant");
}

#[tokio::test]
async fn a_token_can_be_a_jwt_which_the_instances_own_keys_verify() {
    let instance = Instance::new();
    instance.change("oauth_entity", "client_id", PRIVATE, "token_format", "JWT");
    let tokens = request(&instance, &PASSWORD).await.json();
    let keys = instance.get("/api/now/oauth/jwks", &[]).await;
    assert_eq!(keys.status, StatusCode::OK);
    let key = snowline_sandbox::jwt::Key::read(&keys.json()["keys"][0]).unwrap();
    let text = tokens["access_token"].as_str().unwrap();
    assert!(key.verifies(&snowline_sandbox::jwt::Jwt::read(text).unwrap()));
    assert_eq!(tokens["refresh_token"].as_str().unwrap().len(), 86);
    assert_eq!(caller(&instance, &tokens).await, "\"integration.user\"");
    let again = request(&instance, &PASSWORD).await.json();
    assert_eq!(again["access_token"], tokens["access_token"]);
}

#[tokio::test]
async fn a_token_answer_begins_a_session_that_ends_with_the_token() {
    for (property, lasts) in [("true", false), ("false", true)] {
        let instance = Instance::new();
        let property_name = "glide.authenticate.oauth.post.token.expiration.cookie_auth.disabled";
        instance.set_property(property_name, property);
        instance.change(
            "oauth_entity",
            "client_id",
            PRIVATE,
            "access_token_lifespan",
            "60",
        );
        let answer = request(&instance, &PASSWORD).await;
        let cookie = answer.header("set-cookie").unwrap().to_owned();
        let cookie = cookie.split(';').next().unwrap();
        let home = instance.get("/", &[("cookie", cookie)]).await;
        assert_eq!(home.status, StatusCode::OK);
        instance.state.clock.advance(60);
        let home = instance.get("/", &[("cookie", cookie)]).await;
        assert_eq!(home.status.is_success(), lasts, "{property}");
    }
}

#[tokio::test]
async fn an_access_token_counts_in_the_address_too() {
    let instance = Instance::new();
    let tokens = request(&instance, &PASSWORD).await.json();
    let token = tokens["access_token"].as_str().unwrap();
    let path = format!("/api/now/table/incident?access_token={token}");
    assert_eq!(instance.get(&path, &[]).await.status, StatusCode::OK);
    let path = "/api/now/table/incident?access_token=made-up";
    let answer = instance.get(path, &[]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_key_that_was_replaced_stays_in_the_key_set_for_105_days() {
    let instance = Instance::new();
    let keys = async || instance.get("/api/now/oauth/jwks", &[]).await.json()["keys"].clone();
    instance.change("oauth_entity", "client_id", PRIVATE, "token_format", "JWT");
    let tokens = request(&instance, &PASSWORD).await.json();
    let before = keys().await;
    let now = instance.state.clock.now();
    instance.state.keys.replace_own(now).unwrap();
    let after = keys().await;
    assert_eq!(after.as_array().unwrap().len(), 2);
    assert_eq!(after[1], before[0]);
    // What the old key has signed still counts, what is new is the new one's.
    assert_eq!(caller(&instance, &tokens).await, "\"integration.user\"");
    instance.state.clock.advance(1_800);
    let tokens = request(&instance, &PASSWORD).await.json();
    let key = snowline_sandbox::jwt::Key::read(&after[0]).unwrap();
    let text = tokens["access_token"].as_str().unwrap();
    assert!(key.verifies(&snowline_sandbox::jwt::Jwt::read(text).unwrap()));
    let day = 24 * 60 * 60;
    instance.state.clock.advance(105 * day - 1_801);
    assert_eq!(keys().await.as_array().unwrap().len(), 2);
    instance.state.clock.advance(1);
    assert_eq!(keys().await, json!([after[0]]));
}
