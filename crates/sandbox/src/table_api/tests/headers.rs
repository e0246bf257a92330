//! What headers ask for, and what answers bear.

use axum::body::Body;
use axum::http::Request;

use crate::table_api::testing::Instance;

async fn status(name: &str, value: Option<&str>, body: &'static str) -> u16 {
    let instance = Instance::as_user("admin");
    let mut request = Request::post("/api/now/table/incident");
    if name != "content-type" {
        request = request.header("content-type", "application/json");
    }
    if let Some(value) = value {
        request = request.header(name, value);
    }
    let request = request.body(Body::from(body)).expect("a request");
    instance.request(request).await.status.as_u16()
}

#[tokio::test]
async fn types_are_taken_refused_or_not_understood() {
    for (name, value, expect) in [
        ("content-type", Some("application/json"), 201),
        ("content-type", Some("Application/JSON; charset=utf-8"), 201),
        (
            "content-type",
            Some("application/x-www-form-urlencoded"),
            415,
        ),
        ("content-type", Some("text/plain"), 415),
        ("content-type", Some("json"), 400),
        ("content-type", None, 400),
        ("accept", Some("application/json"), 201),
        ("accept", Some("*/*"), 201),
        ("accept", Some("text/html;q=0.9, application/*"), 201),
        ("accept", None, 201),
        ("accept", Some("text/html"), 406),
        ("accept", Some("json"), 400),
    ] {
        assert_eq!(status(name, value, "{}").await, expect, "{name} {value:?}");
    }
}

#[tokio::test]
async fn a_body_may_be_quoted_as_in_the_documentation() {
    let body = "{'short_description':'Unable to connect to office wifi','urgency':'2'}";
    assert_eq!(status("accept", None, body).await, 201);
}

#[tokio::test]
async fn no_cache_keeps_an_answer() {
    let answer = Instance::as_user("admin")
        .get("/table/incident?sysparm_limit=1")
        .await;
    for (name, value) in [
        ("content-type", "application/json;charset=UTF-8"),
        (
            "cache-control",
            "no-cache,no-store,must-revalidate,max-age=-1",
        ),
        ("pragma", "no-store,no-cache"),
        ("expires", "0"),
    ] {
        assert_eq!(answer.headers[name], value, "{name}");
    }
}
