//! What belongs to a change: its tasks, its conflicts, its time.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{CHANGE, id, make};
use crate::table_api::testing::Instance;

#[tokio::test]
async fn a_change_has_tasks_of_its_own() {
    let instance = Instance::as_user("admin");
    let change = id(&make(&instance, "/normal", json!({})).await);
    let other = id(&make(&instance, "/normal", json!({})).await);
    let at = format!("/{change}/task");
    let made = make(
        &instance,
        &format!("{at}?short_description=A&no_such_field=1"),
        json!({}),
    )
    .await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    assert_eq!(made.at("/__meta/ignoredFields"), &json!(["no_such_field"]));
    assert_eq!(made.at("/parent/value"), &json!(change));
    assert_eq!(made.at("/change_request/value"), &json!(change));
    let number = made.at("/number/value").as_str().expect("a text");
    assert!(number.starts_with("CTASK"), "{number}");
    make(&instance, &at, json!({ "short_description": "B" })).await;
    let listed = instance.get(&format!("{CHANGE}{at}")).await;
    let titles = listed.at("").as_array().expect("a list").iter();
    let titles: Vec<_> = titles
        .map(|row| row["short_description"]["value"].clone())
        .collect();
    assert_eq!(titles, ["A", "B"]);
    let query = "?sysparm_query=short_descriptionSTARTSWITHB";
    let found = instance.get(&format!("{CHANGE}{at}{query}")).await;
    assert_eq!(found.at("").as_array().map(Vec::len), Some(1));
    let task = format!("{CHANGE}{at}/{}", id(&made));
    let changed = instance
        .patch(&task, json!({ "short_description": "C" }))
        .await;
    assert_eq!(changed.at("/short_description/value"), "C");
    let read = instance.get(&task).await;
    assert_eq!(read.at("/short_description/value"), "C");
    let wrong = format!("{CHANGE}/{other}/task/{}", id(&made));
    let answer = instance.send(Method::DELETE, &wrong, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let gone = instance.send(Method::DELETE, &task, None).await;
    assert_eq!(
        (gone.status, gone.at("/short_description/value")),
        (StatusCode::OK, &json!("C"))
    );
    let answer = instance.send(Method::DELETE, &task, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let unknown = make(&instance, "/0/task", json!({})).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

/// A change of that item, planned from and to these hours of a day.
async fn planned(instance: &Instance, item: &str, hours: (u8, u8)) -> String {
    let at = |hour: u8| format!("2026-12-01 {hour:02}:00:00");
    let sent = json!({ "cmdb_ci": item, "start_date": at(hours.0), "end_date": at(hours.1) });
    id(&make(instance, "/normal", sent).await)
}

#[tokio::test]
async fn changes_of_one_item_at_one_time_are_in_conflict() {
    let instance = Instance::as_user("admin");
    let bare = id(&make(&instance, "/normal", json!({})).await);
    let check = |change: &str| format!("/{change}/conflict");
    let read = |change: &str| format!("{CHANGE}/{change}/conflict");
    assert_eq!(
        make(&instance, &check(&bare), json!({})).await.status,
        StatusCode::BAD_REQUEST
    );
    let answer = instance.get(&read(&bare)).await;
    assert_eq!(answer.at("/status"), "Not Run");
    let item = "0123456789abcdef0123456789abcdef";
    let first = planned(&instance, item, (8, 10)).await;
    let second = planned(&instance, item, (9, 12)).await;
    let third = planned(&instance, item, (12, 13)).await;
    for (change, with) in [(&first, Some(&second)), (&third, None)] {
        let answer = make(&instance, &check(change), json!({})).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.at("").as_str().map(str::len), Some(32));
        let answer = instance.get(&read(change)).await;
        assert_eq!(answer.at("/last_run"), "2026-11-21 12:00:00");
        assert_eq!(answer.at("/status"), "Conflict");
        let conflicts = answer.at("/conflicts").as_array().expect("a list");
        assert_eq!(conflicts.len(), usize::from(with.is_some()));
        let status = instance.get(&format!("{CHANGE}/{change}")).await;
        let expect = if with.is_some() {
            "Conflict"
        } else {
            "No Conflict"
        };
        assert_eq!(status.at("/conflict_status/value"), expect);
        if let Some(with) = with {
            assert_eq!(&conflicts[0]["conflicting_change"]["value"], with);
            assert_eq!(
                conflicts[0]["type"]["display_value"],
                "CI Already Scheduled"
            );
        }
    }
    let gone = instance.send(Method::DELETE, &read(&first), None).await;
    assert_eq!((gone.status, &*gone.text), (StatusCode::OK, ""));
    let answer = instance.get(&read(&first)).await;
    assert_eq!(answer.at("/conflicts"), &json!([]));
    let other = instance.by("beth.anglin").with_roles(&["sn_change_read"]);
    let answer = make(&other, &check(&first), json!({})).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_worker_finds_out_when_else_a_change_could_be() {
    let instance = Instance::as_user("admin");
    let item = "0123456789abcdef0123456789abcdef";
    let change = planned(&instance, item, (8, 10)).await;
    planned(&instance, item, (9, 12)).await;
    let asked = instance.get(&format!("{CHANGE}/{change}/schedule")).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.body);
    assert_eq!(
        asked.at("/state"),
        &json!({ "value": 1, "display_value": "Waiting" })
    );
    assert_eq!(asked.at("/type"), "schedule");
    let link = asked.at("/worker/link").as_str().expect("a text");
    let path = link.strip_prefix("http://instance.test").expect("a path");
    let found = instance.get(path).await;
    assert_eq!(found.at("/state/display_value"), "Complete");
    assert_eq!(
        found.at("/payload/spans/0/start/value"),
        "2026-12-01 12:00:00"
    );
    assert_eq!(
        found.at("/payload/spans/0/start/display_value"),
        "2026-12-01 04:00:00"
    );
    let bare = id(&make(&instance, "/normal", json!({})).await);
    let answer = instance.get(&format!("{CHANGE}/{bare}/schedule")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let path = path.to_owned();
    let other = instance.by("beth.anglin");
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
}
