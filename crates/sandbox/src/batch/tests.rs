use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::table_api::testing::Instance;

fn get(id: &str, url: &str) -> Value {
    json!({
        "id": id,
        "method": "GET",
        "url": url,
        "headers": [{ "name": "Accept", "value": "application/json" }],
    })
}

async fn batch(instance: &Instance, requests: Value) -> Value {
    let body = json!({ "batch_request_id": "7", "rest_requests": requests });
    let answer = instance.post("/v1/batch", body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["batch_request_id"], "7");
    answer.body
}

fn body(serviced: &Value) -> Value {
    let text = serviced["body"].as_str().expect("a text");
    let bytes = BASE64_STANDARD.decode(text).expect("base64");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[tokio::test]
async fn each_request_is_answered_as_it_would_be_alone() {
    let instance = Instance::as_user("integration.user");
    let sent = BASE64_STANDARD.encode(json!({ "short_description": "B" }).to_string());
    let answer = batch(
        &instance,
        json!([
            get("a", "/api/now/table/incident?sysparm_limit=1&sysparm_fields=number"),
            get("b", "/api/now/v1/stats/incident?sysparm_count=true"),
            {
                "id": "c",
                "method": "POST",
                "url": "/api/now/table/change_request",
                "headers": [{ "name": "Content-Type", "value": "application/json" }],
                "body": sent,
                "exclude_response_headers": true,
            },
            get("d", "/api/now/table/nonsense"),
        ]),
    )
    .await;
    let serviced = answer["serviced_requests"].as_array().expect("a list");
    let said: Vec<_> = serviced
        .iter()
        .map(|one| (&one["id"], &one["status_code"], &one["status_text"]))
        .collect();
    assert_eq!(
        said,
        [
            (&json!("a"), &json!(200), &json!("OK")),
            (&json!("b"), &json!(200), &json!("OK")),
            (&json!("c"), &json!(201), &json!("Created")),
            (&json!("d"), &json!(400), &json!("Bad Request")),
        ]
    );
    assert_eq!(
        body(&serviced[0])["result"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(body(&serviced[1])["result"]["stats"]["count"], "60");
    assert_eq!(body(&serviced[2])["result"]["short_description"], "B");
    assert_eq!(
        body(&serviced[3])["error"]["message"],
        "Invalid table nonsense"
    );
    let total = json!({ "name": "X-Total-Count", "value": "60" });
    let headers = serviced[0]["headers"].as_array().expect("headers");
    assert!(headers.contains(&total), "{headers:?}");
    let link = headers.iter().find(|header| header["name"] == "Link");
    let link = link
        .and_then(|header| header["value"].as_str())
        .expect("a link");
    assert!(link.starts_with("<http://instance.test/api/now/table/incident?"));
    assert_eq!(serviced[2]["headers"], json!([]));
    assert_eq!(answer["unserviced_requests"], json!([]));
}

#[tokio::test]
async fn the_caller_has_no_more_rights_inside() {
    let instance = Instance::as_user("abel.tuter");
    let hidden = get("1", "/api/now/table/change_request");
    let answer = batch(&instance, json!([hidden])).await;
    assert_eq!(body(&answer["serviced_requests"][0])["result"], json!([]));
    let nobody = Instance::new();
    let sent = json!({ "batch_request_id": "7", "rest_requests": [] });
    assert_eq!(nobody.post("/v1/batch", sent).await.status, 401);
}

#[tokio::test]
async fn what_is_no_request_fails_alone() {
    let instance = Instance::as_user("integration.user");
    let answer = batch(
        &instance,
        json!([
            get("nested", "/api/now/v1/batch"),
            get("other", "https://elsewhere.test/api/now/table/incident"),
            get("page", "/incident.do"),
            get("none", "/api/now/nonsense"),
            { "id": "no url" },
            { "id": "no body", "url": "/api/now/table/incident", "method": "POST", "body": "%" },
            "text",
            get("good", "/api/now/table/incident"),
        ]),
    )
    .await;
    let serviced = answer["serviced_requests"].as_array().expect("a list");
    let statuses: Vec<_> = serviced
        .iter()
        .map(|one| one["status_code"].as_u64())
        .collect();
    let mut expect = vec![Some(400); 7];
    expect.push(Some(200));
    assert_eq!(statuses, expect);
}

#[tokio::test]
async fn ids_come_back_as_texts() {
    let instance = Instance::as_user("integration.user");
    let mut request = get("", "/api/now/table/incident?sysparm_limit=1");
    request["id"] = json!(11);
    let sent = json!({ "batch_request_id": 1, "rest_requests": [request] });
    let answer = instance.post("/v1/batch", sent).await;
    assert_eq!(answer.body["batch_request_id"], "1");
    assert_eq!(answer.body["serviced_requests"][0]["id"], "11");
}

#[tokio::test]
async fn a_batch_without_requests_is_refused() {
    let instance = Instance::as_user("integration.user");
    let answer = instance.post("/batch", json!({ "rest_requests": 1 })).await;
    answer.refuses(400, "Exception while reading request", None);
}

#[tokio::test]
async fn what_does_not_fit_into_the_answer_is_named() {
    let instance = Instance::as_user("admin");
    let text = "x".repeat(4_000);
    let sent = json!({ "description": text, "close_notes": text, "cause": text });
    for _ in 0..300 {
        instance.post("/table/incident", sent.clone()).await;
    }
    let list = |id| {
        get(
            id,
            "/api/now/table/incident?sysparm_fields=description,close_notes,cause",
        )
    };
    let answer = batch(
        &instance,
        json!([list("1"), list("2"), list("3"), list("4")]),
    )
    .await;
    let serviced = answer["serviced_requests"].as_array().expect("a list");
    assert_eq!(serviced.len(), 2);
    assert_eq!(answer["unserviced_requests"], json!(["3", "4"]));
}

#[test]
fn a_batch_ends_at_ten_megabytes_and_after_thirty_seconds() {
    for (size, seconds, expect) in [
        (0, 0, false),
        (10 * 1024 * 1024, 30, false),
        (10 * 1024 * 1024 + 1, 0, true),
        (0, 31, true),
    ] {
        let spent = std::time::Duration::from_secs(seconds);
        assert_eq!(super::is_over(size, spent), expect, "{size} {seconds}");
    }
}

#[tokio::test]
async fn a_batch_of_more_than_five_megabytes_is_refused() {
    let instance = Instance::as_user("admin");
    let body = BASE64_STANDARD.encode(vec![0; 4 * 1024 * 1024]);
    let sent = json!({ "rest_requests": [{ "id": "1", "url": "/x", "body": body }] });
    let length = sent.to_string().len();
    let request = axum::http::Request::post("/api/now/v1/batch")
        .header("content-type", "application/json")
        .header("content-length", length)
        .body(axum::body::Body::from(sent.to_string()));
    let answer = instance.request(request.expect("a request")).await;
    let detail = format!(
        "Rejected large REST payload with content-length = {length} bytes. \
         Max allowed: 5242880 bytes."
    );
    answer.refuses(400, "Exception while reading request", Some(&detail));
}
