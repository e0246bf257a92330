//! Queries that no address has room for.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::table_api::testing::Instance;

#[tokio::test]
async fn a_long_query_is_left_with_the_instance_first() {
    let instance = Instance::as_user("admin");
    for number in 0..300 {
        let number = format!("P{number:04}");
        instance.insert("incident", &[("number", &number), ("category", "probe")]);
    }
    let numbers: Vec<_> = (0..2_000).map(|number| format!("P{number:04}")).collect();
    let url = format!(
        "api/now/table/incident?sysparm_query=numberIN{}^ORDERBYDESCnumber&sysparm_limit=10",
        numbers.join(",")
    );
    let made = instance.post("/tinyurl", json!({ "url": url })).await;
    assert_eq!(made.status, 201);
    let short = made.at("").as_str().expect("an address");
    let key = short
        .strip_prefix("api/now/table/incident?sysparm_tiny=")
        .expect("a key");
    let path = format!("/table/incident?sysparm_tiny={key}&sysparm_fields=number");
    let answer = instance.get(&path).await;
    assert_eq!(answer.total(), 300);
    assert_eq!(answer.column("number").len(), 10);
    assert_eq!(answer.column("number")[0], "P0299");
    // What stands in the address itself goes before.
    let answer = instance.get(&format!("{path}&sysparm_limit=2")).await;
    assert_eq!(answer.column("number").len(), 2);
    let path = format!("/stats/incident?sysparm_count=true&sysparm_tiny={key}");
    assert_eq!(instance.get(&path).await.at("/stats/count"), "300");
}

#[tokio::test]
async fn a_key_that_is_none_stands_for_nothing() {
    let instance = Instance::as_user("admin");
    let all = instance.get("/table/incident").await.total();
    let answer = instance.get("/table/incident?sysparm_tiny=x").await;
    assert_eq!(answer.total(), all);
    instance
        .post("/tinyurl", json!({ "address": "x" }))
        .await
        .refuses(400, "Exception while reading request", None);
}

#[tokio::test]
async fn a_post_can_mean_any_method() {
    let instance = Instance::as_user("admin");
    let made = instance.post("/table/incident", json!({})).await;
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    let one = format!("/api/now/table/incident/{sys_id}");
    for (meant, uri, status) in [
        ("GET", "/api/now/table/incident?sysparm_limit=1", 200),
        ("get", &*one, 200),
        ("PATCH", &*one, 200),
        ("PUT", &*one, 200),
        ("TRACE", &*one, 405),
        ("DELETE", &*one, 204),
        ("GET", &*one, 404),
    ] {
        let request = Request::post(uri)
            .header("content-type", "application/json")
            .header("x-http-method-override", meant)
            .body(Body::from("{}"));
        let answer = instance.request(request.expect("a request")).await;
        assert_eq!(answer.status, status, "{meant} {uri}");
    }
    // Only a POST can.
    let request = Request::get("/api/now/table/incident?sysparm_limit=1")
        .header("x-http-method-override", "DELETE")
        .body(Body::empty());
    let answer = instance.request(request.expect("a request")).await;
    assert_eq!(answer.status, 200);
}
