//! A bundle as an application on the instance serves it.

use axum::http::StatusCode;
use snowline_sandbox::state::Config;

use crate::{browser::Browser, instance::Instance};

const PAGE: &str = "/x_snowline_page.do";

fn serving() -> Instance {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    Instance::with(Config {
        bundle: Some(folder.into()),
        ..Config::default()
    })
}

#[tokio::test]
async fn the_bundles_page_is_for_people_who_are_signed_in() {
    let instance = serving();
    for path in [PAGE, "/x_snowline_page.js", "/x_snowline/web/main.rs"] {
        let answer = instance.get(path, &[]).await;
        assert!(answer.location().starts_with("/login.do?uri="), "{path}");
    }
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let page = browser.get(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("/x_snowline_page.js"));
    let file = browser.get("/x_snowline/web/main.rs").await;
    assert_eq!(file.status, StatusCode::OK);
    let gone = browser.get("/x_snowline/web/nothing.js").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_bundles_page_has_the_sessions_token() {
    let instance = serving();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let script = browser.get("/x_snowline_page.js").await;
    let token = script.body.split("window.g_ck = \"").nth(1);
    let token = token.and_then(|rest| rest.split('"').next()).unwrap();
    let headers = [("cookie", &*browser.cookie), ("x-usertoken", token)];
    let answer = instance.get("/api/now/table/incident", &headers).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn without_the_switch_there_is_no_such_page() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    for path in [PAGE, "/x_snowline/snowline.js"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND);
    }
}
