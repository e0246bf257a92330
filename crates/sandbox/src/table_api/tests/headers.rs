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
        ("content-type", None, 201),
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
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(answer.headers[name], value, "{name}");
    }
}

#[tokio::test]
async fn who_asks_for_xml_gets_it() {
    let instance = Instance::as_user("admin");
    instance.insert("sys_user", &[("sys_id", "u1"), ("name", "R&D")]);
    instance.insert("incident", &[("number", "P1"), ("caller_id", "u1")]);
    let ask = async |accept: &str, path: &str| {
        let request = Request::get(format!("/api/now{path}"))
            .header("host", "instance.test")
            .header("accept", accept);
        instance
            .request(request.body(Body::empty()).expect("a request"))
            .await
    };
    let fields = "sysparm_fields=number,caller_id,caller_id.name,close_code";
    let path = format!("/table/incident?number=P1&sysparm_display_value=true&{fields}");
    let answer = ask("application/xml", &path).await;
    assert_eq!(
        answer.headers["content-type"],
        "application/xml;charset=UTF-8"
    );
    assert_eq!(answer.headers["x-total-count"], "1");
    assert_eq!(
        answer.text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><response><result><number>P1</number>\
         <caller_id><display_value>R&amp;D</display_value>\
         <link>http://instance.test/api/now/table/sys_user/u1</link></caller_id>\
         <caller_id.name>R&amp;D</caller_id.name><close_code/></result></response>"
    );
    let answer = ask("text/xml, */*", "/table/nonsense").await;
    assert_eq!(answer.status, 400);
    assert!(
        answer
            .text
            .ends_with("<error><message>Invalid table nonsense</message><detail/></error><status>failure</status></response>"),
        "{}",
        answer.text
    );
    let answer = ask("application/json, application/xml", &path).await;
    assert_eq!(answer.column("number"), ["P1"]);
}

#[tokio::test]
async fn a_body_may_be_xml() {
    let instance = Instance::as_user("admin");
    for (body, status) in [
        (
            "<request><entry><urgency>1</urgency></entry></request>",
            201,
        ),
        ("<request>", 400),
        ("", 400),
    ] {
        let request = Request::post("/api/now/table/incident")
            .header("content-type", "application/xml")
            .body(Body::from(body));
        let answer = instance.request(request.expect("a request")).await;
        assert_eq!(answer.status, status, "{body}");
        if status == 201 {
            assert_eq!(answer.at("/priority"), "3");
        }
    }
}
