//! What business rules and data policies do.

use serde_json::{Value, json};

use crate::table_api::testing::{Answer, Instance};

async fn create(instance: &Instance, table: &str, sent: Value) -> String {
    let made = instance.post(&format!("/table/{table}"), sent).await;
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    format!("/table/{table}/{sys_id}")
}

#[tokio::test]
async fn an_incidents_priority_comes_from_the_look_up() {
    let instance = Instance::as_user("integration.user");
    for (impact, urgency, expect) in [
        ("1", "1", "1"),
        ("1", "2", "2"),
        ("2", "1", "2"),
        ("1", "3", "3"),
        ("2", "2", "3"),
        ("3", "1", "3"),
        ("2", "3", "4"),
        ("3", "2", "4"),
        ("3", "3", "5"),
    ] {
        let sent = json!({ "impact": impact, "urgency": urgency, "priority": "1" });
        let made = instance.post("/table/incident", sent).await;
        assert_eq!(made.at("/priority"), expect, "{impact} {urgency}");
    }
    let path = create(&instance, "incident", json!({})).await;
    let changed = instance.patch(&path, json!({ "priority": "1" })).await;
    assert_eq!(changed.at("/priority"), "5");
    let changed = instance.patch(&path, json!({ "urgency": "1" })).await;
    assert_eq!(changed.at("/priority"), "3");
}

#[tokio::test]
async fn a_changes_priority_is_what_was_sent() {
    let instance = Instance::as_user("integration.user");
    for (sent, expect) in [(json!({}), "4"), (json!({ "priority": "1" }), "1")] {
        let made = instance.post("/table/change_request", sent).await;
        assert_eq!(made.at("/priority"), expect);
    }
}

#[tokio::test]
async fn the_opener_is_the_caller_and_the_caller_is_nobody() {
    let instance = Instance::as_user("integration.user");
    let made = instance.post("/table/incident", json!({})).await;
    assert_eq!(
        made.at("/opened_by/value"),
        "c1a4d9e07b5f4c0c8e2b6f93a7d05e18"
    );
    assert_eq!(made.at("/opened_at"), made.at("/sys_created_on"));
    assert_eq!(made.at("/caller_id"), "");
}

#[tokio::test]
async fn resolving_needs_a_code_and_notes() {
    let instance = Instance::as_user("integration.user");
    let path = create(&instance, "incident", json!({})).await;
    let policy = "Data Policy Exception: The following fields are mandatory:";
    let refused = |answer: Answer, fields: &str| {
        answer.refuses(403, "Operation Failed", Some(&format!("{policy} {fields}")));
    };
    let answer = instance.patch(&path, json!({ "state": "6" })).await;
    refused(answer, "Resolution code, Resolution notes");
    let sent = json!({ "state": 6, "close_notes": "Done" });
    refused(instance.patch(&path, sent).await, "Resolution code");
    let sent = json!({
        "state": 6, "close_notes": "Done", "close_code": "Solution provided",
    });
    let resolved = instance.patch(&path, sent).await;
    assert_eq!(resolved.at("/incident_state"), "6");
    assert_eq!(resolved.at("/resolved_at"), "2026-11-21 12:00:00");
    assert_eq!(resolved.at("/active"), "true");
    let closed = instance.patch(&path, json!({ "incident_state": 7 })).await;
    assert_eq!(
        (closed.at("/state"), closed.at("/active")),
        (&json!("7"), &json!("false"))
    );
    assert_eq!(closed.at("/closed_at"), "2026-11-21 12:00:00");
}

#[tokio::test]
async fn a_reopened_incident_is_not_resolved_any_more() {
    let instance = Instance::as_user("integration.user");
    let path = create(&instance, "incident", json!({})).await;
    let sent = json!({ "state": 6, "close_notes": "n", "close_code": "Duplicate" });
    instance.patch(&path, sent).await;
    let again = instance.patch(&path, json!({ "state": 2 })).await;
    for (pointer, expect) in [
        ("/reopen_count", "1"),
        ("/resolved_at", ""),
        ("/resolved_by", ""),
        ("/reopened_time", "2026-11-21 12:00:00"),
        ("/active", "true"),
    ] {
        assert_eq!(again.at(pointer), expect, "{pointer}");
    }
}

#[tokio::test]
async fn handing_on_is_counted_and_the_reason_of_a_hold_goes_with_it() {
    let instance = Instance::as_user("integration.user");
    let path = create(&instance, "incident", json!({})).await;
    for (sent, field, expect) in [
        (
            json!({ "assignment_group": "a" }),
            "/reassignment_count",
            "0",
        ),
        (
            json!({ "assignment_group": "b" }),
            "/reassignment_count",
            "1",
        ),
        (
            json!({ "assignment_group": "b" }),
            "/reassignment_count",
            "1",
        ),
        (json!({ "state": 3, "hold_reason": 1 }), "/hold_reason", "1"),
        (json!({ "state": 2 }), "/hold_reason", ""),
    ] {
        let changed = instance.patch(&path, sent.clone()).await;
        assert_eq!(changed.at(field), expect, "{sent}");
    }
}

#[tokio::test]
async fn a_problem_has_its_own_states_and_policy() {
    let instance = Instance::as_user("beth.anglin");
    let made = instance
        .post("/table/problem", json!({ "impact": 1, "urgency": 2 }))
        .await;
    for (pointer, expect) in [
        ("/number", "PRB0040001"),
        ("/state", "101"),
        ("/problem_state", "101"),
        ("/priority", "2"),
    ] {
        assert_eq!(made.at(pointer), expect, "{pointer}");
    }
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    let path = format!("/table/problem/{sys_id}");
    let moved = instance.patch(&path, json!({ "problem_state": 103 })).await;
    assert_eq!(moved.at("/state"), "103");
    let refused = instance.patch(&path, json!({ "state": 106 })).await;
    let detail = "Data Policy Exception: The following fields are mandatory: \
                  Resolution code, Cause notes, Fix notes";
    refused.refuses(403, "Operation Failed", Some(detail));
    let sent = json!({
        "state": 107, "resolution_code": "fix_applied", "cause_notes": "c", "fix_notes": "f",
    });
    assert_eq!(instance.patch(&path, sent).await.at("/active"), "false");
}

