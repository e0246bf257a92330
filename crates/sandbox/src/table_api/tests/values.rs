//! The shapes of values.

use serde_json::{Value, json};

use crate::table_api::testing::Instance;

const SENT: &str = "short_description=A%20probe";

async fn probe(parameters: &str) -> Value {
    let instance = Instance::as_user("integration.user");
    let made = instance
        .post(
            "/table/incident",
            json!({
                "short_description": "A probe",
                "impact": 2,
                "urgency": "1",
                "caller_id": "62826bf03710200044e0bfc8bcbe5df1",
                "due_date": "2026-11-30 23:59:59",
                "work_notes": "Looked at.",
                "comments": "Thank you.",
            }),
        )
        .await;
    assert_eq!(made.status, 201);
    let answer = instance
        .get(&format!("/table/incident?{SENT}&{parameters}"))
        .await;
    answer.at("/0").clone()
}

#[track_caller]
fn check(row: &Value, expect: Value) {
    for (name, value) in expect.as_object().expect("an object") {
        assert_eq!(&row[name], value, "{name}");
    }
}

#[tokio::test]
async fn stored_values_are_texts_and_references_objects() {
    let row = probe("").await;
    check(
        &row,
        json!({
            "number": "INC0010001",
            "state": "1",
            "priority": "2",
            "active": "true",
            "subcategory": "",
            "sla_due": "",
            "due_date": "2026-11-30 23:59:59",
            "work_notes": "",
            "comments": "",
            "comments_and_work_notes": "",
            "sys_mod_count": "0",
            "sys_created_by": "integration.user",
            "sys_created_on": "2026-11-21 12:00:00",
            "sys_class_name": "incident",
            "assigned_to": "",
            "caller_id": {
                "link": "http://instance.test/api/now/table/sys_user/62826bf03710200044e0bfc8bcbe5df1",
                "value": "62826bf03710200044e0bfc8bcbe5df1",
            },
            "sys_domain": {
                "link": "http://instance.test/api/now/table/sys_user_group/global",
                "value": "global",
            },
        }),
    );
    let object = row.as_object().expect("a record");
    assert!(
        object
            .values()
            .all(|value| value.is_string() || value.is_object())
    );
}

#[tokio::test]
async fn display_values_are_labels_nulls_and_local_times() {
    let row = probe("sysparm_display_value=true").await;
    check(
        &row,
        json!({
            "state": "New",
            "priority": "2 - High",
            "impact": "2 - Medium",
            "category": "Inquiry / Help",
            "notify": "Do Not Notify",
            "escalation": "Normal",
            "approval": "Not Yet Requested",
            "upon_reject": "Cancel all future Tasks",
            "sys_class_name": "Incident",
            "subcategory": null,
            "close_code": null,
            "contact_type": null,
            "description": "",
            "sla_due": "UNKNOWN",
            "activity_due": "UNKNOWN",
            "due_date": "2026-11-30 15:59:59",
            "work_notes": "2026-11-21 04:00:00 - Integration User (Work notes)\nLooked at.\n\n",
            "assigned_to": "",
            "caller_id": {
                "display_value": "Abel Tuter",
                "link": "http://instance.test/api/now/table/sys_user/62826bf03710200044e0bfc8bcbe5df1",
            },
        }),
    );
    let both = row["comments_and_work_notes"].as_str().expect("a text");
    assert!(both.contains("(Additional comments)\nThank you.") && both.contains("Looked at."));
}

#[tokio::test]
async fn all_gives_both() {
    let row = probe("sysparm_display_value=all").await;
    check(
        &row,
        json!({
            "state": { "display_value": "New", "value": "1" },
            "subcategory": { "display_value": null, "value": "" },
            "sla_due": { "display_value": "UNKNOWN", "value": "" },
            "due_date": {
                "display_value": "2026-11-30 15:59:59",
                "value": "2026-11-30 23:59:59",
            },
            "assigned_to": { "display_value": "", "value": "" },
            "caller_id": {
                "display_value": "Abel Tuter",
                "link": "http://instance.test/api/now/table/sys_user/62826bf03710200044e0bfc8bcbe5df1",
                "value": "62826bf03710200044e0bfc8bcbe5df1",
            },
        }),
    );
    assert_eq!(row["work_notes"]["value"], "");
}

#[tokio::test]
async fn references_lose_their_links_when_asked_to() {
    const ID: &str = "62826bf03710200044e0bfc8bcbe5df1";
    for (mode, expect) in [
        ("false", json!(ID)),
        ("true", json!("Abel Tuter")),
        ("True", json!("Abel Tuter")),
        ("all", json!({ "display_value": "Abel Tuter", "value": ID })),
    ] {
        let parameters =
            format!("sysparm_exclude_reference_link=true&sysparm_display_value={mode}");
        assert_eq!(probe(&parameters).await["caller_id"], expect, "{mode}");
    }
}

#[tokio::test]
async fn a_renamed_state_is_renamed_everywhere() {
    let instance = Instance::as_user("admin");
    let choice = instance
        .get("/table/sys_choice?name=change_request&element=state&value=-5&language=en")
        .await;
    let sys_id = choice.at("/0/sys_id").as_str().expect("an id");
    let renamed = json!({ "label": "Fresh" });
    instance
        .patch(&format!("/table/sys_choice/{sys_id}"), renamed)
        .await;
    let answer = instance
        .get("/table/change_request?state=-5&sysparm_display_value=true&sysparm_fields=state")
        .await;
    assert_eq!(answer.column("state"), ["Fresh"; 8]);
}
