//! Labels in the caller's language.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::table_api::testing::{Answer, Instance};

/// An instance whose caller has chosen this language, or none.
fn instance(language: &str) -> Instance {
    let instance = Instance::as_user("integration.user");
    let store = &instance.state.store;
    let user = store.find("sys_user", &[("user_name", "integration.user")]);
    let chosen = ("preferred_language".to_owned(), language.to_owned());
    let sys_id = &user.expect("users")[0]["sys_id"];
    store
        .update("sys_user", sys_id, [chosen].into(), "admin")
        .expect("an update");
    instance
}

async fn get(instance: &Instance, path: &str, accept_language: &str) -> Answer {
    let request = Request::get(format!("/api/now{path}"))
        .header("host", "instance.test")
        .header("accept-language", accept_language)
        .body(Body::empty());
    instance.request(request.expect("a request")).await
}

#[tokio::test]
async fn labels_are_in_the_users_language_or_the_browsers() {
    for (chosen, accepted, state, class) in [
        ("", "", "In Progress", "Incident"),
        ("en", "sv", "In Progress", "Incident"),
        ("ko", "", "진행 중", "인시던트"),
        ("sv", "ko", "Pågår", "Incident"),
        ("zh", "", "进行中", "事件"),
        ("", "ko-KR,ko;q=0.9,en;q=0.8", "진행 중", "인시던트"),
        ("", "zh-CN", "进行中", "事件"),
        ("", "fr", "In Progress", "Incident"),
    ] {
        let instance = instance(chosen);
        instance.insert("incident", &[("number", "P1"), ("state", "2")]);
        let path = "/table/incident?number=P1&sysparm_display_value=true";
        let answer = get(&instance, path, accepted).await;
        assert_eq!(answer.at("/0/state"), state, "{chosen} {accepted}");
        assert_eq!(answer.at("/0/sys_class_name"), class, "{chosen} {accepted}");
        // Stored values are the same in every language.
        let path = "/table/incident?number=P1&sysparm_fields=state";
        let answer = get(&instance, path, accepted).await;
        assert_eq!(answer.at("/0/state"), "2", "{chosen} {accepted}");
    }
}

#[tokio::test]
async fn groups_and_batches_are_in_the_language_too() {
    let instance = instance("");
    let path = "/stats/incident?sysparm_count=true&sysparm_group_by=state\
                &sysparm_query=state=6&sysparm_display_value=true";
    let answer = get(&instance, path, "sv").await;
    assert_eq!(answer.at("/0/groupby_fields/0/display_value"), "Löst");
    let sent = json!({
        "batch_request_id": "1",
        "rest_requests": [{ "id": "1", "method": "GET", "url": format!("/api/now{path}") }],
    });
    let request = Request::post("/api/now/v1/batch")
        .header("content-type", "application/json")
        .header("accept-language", "sv")
        .body(Body::from(sent.to_string()));
    let answer = instance.request(request.expect("a request")).await;
    let body = answer.body["serviced_requests"][0]["body"].as_str();
    let body = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, body.expect("a body"));
    let body: Value = serde_json::from_slice(&body.expect("base64")).expect("JSON");
    assert_eq!(
        body["result"][0]["groupby_fields"][0]["display_value"],
        "Löst"
    );
}

#[tokio::test]
async fn what_a_caller_reads_can_be_sent_back() {
    let instance = instance("sv");
    let sent = json!({ "state": "Pågår", "impact": "1 - Hög" });
    let path = "/table/incident?sysparm_input_display_value=true";
    let made = instance.post(path, sent).await;
    assert_eq!(
        (made.at("/state"), made.at("/impact")),
        (&json!("2"), &json!("1"))
    );
}

#[tokio::test]
async fn journals_and_refusals_name_columns_in_the_language() {
    let instance = instance("ko");
    let made = instance
        .post(
            "/table/incident?sysparm_display_value=true",
            json!({ "work_notes": "n" }),
        )
        .await;
    assert_eq!(
        made.at("/work_notes"),
        "2026-11-21 04:00:00 - Integration User (작업 메모)\nn\n\n"
    );
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    let path = format!("/table/incident/{sys_id}");
    let refused = instance.patch(&path, json!({ "state": "6" })).await;
    let detail = "Data Policy Exception: The following fields are mandatory: 해결 코드, 해결 메모";
    refused.refuses(403, "Operation Failed", Some(detail));
}

#[tokio::test]
async fn a_label_without_a_translation_is_english() {
    let instance = instance("sv");
    instance.insert(
        "sys_choice",
        &[
            ("name", "incident"),
            ("element", "state"),
            ("value", "4"),
            ("label", "Parked"),
        ],
    );
    instance.insert("incident", &[("number", "P1"), ("state", "4")]);
    let path = "/table/incident?number=P1&sysparm_display_value=true&sysparm_fields=state";
    assert_eq!(instance.get(path).await.at("/0/state"), "Parked");
}

#[tokio::test]
async fn every_list_has_as_many_labels_in_each_language() {
    let instance = Instance::as_user("admin");
    let count = async |language: &str| {
        let path = format!("/table/sys_choice?language={language}&sysparm_limit=1");
        instance.get(&path).await.total()
    };
    let english = count("en").await;
    assert!(english > 100, "{english}");
    for language in ["ko", "sv", "zh"] {
        assert_eq!(count(language).await, english, "{language}");
    }
}
