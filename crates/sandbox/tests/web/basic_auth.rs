//! Basic authentication: who may call so, and the second factor.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD};
use time::macros::datetime;

use crate::{
    browser::{Browser, field},
    instance::{Answer, Instance, PRIVATE},
};

const INCIDENTS: &str = "/api/now/table/incident";
const USER: &str = "integration.user";

/// The secret of RFC 6238, appendix B, and its code at 2009-02-13 23:31:30.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const CODE: &str = "005924";

async fn call(instance: &Instance, password: &str, more: &[(&str, &str)]) -> Answer {
    let basic = format!("Basic {}", STANDARD.encode(format!("{USER}:{password}")));
    let headers = [&[("authorization", &*basic)], more].concat();
    instance.get(INCIDENTS, &headers).await
}

async fn check(instance: &Instance, expect: u16) {
    let answer = call(instance, "snowline", &[]).await;
    assert_eq!(answer.status.as_u16(), expect, "{answer:?}");
}

fn restricted() -> Instance {
    let instance = Instance::new();
    let name = |last: &str| format!("glide.authenticate.basic_auth.restriction.{last}");
    instance.set_property(&name("active"), "true");
    instance.set_property(&name("enforce"), "true");
    instance
}

#[tokio::test]
async fn basic_authentication_can_be_restricted_to_a_role_and_to_users() {
    let instance = Instance::new();
    instance.set_property("glide.authenticate.basic_auth.restriction.active", "true");
    // Tracking: nobody is blocked yet.
    check(&instance, 200).await;
    instance.set_property("glide.authenticate.basic_auth.restriction.enforce", "true");
    check(&instance, 401).await;
    instance.give_role(USER, "admin");
    check(&instance, 401).await;
    instance.give_role(USER, "snc_basic_auth_api_access");
    check(&instance, 200).await;
    instance.set_property(
        "glide.authenticate.basic_auth.allowed_roles",
        "other, another",
    );
    check(&instance, 401).await;
    instance.give_role(USER, "another");
    check(&instance, 200).await;
    // The emergency switch.
    let instance = restricted();
    let active = "glide.authenticate.basic_auth.restriction.active";
    check(&instance, 401).await;
    instance.change("sys_properties", "name", active, "value", "false");
    check(&instance, 200).await;
    let instance = restricted();
    let id = instance.id_of("sys_user", "user_name", USER);
    instance.set_property(
        "glide.authenticate.basic_auth.allowed_users",
        &format!("x,{id}"),
    );
    check(&instance, 200).await;
}

#[tokio::test]
async fn users_for_web_services_call_all_the_same_and_external_ones_by_their_property() {
    let instance = restricted();
    instance.change(
        "sys_user",
        "user_name",
        USER,
        "web_service_access_only",
        "true",
    );
    check(&instance, 200).await;
    instance.set_property("glide.authenticate.basic_auth.allow_wsao", "false");
    check(&instance, 401).await;
    let instance = restricted();
    instance.give_role(USER, "snc_external");
    instance.give_role(USER, "snc_basic_auth_api_access");
    check(&instance, 401).await;
    instance.set_property("glide.authenticate.basic_auth.allow_snc_external", "true");
    check(&instance, 200).await;
}

#[tokio::test]
async fn the_restriction_is_for_calls_by_password_only() {
    let instance = restricted();
    let answer = call(&instance, "snowline", &[]).await;
    assert_eq!(answer.header("x-is-logged-in"), Some("false"));
    assert_eq!(answer.json()["error"]["message"], "User Not Authenticated");
    let mut browser = Browser::signed_in(&instance, USER).await;
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    assert_eq!(password_grant(&instance).await.status, StatusCode::OK);
}

async fn password_grant(instance: &Instance) -> Answer {
    let form = [
        ("grant_type", "password"),
        ("client_id", PRIVATE),
        ("client_secret", "hush"),
        ("username", USER),
        ("password", "snowline"),
    ];
    instance.post_form("/oauth_token.do", &[], &form).await
}

/// An instance whose user has an authenticator app.
fn with_second_factor() -> Instance {
    let instance = Instance::new();
    let now = instance.state.clock.now();
    let then = datetime!(2009-02-13 23:31:30 UTC);
    instance.state.clock.advance((then - now).whole_seconds());
    let user = instance.id_of("sys_user", "user_name", USER);
    let values = [("user", &*user), ("multifactor_secret", SECRET)];
    instance.insert("user_multifactor_auth", &values);
    instance
}

#[tokio::test]
async fn a_user_with_a_second_factor_needs_its_code() {
    let instance = with_second_factor();
    check(&instance, 200).await;
    instance.set_property("glide.authenticate.multifactor", "true");
    check(&instance, 200).await;
    instance.change(
        "sys_user",
        "user_name",
        USER,
        "enable_multifactor_authn",
        "true",
    );
    let answer = call(&instance, "snowline", &[]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.header("x-mfa_token").is_some(), "{answer:?}");
    let by_header = call(&instance, "snowline", &[("x-mfa_token", CODE)]).await;
    assert_eq!(by_header.status, StatusCode::OK);
    let behind = call(&instance, &format!("snowline{CODE}"), &[]).await;
    assert_eq!(behind.status, StatusCode::OK);
    for (password, code) in [
        ("snowline", "000000"),
        ("snowline", ""),
        ("snowline000000", ""),
        ("wrong", CODE),
        ("ö", ""),
    ] {
        let answer = call(&instance, password, &[("x-mfa_token", code)]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{password} {code}");
    }
    assert_eq!(
        password_grant(&instance).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn the_code_lets_through_where_basic_authentication_is_restricted() {
    let instance = with_second_factor();
    for last in ["active", "enforce"] {
        let name = format!("glide.authenticate.basic_auth.restriction.{last}");
        instance.set_property(&name, "true");
    }
    check(&instance, 401).await;
    let answer = call(&instance, &format!("snowline{CODE}"), &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn the_sign_in_page_asks_for_the_code_after_the_password() {
    let instance = with_second_factor();
    instance.set_property("glide.authenticate.multifactor", "true");
    instance.change(
        "sys_user",
        "user_name",
        USER,
        "enable_multifactor_authn",
        "true",
    );
    let mut browser = Browser::new(&instance);
    let answer = browser.sign_in(USER, "snowline", "/incident_list.do").await;
    let page = answer.location().to_owned();
    assert!(
        page.starts_with("/validate_multifactor_auth_code.do?uri="),
        "{page}"
    );
    // Nobody is signed in yet.
    assert!(browser.get("/").await.location().starts_with("/login.do"));
    let token = field(&browser.get(&page).await.body, "sysparm_ck");
    let form = |code| {
        [
            ("sysparm_ck", &*token),
            ("uri", "/incident_list.do"),
            ("txtResponse", code),
        ]
    };
    let path = "/validate_multifactor_auth_code.do";
    let wrong = browser.post(path, &form("123456")).await;
    assert!(
        wrong.body.contains("verification code is invalid"),
        "{wrong:?}"
    );
    let answer = browser.post(path, &form(CODE)).await;
    assert_eq!(answer.location(), "/incident_list.do");
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    // Without a password before it there is no such page.
    let mut other = Browser::new(&instance);
    assert!(other.get(path).await.location().starts_with("/login.do"));
    assert!(
        other
            .post(path, &form(CODE))
            .await
            .location()
            .starts_with("/login.do")
    );
}
