use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::table_api::testing::{Answer, Instance};

async fn import(instance: &Instance, table: &str, row: Value) -> Answer {
    instance.post(&format!("/import/{table}"), row).await
}

#[tokio::test]
async fn a_row_becomes_a_record_changes_it_or_changes_nothing() {
    let instance = Instance::as_user("admin");
    let mut numbers = Vec::new();
    for (title, status) in [
        ("First", "inserted"),
        ("Second", "updated"),
        ("Second", "ignored"),
    ] {
        let row = json!({ "u_correlation_id": "a-1", "short_description": title });
        let answer = import(&instance, "u_imp_incident", row).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        let row = answer.at("/0");
        assert_eq!(row["status"], status);
        assert_eq!(row["transform_map"], "Incident");
        assert_eq!(row["table"], "incident");
        assert_eq!(row["display_name"], "number");
        let sys_id = row["sys_id"].as_str().expect("a text");
        let link = format!("http://instance.test/api/now/table/incident/{sys_id}");
        assert_eq!(row["record_link"], link);
        let record = instance.get(&format!("/table/incident/{sys_id}")).await;
        assert_eq!(record.at("/short_description"), title);
        assert_eq!(record.at("/number"), &row["display_value"]);
        assert_eq!(answer.body["staging_table"], "u_imp_incident");
        numbers.push(
            answer.body["import_set"]
                .as_str()
                .expect("a text")
                .to_owned(),
        );
        let location = answer.headers["location"].to_str().expect("text");
        let path = location.strip_prefix("http://instance.test/api/now");
        let read = instance.get(path.expect("a path")).await;
        assert_eq!(read.status, StatusCode::OK);
        assert_eq!(read.body, answer.body);
    }
    assert_eq!(numbers, ["ISET0010001", "ISET0010002", "ISET0010003"]);
}

#[tokio::test]
async fn what_the_rules_refuse_is_told_in_the_row() {
    let instance = Instance::as_user("admin");
    let row = json!({ "state": "6", "correlation_id": "b-1" });
    let answer = import(&instance, "u_imp_incident", row).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.at("/0/status"), "error");
    let words = answer.at("/0/error_message").as_str().expect("a text");
    assert!(words.contains("Data Policy Exception"), "{words}");
}

#[tokio::test]
async fn values_are_texts_and_only_staging_tables_take_them() {
    let instance = Instance::as_user("admin");
    let row = json!({ "user_name": "ann.import", "first_name": 7, "last_name": "Import" });
    let answer = import(&instance, "imp_user", row).await;
    let sys_id = answer.at("/0/sys_id").as_str().expect("a text").to_owned();
    let record = instance.get(&format!("/table/sys_user/{sys_id}")).await;
    assert_eq!(record.at("/first_name"), "");
    assert_eq!(record.at("/last_name"), "Import");
    let answer = import(&instance, "incident", json!({})).await;
    answer.refuses(400, "Invalid table incident", None);
    let answer = instance.get("/import/imp_user/0").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let other = Instance::as_user("abel.tuter");
    let answer = import(&other, "imp_user", json!({})).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn many_rows_are_imported_by_one_request() {
    let instance = Instance::as_user("admin");
    let records = json!({ "records": [
        { "Correlation ID": "m-1", "Short description": "One" },
        { "correlation_id": "m-2", "short_description": "Two" },
    ] });
    let path = "/import/u_imp_incident/insertMultiple";
    let answer = instance.post(path, records.clone()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let members = answer.body.as_object().expect("an object");
    assert_eq!(members.len(), 2);
    let set = members["multi_import_set_id"].as_str().expect("a text");
    assert_eq!(
        (set.len(), members["import_set_id"].as_str().map(str::len)),
        (32, Some(32))
    );
    let found = instance
        .query("incident", "correlation_idSTARTSWITHm-^ORDERBYnumber")
        .await;
    assert_eq!(found.column("short_description"), ["One", "Two"]);
    let again = instance
        .post(&format!("{path}?multi_import_set_id={set}"), records)
        .await;
    assert_eq!(again.body["multi_import_set_id"], set);
    assert_eq!(
        instance
            .query("incident", "correlation_idSTARTSWITHm-")
            .await
            .total(),
        2
    );
    let answer = instance.post(path, json!({ "records": "none" })).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let other = Instance::as_user("abel.tuter");
    let answer = other.post(path, json!({ "records": [] })).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_documented_user_is_imported_by_its_user_id() {
    let instance = Instance::as_user("admin");
    for status in ["inserted", "ignored"] {
        let row = json!({
            "first_name": "John", "last_name": "Public",
            "user_id": "john.public", "email": "john.public@company.com",
        });
        let answer = import(&instance, "imp_user", row).await;
        assert_eq!(answer.at("/0/status"), status);
        assert_eq!(answer.at("/0/display_value"), "John Public");
    }
    let found = instance.query("sys_user", "user_name=john.public").await;
    assert_eq!(found.column("email"), ["john.public@company.com"]);
}
