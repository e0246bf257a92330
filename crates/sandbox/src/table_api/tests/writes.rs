//! Records made, changed and deleted.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::json;

use crate::table_api::testing::Instance;

#[tokio::test]
async fn a_new_record_is_numbered_and_says_where_it_is() {
    let instance = Instance::as_user("integration.user");
    for (table, first, second) in [
        ("incident", "INC0010001", "INC0010002"),
        ("change_request", "CHG0030001", "CHG0030002"),
    ] {
        let path = format!("/table/{table}");
        let made = instance.post(&path, json!({})).await;
        assert_eq!(
            (made.status.as_u16(), made.at("/number")),
            (201, &json!(first))
        );
        let sys_id = made.at("/sys_id").as_str().expect("an id");
        assert_eq!(sys_id.len(), 32);
        assert_eq!(
            made.headers["location"],
            format!("http://instance.test/api/now/table/{table}/{sys_id}")
        );
        let read = instance.get(&format!("{path}/{sys_id}")).await;
        assert_eq!(read.at(""), made.at(""));
        let made = instance.post(&path, json!({})).await;
        assert_eq!(made.at("/number"), second);
    }
}

#[tokio::test]
async fn what_cannot_be_stored_is_left_out_without_a_word() {
    let instance = Instance::as_user("integration.user");
    let made = instance
        .post(
            "/table/incident",
            json!({
                "short_description": "é".repeat(200),
                "description": "d".repeat(5_000),
                "correlation_id": "c".repeat(120),
                "correlation_display": "\u{1F512}".repeat(101),
                "nonsense": "1",
                "due_date": "2026-11-30T23:59:59Z",
                "category": "no such choice",
                "state": "abc",
                "sys_created_by": "somebody",
                "sys_id": "1",
                "caller_id": { "value": "x" },
                "active": null,
                "knowledge": true,
            }),
        )
        .await;
    assert_eq!(made.status, 201);
    for (field, expect) in [
        ("short_description", "é".repeat(160)),
        ("description", "d".repeat(4_000)),
        ("correlation_id", "c".repeat(100)),
        ("correlation_display", "\u{1F512}".repeat(100)),
        ("due_date", String::new()),
        ("category", "no such choice".to_owned()),
        ("state", "1".to_owned()),
        ("sys_created_by", "integration.user".to_owned()),
        ("caller_id", String::new()),
        ("knowledge", "true".to_owned()),
    ] {
        assert_eq!(made.at(&format!("/{field}")), &json!(expect), "{field}");
    }
    assert_eq!(made.body.pointer("/result/nonsense"), None);
    assert_ne!(made.at("/sys_id"), "1");
}

#[tokio::test]
async fn a_new_record_takes_a_good_sys_id_once() {
    let instance = Instance::as_user("integration.user");
    let id = "0123456789abcdef0123456789ABCDEF";
    let sent = json!({ "sys_id": id });
    let made = instance.post("/table/incident", sent.clone()).await;
    assert_eq!(made.at("/sys_id"), id);
    for table in ["incident", "change_request"] {
        let again = instance
            .post(&format!("/table/{table}"), sent.clone())
            .await;
        let detail = format!(
            "Unique Key violation detected by database (Duplicate entry '{id}' for key 'PRIMARY')"
        );
        again.refuses(403, "Operation Failed", Some(&detail));
    }
    let path = format!("/table/incident/{id}");
    let sent = json!({ "sys_id": "f".repeat(32), "description": "d" });
    let changed = instance.patch(&path, sent).await;
    assert_eq!(changed.at("/sys_id"), id);
}

#[tokio::test]
async fn a_task_can_be_made_as_what_it_is_to_be() {
    let instance = Instance::as_user("admin");
    for (class, number) in [
        ("incident", "INC0010001"),
        ("sys_user", "TASK0020001"),
        ("x", "TASK0020002"),
    ] {
        let sent = json!({ "sys_class_name": class, "short_description": "s" });
        let made = instance.post("/table/task", sent).await;
        assert_eq!(made.at("/number"), number, "{class}");
    }
}

#[tokio::test]
async fn put_and_patch_change_what_is_sent_and_nothing_else() {
    let instance = Instance::as_user("integration.user");
    let sent = json!({ "short_description": "One", "description": "Two" });
    let made = instance.post("/table/incident", sent).await;
    let path = format!(
        "/table/incident/{}",
        made.at("/sys_id").as_str().expect("an id")
    );
    instance.state.clock.advance(60);
    for (method, count) in [(Method::PUT, "1"), (Method::PATCH, "2")] {
        let sent = json!({ "description": method.as_str(), "nonsense": 1 });
        let changed = instance.send(method.clone(), &path, Some(sent)).await;
        assert_eq!(changed.status, 200);
        assert_eq!(changed.at("/short_description"), "One");
        assert_eq!(changed.at("/description"), method.as_str());
        assert_eq!(changed.at("/sys_mod_count"), count);
        assert_eq!(changed.at("/sys_updated_on"), "2026-11-21 12:01:00");
        assert_eq!(changed.at("/sys_created_on"), "2026-11-21 12:00:00");
    }
    let same = instance
        .patch(&path, json!({ "description": "PATCH" }))
        .await;
    assert_eq!(same.at("/sys_mod_count"), "2");
    let noted = instance.patch(&path, json!({ "work_notes": "n" })).await;
    assert_eq!(noted.at("/sys_mod_count"), "3");
}