#[tokio::test]
async fn the_type_of_a_change_and_its_model_go_together() {
    let instance = Instance::as_user("admin");
    let models = instance.get("/table/chg_model").await;
    let models = models.body["result"].as_array().expect("models").clone();
    let model = |name: &str| {
        let found = models.iter().find(|model| model["name"] == name);
        found.expect("a model")["sys_id"].clone()
    };
    for (sent, kind, name) in [
        (json!({}), "normal", "Normal"),
        (json!({ "type": "emergency" }), "emergency", "Emergency"),
        (
            json!({ "chg_model": model("Standard") }),
            "standard",
            "Standard",
        ),
        (json!({ "chg_model": "nonsense" }), "normal", "Normal"),
    ] {
        let made = instance.post("/table/change_request", sent.clone()).await;
        assert_eq!(made.at("/type"), kind, "{sent}");
        assert_eq!(made.at("/chg_model/value"), &model(name), "{sent}");
        let sys_id = made.at("/sys_id").as_str().expect("an id");
        let path = format!("/table/change_request/{sys_id}");
        let changed = instance.patch(&path, json!({ "type": "standard" })).await;
        assert_eq!(changed.at("/chg_model/value"), &model("Standard"), "{sent}");
    }
}

#[tokio::test]
async fn a_change_says_when_it_was_carried_out() {
    let instance = Instance::as_user("admin");
    let path = create(&instance, "change_request", json!({ "type": "standard" })).await;
    for (state, column) in [("-2", ""), ("-1", "/work_start"), ("0", "/work_end")] {
        instance.state.clock.advance(60);
        let moved = instance.patch(&path, json!({ "state": state })).await;
        if !column.is_empty() {
            assert_eq!(moved.at(column), moved.at("/sys_updated_on"), "{state}");
        }
    }
}

#[tokio::test]
async fn a_full_name_is_made_of_its_parts() {
    let instance = Instance::as_user("admin");
    let sent = json!({ "user_name": "p", "first_name": "Ada", "last_name": "Byron", "name": "x" });
    let made = instance.post("/table/sys_user", sent).await;
    assert_eq!(made.at("/name"), "Ada Byron");
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    let path = format!("/table/sys_user/{sys_id}");
    let changed = instance.patch(&path, json!({ "last_name": "King" })).await;
    assert_eq!(changed.at("/name"), "Ada King");
}

#[tokio::test]
async fn a_change_begins_as_new_whatever_is_sent() {
    let instance = Instance::as_user("integration.user");
    let made = instance
        .post("/table/change_request", json!({ "state": "3" }))
        .await;
    assert_eq!(
        (made.at("/state"), made.at("/active")),
        (&json!("-5"), &json!("true"))
    );
}

#[tokio::test]
async fn a_change_moves_by_its_model_only() {
    const GROUP: &str = "8a4dde73c6112278017a6a4baf547aa7";
    let instance = Instance::as_user("integration.user");
    for (kind, moves) in [
        (
            "normal",
            &[
                (json!({ "state": -4 }), false),
                (json!({ "state": -4, "assignment_group": GROUP }), true),
                (json!({ "state": -3 }), false),
                (json!({ "state": -3, "approval": "approved" }), true),
                (json!({ "state": -1 }), false),
                (json!({ "state": -2 }), true),
                (json!({ "state": -1 }), true),
                (json!({ "state": 0 }), true),
                (json!({ "state": 4 }), false),
                (
                    json!({ "state": 3, "close_code": "successful", "close_notes": "n" }),
                    true,
                ),
                (json!({ "state": -5 }), false),
            ][..],
        ),
        (
            "standard",
            &[
                (json!({ "state": -4, "assignment_group": GROUP }), false),
                (json!({ "state": -2 }), true),
                (json!({ "state": 4 }), true),
            ],
        ),
        (
            "emergency",
            &[
                (json!({ "state": -4, "assignment_group": GROUP }), false),
                (json!({ "state": -3, "assignment_group": GROUP }), true),
            ],
        ),
    ] {
        let path = create(&instance, "change_request", json!({ "type": kind })).await;
        for (sent, expect) in moves {
            let answer = instance.patch(&path, sent.clone()).await;
            if *expect {
                assert_eq!(answer.status, 200, "{kind} {sent} {}", answer.body);
                continue;
            }
            let detail = "Operation against file 'change_request' was aborted by Business Rule \
                          'Change Model: Check State Transition^d0a5ee78c3100110f4c6d6dc81d3ae2a'. \
                          Business Rule Stack:Change Model: Check State Transition";
            answer.refuses(403, "Operation Failed", Some(detail));
        }
    }
}

#[tokio::test]
async fn closing_a_change_needs_a_code_and_notes() {
    let instance = Instance::as_user("integration.user");
    let reviewed = instance
        .get("/table/change_request?state=0&sysparm_limit=1")
        .await;
    let sys_id = reviewed.at("/0/sys_id").as_str().expect("an id");
    let path = format!("/table/change_request/{sys_id}");
    instance.patch(&path, json!({ "state": 3 })).await.refuses(
        403,
        "Operation Failed",
        Some("Data Policy Exception: The following fields are mandatory: Close code, Close notes"),
    );
}
