//! Many callers at once lose nothing.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tokio::sync::Barrier;

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
    let path = match path.strip_prefix("../") {
        Some(other) => format!("/api/now/{other}"),
        None => format!("/api/now/table/{path}"),
    };
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

/// Sends each of these at the same moment.
async fn together(instance: &Instance, sent: Vec<(Method, String, Value)>) -> Vec<Answer> {
    let start = Arc::new(Barrier::new(sent.len()));
    let calls: Vec<_> = sent
        .into_iter()
        .map(|(method, path, body)| {
            let (instance, start) = (instance.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                call(&instance, method, &path, body).await
            })
        })
        .collect();
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await.unwrap());
    }
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_import_one_row_at_once_one_makes_the_record() {
    let instance = Instance::new();
    for round in 0..20 {
        let row = json!({ "correlation_id": format!("r-{round}"), "short_description": "A" });
        let sent = (0..8).map(|_| (Method::POST, "../import/u_imp_incident".into(), row.clone()));
        let answers = together(&instance, sent.collect()).await;
        let inserted = |answer: &&Answer| answer.json()["result"][0]["status"] == "inserted";
        assert_eq!(answers.iter().filter(inserted).count(), 1, "{answers:?}");
    }
    let rows = instance.state.store.find("incident", &[]).unwrap();
    assert_eq!(rows.len(), 20);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_move_a_change_at_once_only_those_whom_the_model_lets_do() {
    let instance = Instance::new();
    for _ in 0..20 {
        let path = format!(
            "change_request/{}",
            instance.insert("change_request", &[("state", "-1"), ("type", "normal")])
        );
        // From Implement both ways are open, from either of them not the other.
        let sent = ["0", "4"].into_iter().cycle().take(8);
        let sent = sent.map(|to| (Method::PATCH, path.clone(), json!({ "state": to })));
        let answers = together(&instance, sent.collect()).await;
        let moved = |answer: &&Answer| answer.status == StatusCode::OK;
        // Those who ask for the state that it is in already are not refused.
        assert_eq!(answers.iter().filter(moved).count(), 4, "{answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_grant_and_take_at_once_what_is_inherited_is_counted_right() {
    let instance = Instance::new();
    let user = instance.insert("sys_user", &[("user_name", "m")]);
    let role = instance.insert("sys_user_role", &[("name", "r")]);
    let groups: Vec<_> = (0..8)
        .map(|_| instance.insert("sys_user_group", &[]))
        .collect();
    let rows = |table: &'static str, with: (&'static str, String)| {
        let each = groups.iter().map(move |group| {
            let row = json!({ "group": group, with.0: with.1 });
            (Method::POST, table.to_owned(), row)
        });
        each.collect::<Vec<_>>()
    };
    let mut sent = rows("sys_user_grmember", ("user", user.clone()));
    sent.extend(rows("sys_group_has_role", ("role", role)));
    together(&instance, sent).await;
    let has = instance
        .state
        .store
        .find("sys_user_has_role", &[("user", &user)]);
    let has = has.unwrap();
    assert_eq!(has.len(), 1, "{has:?}");
    assert_eq!(
        (&*has[0]["inherited"], &*has[0]["inh_count"]),
        ("true", "8")
    );
}
