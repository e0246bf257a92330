//! Many callers at once lose nothing.

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::instance::{Answer, Instance};

const COLUMNS: [&str; 8] = [
    "description",
    "cause",
    "business_impact",
    "close_notes",
    "lessons_learned",
    "correlation_id",
    "correlation_display",
    "user_input",
];

async fn call(instance: &Instance, method: Method, path: &str, body: Value) -> Answer {
    let basic = format!("Basic {}", STANDARD.encode("admin:snowline"));
    let headers = [
        ("authorization", basic.as_str()),
        ("content-type", "application/json"),
    ];
    let path = format!("/api/now/table/{path}");
    instance
        .send(method, &path, &headers, &body.to_string())
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_write_is_lost() {
    const EACH: usize = 12;
    let instance = Instance::new();
    let shared = instance.insert("incident", &[]);
    let writers: Vec<_> = COLUMNS
        .iter()
        .map(|column| {
            let (instance, path) = (instance.clone(), format!("incident/{shared}"));
            tokio::spawn(async move {
                for number in 1..=EACH {
                    let sent = json!({ *column: number.to_string(), "work_notes": "n" });
                    let answer = call(&instance, Method::PATCH, &path, sent).await;
                    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
                    let made = call(&instance, Method::POST, "incident", json!({})).await;
                    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
                    // Nobody else writes this column.
                    let read = call(&instance, Method::GET, &path, json!({})).await;
                    assert_eq!(read.json()["result"][column], number.to_string());
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let all = COLUMNS.len() * EACH;
    let store = &instance.state.store;
    let row = store.get("incident", &shared).unwrap().unwrap();
    for column in COLUMNS {
        assert_eq!(row[column], EACH.to_string(), "{column}");
    }
    assert_eq!(row["sys_mod_count"], all.to_string());
    assert_eq!(store.journal(&shared).unwrap().len(), all);
    let rows = store.find("incident", &[]).unwrap();
    assert_eq!(rows.len(), all + 1);
    let mut numbers: Vec<_> = rows.iter().map(|row| &row["number"]).collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), all + 1);
}