#[tokio::test]
async fn a_deleted_record_is_gone() {
    let instance = Instance::as_user("admin");
    let made = instance.post("/table/incident", json!({})).await;
    let path = format!(
        "/table/incident/{}",
        made.at("/sys_id").as_str().expect("an id")
    );
    let deleted = instance.send(Method::DELETE, &path, None).await;
    assert_eq!(
        (deleted.status.as_u16(), &deleted.body),
        (204, &json!(null))
    );
    for method in [Method::GET, Method::DELETE] {
        let gone = instance.send(method, &path, None).await;
        gone.refuses(
            404,
            "No Record found",
            Some("Record doesn't exist or ACL restricts the record retrieval"),
        );
    }
}

#[tokio::test]
async fn bodies_that_are_no_json_object_are_refused() {
    let instance = Instance::as_user("admin");
    for body in ["", "{", "[]", "\"text\"", "short_description=x"] {
        let request = Request::post("/api/now/table/incident")
            .header("content-type", "application/json")
            .body(Body::from(body));
        let answer = instance.request(request.expect("a request")).await;
        answer.refuses(400, "Exception while reading request", None);
    }
    let request = Request::post("/api/now/table/incident").header("content-type", "text/plain");
    let answer = instance.request(request.body(Body::from("{}")).expect("a request"));
    assert_eq!(answer.await.status, 415);
    let large = format!("{{\"description\":\"{}\"}}", "x".repeat(10_485_760));
    let request = Request::post("/api/now/table/incident")
        .header("content-type", "application/json")
        .header("content-length", large.len());
    let detail = format!(
        "Rejected large REST payload with content-length = {} bytes. Max allowed: 10485760 bytes.",
        large.len()
    );
    let answer = instance.request(request.body(Body::from(large)).expect("a request"));
    let answer = answer.await;
    answer.refuses(400, "Exception while reading request", Some(&detail));
}

#[tokio::test]
async fn display_values_are_read_when_the_caller_says_so() {
    let instance = Instance::as_user("integration.user");
    let made = instance
        .post(
            "/table/incident?sysparm_input_display_value=true",
            json!({
                "state": "In Progress",
                "impact": "1 - High",
                "caller_id": "Abel Tuter",
                "due_date": "2026-11-30 15:59:59",
            }),
        )
        .await;
    for (pointer, expect) in [
        ("/state", "2"),
        ("/priority", "3"),
        ("/caller_id/value", "62826bf03710200044e0bfc8bcbe5df1"),
        ("/due_date", "2026-11-30 23:59:59"),
    ] {
        assert_eq!(made.at(pointer), expect, "{pointer}");
    }
}

#[tokio::test]
async fn a_method_can_be_overridden_and_a_body_left_out() {
    let instance = Instance::as_user("admin");
    let made = instance.post("/table/incident", json!({})).await;
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    let uri = format!("/api/now/table/incident/{sys_id}");
    let request = Request::post(&uri)
        .header("content-type", "application/json")
        .header("x-http-method-override", "PATCH")
        .header("x-no-response-body", "true")
        .body(Body::from(r#"{"description":"d"}"#));
    let answer = instance.request(request.expect("a request")).await;
    assert_eq!((answer.status.as_u16(), &answer.body), (200, &json!(null)));
    let read = instance.get(&format!("/table/incident/{sys_id}")).await;
    assert_eq!(read.at("/description"), "d");
    let answer = instance
        .post(&format!("/table/incident/{sys_id}"), json!({}))
        .await;
    assert_eq!(answer.status, 405);
}

#[test]
fn records_survive_a_restart() {
    let file = std::env::temp_dir().join(format!("{}.db", crate::store::new_id().expect("an id")));
    let open = || crate::store::Store::open(Some(&file)).expect("a store");
    let store = open();
    let made = store
        .insert("incident", Default::default(), "admin")
        .expect("a record");
    drop(store);
    let store = open();
    let read = store.get("incident", &made["sys_id"]).expect("a record");
    assert_eq!(read, Some(made));
    let next = store
        .insert("incident", Default::default(), "admin")
        .expect("a record");
    assert_eq!(next["number"], "INC0010002");
    drop(store);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
}

#[tokio::test]
async fn of_several_records_in_a_body_the_first_counts() {
    let instance = Instance::as_user("admin");
    let sent = json!([{ "short_description": "One" }, { "short_description": "Two" }]);
    let made = instance.post("/table/incident", sent).await;
    assert_eq!(made.at("/short_description"), "One");
    assert_eq!(
        instance
            .query("incident", "short_description=Two")
            .await
            .total(),
        0
    );
    let empty = instance.post("/table/incident", json!([])).await;
    empty.refuses(400, "Exception while reading request", None);
}
