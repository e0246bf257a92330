//! Signing in and out at the instance's own pages.

use axum::http::StatusCode;
use snowline_sandbox::store::Row;

use crate::{
    browser::{Browser, field},
    instance::Instance,
};

#[tokio::test]
async fn the_password_opens_the_page_that_was_asked_for() {
    let instance = Instance::new();
    let mut browser = Browser::new(&instance);
    let answer = browser.get("/incident.do?sys_id=1&x=a%26b").await;
    let login = answer.location().to_owned();
    assert!(login.starts_with("/login.do?uri="), "{login}");
    let page = browser.get(&login).await;
    for label in [
        ">User name</label>",
        ">Password</label>",
        ">Log in</button>",
    ] {
        assert!(page.body.contains(label), "{label}");
    }
    let back = field(&page.body, "uri");
    assert_eq!(back, "/incident.do?sys_id=1&x=a%26b");
    let answer = browser.sign_in("integration.user", "snowline", &back).await;
    assert_eq!(answer.location(), back);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
}

#[track_caller]
fn check_refused(answer: &crate::instance::Answer) {
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("set-cookie"), None);
    assert!(
        answer.body.contains("User name or password invalid"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn a_wrong_password_opens_nothing() {
    let instance = Instance::new();
    let mut browser = Browser::new(&instance);
    for (user, password) in [
        ("integration.user", "Snowline"),
        ("integration.user", ""),
        ("nobody", "snowline"),
        ("", ""),
        ("<script>", "'\""),
    ] {
        let answer = browser.sign_in(user, password, "/").await;
        check_refused(&answer);
        assert!(!answer.body.contains("<script>"));
    }
    assert!(browser.get("/").await.location().starts_with("/login.do"));
}

#[tokio::test]
async fn users_who_may_not_sign_in_do_not() {
    for column in ["locked_out", "web_service_access_only"] {
        let instance = Instance::new();
        let found = instance
            .state
            .store
            .find("sys_user", &[("user_name", "abel.tuter")]);
        let id = found.unwrap()[0]["sys_id"].clone();
        let change = Row::from([(column.to_owned(), "true".to_owned())]);
        instance
            .state
            .store
            .update("sys_user", &id, change, "admin")
            .unwrap();
        let mut browser = Browser::new(&instance);
        check_refused(&browser.sign_in("abel.tuter", "snowline", "/").await);
    }
}

#[tokio::test]
async fn a_form_of_somebody_elses_making_signs_nobody_in() {
    let instance = Instance::new();
    let form = [
        ("user_name", "admin"),
        ("user_password", "snowline"),
        ("sysparm_ck", ""),
    ];
    let mut browser = Browser::new(&instance);
    assert_eq!(
        browser.post("/login.do", &form).await.status,
        StatusCode::FORBIDDEN
    );
    let mut other = Browser::new(&instance);
    let token = field(&other.get("/login.do").await.body, "sysparm_ck");
    let form = [
        ("user_name", "admin"),
        ("user_password", "snowline"),
        ("sysparm_ck", &*token),
    ];
    let answer = browser.post("/login.do", &form).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    let instance = Instance::new();
    for back in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:x",
    ] {
        let mut browser = Browser::new(&instance);
        let answer = browser.sign_in("admin", "snowline", back).await;
        assert_eq!(answer.location(), "/", "{back}");
    }
}

#[tokio::test]
async fn signing_in_replaces_the_cookie_and_hides_it_from_scripts() {
    let instance = Instance::new();
    let mut browser = Browser::new(&instance);
    browser.get("/login.do").await;
    let planted = browser.cookie.clone();
    let answer = browser.sign_in("admin", "snowline", "/").await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert_ne!(browser.cookie, planted);
    browser.cookie = planted;
    assert!(browser.get("/").await.location().starts_with("/login.do"));
}

#[tokio::test]
async fn signing_out_takes_the_form_of_our_own_page() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    browser
        .post("/logout.do", &[("sysparm_ck", "made up")])
        .await;
    let page = browser.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    let cookie = browser.cookie.clone();
    let token = field(&page.body, "sysparm_ck");
    let answer = browser.post("/logout.do", &[("sysparm_ck", &token)]).await;
    assert_eq!(answer.location(), "/login.do");
    browser.cookie = cookie;
    assert!(browser.get("/").await.location().starts_with("/login.do"));
}

#[tokio::test]
async fn an_idle_session_ends() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    instance.state.clock.advance(29 * 60);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    instance.state.clock.advance(31 * 60);
    assert!(browser.get("/").await.location().starts_with("/login.do"));
}
