//! The Change Management API as a client meets it.

mod work;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::table_api::testing::{Answer, Instance};

const CHANGE: &str = "/api/sn_chg_rest/v1/change";
const TEMPLATE: &str = "508e02ec47410200e90d87e8dee49058";

async fn make(instance: &Instance, path: &str, body: Value) -> Answer {
    instance.post(&format!("{CHANGE}{path}"), body).await
}

fn id(answer: &Answer) -> String {
    let sys_id = answer.at("/sys_id/value").as_str();
    sys_id.expect("a text").to_owned()
}

#[tokio::test]
async fn a_change_is_made_with_200_and_has_numbers_and_booleans() {
    let instance = Instance::as_user("admin");
    let sent = json!({ "short_description": "A", "impact": "2", "nonsense": 1 });
    let made = make(&instance, "", sent).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    assert!(!made.headers.contains_key("location"));
    for (field, expect) in [
        ("state", json!({ "display_value": "New", "value": -5.0 })),
        (
            "impact",
            json!({ "display_value": "2 - Medium", "value": 2.0 }),
        ),
        ("active", json!({ "display_value": "true", "value": true })),
        (
            "type",
            json!({ "display_value": "Normal", "value": "normal" }),
        ),
        (
            "short_description",
            json!({ "display_value": "A", "value": "A" }),
        ),
        ("close_code", json!({ "display_value": "", "value": "" })),
        ("assigned_to", json!({ "display_value": "", "value": "" })),
        ("__meta", json!({ "ignoredFields": ["nonsense"] })),
    ] {
        assert_eq!(made.at(&format!("/{field}")), &expect, "{field}");
    }
    let by = made.at("/requested_by");
    assert_eq!(by["display_value"], "System Administrator");
    assert_eq!(by.get("link"), None);
    let text = made.body.to_string();
    assert!(text.contains("\"value\":-5.0"), "{text}");
}

#[tokio::test]
async fn a_date_is_written_in_three_ways() {
    let instance = Instance::as_user("admin");
    let sent = json!({ "start_date": "2026-12-01 12:00:00" });
    let made = make(&instance, "/normal", sent).await;
    assert_eq!(
        made.at("/start_date"),
        &json!({
            "display_value": "2026-12-01 04:00:00",
            "value": "2026-12-01 12:00:00",
            "display_value_internal": "2026-12-01 04:00:00",
        })
    );
    let empty = json!({ "display_value": "", "value": "", "display_value_internal": "" });
    assert_eq!(made.at("/end_date"), &empty);
}

#[tokio::test]
async fn the_address_names_the_type_and_may_bring_the_fields() {
    let instance = Instance::as_user("admin");
    for (path, kind, state) in [
        ("/normal?short_description=A", "normal", "not requested"),
        (
            "/emergency?short_description=A",
            "emergency",
            "not requested",
        ),
        (
            &*format!("/standard/{TEMPLATE}?description=B"),
            "standard",
            "approved",
        ),
        ("?type=emergency", "emergency", "not requested"),
    ] {
        let address = format!("{CHANGE}{path}");
        let made = instance.send(Method::POST, &address, None).await;
        assert_eq!(made.status, StatusCode::OK, "{path} {}", made.body);
        assert_eq!(made.at("/type/value"), kind, "{path}");
        assert_eq!(made.at("/approval/value"), state, "{path}");
        let read = format!("{CHANGE}/{kind}/{}", id(&made));
        assert_eq!(instance.get(&read).await.status, StatusCode::OK);
        let other = if kind == "normal" {
            "standard"
        } else {
            "normal"
        };
        let read = format!("{CHANGE}/{other}/{}", id(&made));
        assert_eq!(instance.get(&read).await.status, StatusCode::NOT_FOUND);
    }
    let template = format!("/standard/{TEMPLATE}");
    let made = make(&instance, &template, json!({})).await;
    assert_eq!(
        made.at("/short_description/value"),
        "Add network switch to cabinet"
    );
    let version = &made.at("/std_change_producer_version/display_value");
    assert_eq!(*version, "Add network switch to datacenter cabinet - 1");
    let unknown = make(&instance, "/standard/0", json!({})).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_standard_change_has_the_recorded_values() {
    let instance = Instance::as_user("admin");
    let made = make(&instance, &format!("/standard/{TEMPLATE}"), json!({})).await;
    for (field, label, value) in [
        ("state", "New", json!(-5.0)),
        ("impact", "3 - Low", json!(3.0)),
        ("urgency", "3 - Low", json!(3.0)),
        ("priority", "4 - Low", json!(4.0)),
        ("risk", "Moderate", json!(3.0)),
        ("scope", "Medium", json!(3.0)),
        ("active", "true", json!(true)),
        ("type", "Standard", json!("standard")),
        ("phase", "Requested", json!("requested")),
        ("phase_state", "Open", json!("open")),
        ("approval", "Approved", json!("approved")),
        ("conflict_status", "Not Run", json!("Not Run")),
        ("category", "Network", json!("Network")),
        ("chg_model", "", json!("")),
    ] {
        let expect = json!({ "display_value": label, "value": value });
        assert_eq!(made.at(&format!("/{field}")), &expect, "{field}");
    }
}

#[tokio::test]
async fn changes_are_listed_changed_and_deleted() {
    let instance = Instance::as_user("admin");
    let made = make(
        &instance,
        "/normal",
        json!({ "short_description": "Listed" }),
    )
    .await;
    let at = format!("{CHANGE}/{}", id(&made));
    let query = "sysparm_query=short_description%3DListed";
    for (path, expect) in [("", 1), ("/normal", 1), ("/standard", 0)] {
        let listed = instance.get(&format!("{CHANGE}{path}?{query}")).await;
        let rows = listed.body["result"].as_array().expect("a list");
        assert_eq!(rows.len(), expect, "{path}");
    }
    let sent = json!({ "short_description": "Changed", "nonsense": "1" });
    let changed = instance.patch(&at, sent).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!(changed.at("/short_description/value"), "Changed");
    assert_eq!(changed.at("/__meta/ignoredFields"), &json!(["nonsense"]));
    let deleted = instance.send(Method::DELETE, &at, None).await;
    // The answer is the change as it was.
    assert_eq!(deleted.status, StatusCode::OK);
    assert_eq!(deleted.at("/short_description/value"), "Changed");
    let read = instance.get(&at).await;
    assert_eq!(read.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_change_tells_where_it_can_go_from_here() {
    let instance = Instance::as_user("admin");
    let group = instance
        .state
        .store
        .find("sys_user_group", &[])
        .expect("groups");
    let group = group[0]["sys_id"].clone();
    for (body, kind, open, ways) in [
        (json!({}), "/normal", json!(["-5", "4"]), json!(["-4", "4"])),
        (
            json!({ "assignment_group": group }),
            "/normal",
            json!(["-5", "-4", "4"]),
            json!(["-4", "4"]),
        ),
        (
            json!({ "assignment_group": group }),
            "/emergency",
            json!(["-5", "-3", "4"]),
            json!(["-3", "4"]),
        ),
    ] {
        let made = make(&instance, kind, body).await;
        let path = format!("{CHANGE}/{}/nextstates", id(&made));
        let answer = instance.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.at("/available_states"), &open, "{kind}");
        // Labels are those of the states that are open.
        assert_eq!(answer.at("/state_label/4"), "Canceled");
        let labels = answer.at("/state_label").as_object().expect("labels");
        assert_eq!(labels.len(), open.as_array().expect("a list").len());
        let transitions = answer.at("/state_transitions").as_array().expect("a list");
        let known = |way: &Value| way[0]["sys_id"].as_str().map(str::len) == Some(32);
        assert!(transitions.iter().all(known), "{transitions:?}");
        let to: Vec<_> = transitions
            .iter()
            .map(|way| way[0]["to_state"].clone())
            .collect();
        assert_eq!(json!(to), ways, "{kind}");
        // What is said to be open is open, and nothing else.
        for way in transitions {
            let mut sent = json!({ "state": way[0]["to_state"] });
            sent["close_notes"] = "done".into();
            let moved = instance
                .patch(&format!("{CHANGE}/{}", id(&made)), sent)
                .await;
            let is_open = way[0]["transition_available"] == true;
            assert_eq!(moved.status == StatusCode::OK, is_open, "{kind} {way}");
            if is_open {
                break;
            }
        }
    }
}

#[tokio::test]
async fn a_transition_that_the_model_does_not_have_is_refused() {
    let instance = Instance::as_user("admin");
    let made = make(&instance, "/normal", json!({})).await;
    let at = format!("{CHANGE}/{}", id(&made));
    let answer = instance.patch(&at, json!({ "state": "3" })).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let detail = answer.body["error"]["detail"].as_str().expect("a text");
    assert!(detail.contains("Check State Transition"), "{detail}");
}

#[tokio::test]
async fn models_and_templates_are_listed() {
    let instance = Instance::as_user("admin");
    for (path, count) in [("/model", 3), ("/standard/template", 4)] {
        let listed = instance.get(&format!("{CHANGE}{path}")).await;
        let rows = listed.body["result"].as_array().expect("a list");
        assert_eq!(rows.len(), count, "{path}");
        let sys_id = rows[0]["sys_id"]["value"].as_str().expect("a text");
        let read = instance.get(&format!("{CHANGE}{path}/{sys_id}")).await;
        assert_eq!(read.at(""), &rows[0], "{path}");
    }
}

#[tokio::test]
async fn templates_are_those_that_administrators_make() {
    let instance = Instance::as_user("admin");
    let sent = json!({ "name": "Mine", "template": "short_description=Ours^category=Other^EQ" });
    let table = "/table/std_change_record_producer";
    let made = instance.post(table, sent).await;
    let sys_id = made.at("/sys_id").as_str().expect("a text").to_owned();
    let change = make(&instance, &format!("/standard/{sys_id}"), json!({})).await;
    assert_eq!(change.at("/short_description/value"), "Ours");
    instance
        .send(
            Method::PATCH,
            &format!("{table}/{sys_id}"),
            Some(json!({ "active": "false" })),
        )
        .await;
    let refused = make(&instance, &format!("/standard/{sys_id}"), json!({})).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_same_rights_hold_as_in_the_table_api() {
    let admin = Instance::as_user("admin");
    let made = make(&admin, "/normal", json!({})).await;
    let at = format!("{CHANGE}/{}", id(&made));
    let other = Instance::over(admin.state.clone())
        .by("abel.tuter")
        .with_roles(&[]);
    let listed = other.get(CHANGE).await;
    assert_eq!(listed.body["result"], json!([]));
    assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
    let answer = other.post(CHANGE, json!({})).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn other_addresses_and_methods_are_refused() {
    let instance = Instance::as_user("admin");
    for (method, path, status) in [
        (Method::PUT, "", 405),
        (Method::POST, "/standard", 405),
        (Method::POST, "/nonsense", 400),
        (Method::GET, "/nonsense/0", 400),
        (Method::GET, "/0", 404),
        (Method::GET, "/a/b/c", 400),
    ] {
        let answer = instance
            .send(method.clone(), &format!("{CHANGE}{path}"), None)
            .await;
        assert_eq!(answer.status.as_u16(), status, "{method} {path}");
    }
}

#[tokio::test]
async fn a_batch_may_hold_requests_to_this_api() {
    let instance = Instance::as_user("admin");
    let body = json!({
        "batch_request_id": "1",
        "rest_requests": [{ "id": "1", "method": "GET", "url": "/api/sn_chg_rest/change?sysparm_limit=1" }],
    });
    let answer = instance.post("/batch", body).await;
    assert_eq!(answer.body["serviced_requests"][0]["status_code"], 200);
}

#[tokio::test]
async fn a_change_without_a_model_goes_the_way_of_its_type() {
    let instance = Instance::as_user("admin");
    let sent = json!({ "backout_plan": "Mine", "justification": "Why not" });
    let made = make(&instance, &format!("/standard/{TEMPLATE}"), sent).await;
    // What the template is there for is not for the caller to say.
    assert_eq!(made.at("/backout_plan/value"), "Take it out again.");
    assert_eq!(made.at("/justification/value"), "Why not");
    assert_eq!(made.at("/__meta/ignoredFields"), &json!(["backout_plan"]));
    let at = format!("{CHANGE}/{}", id(&made));
    for (state, status) in [("-4", 403), ("-2", 200), ("-1", 200)] {
        let moved = instance.patch(&at, json!({ "state": state })).await;
        assert_eq!(moved.status.as_u16(), status, "{state} {}", moved.body);
        let row = instance.get(&at).await;
        assert_eq!(row.at("/chg_model/value"), "");
    }
    // What is on hold is not reviewed.
    instance.patch(&at, json!({ "on_hold": "true" })).await;
    let moved = instance.patch(&at, json!({ "state": "0" })).await;
    assert_eq!(moved.status, StatusCode::FORBIDDEN);
    let ways = instance.get(&format!("{at}/nextstates")).await;
    let way = ways.at("/state_transitions/0/0");
    assert_eq!(way["conditions"][0]["condition"]["name"], "Not On hold");
    assert_eq!(way["transition_available"], false);
}

#[tokio::test]
async fn models_go_by_their_names_and_choices_by_their_labels() {
    let instance = Instance::as_user("admin");
    let sent = json!({ "chg_model": "Emergency" });
    let made = make(&instance, "", sent).await;
    assert_eq!(made.at("/type/value"), "emergency");
    assert_eq!(made.at("/chg_model/display_value"), "Emergency");
    for (query, state) in [
        ("state=closed", 3.0),
        ("state=3", 3.0),
        ("state=Review", 0.0),
    ] {
        let listed = instance.get(&format!("{CHANGE}?{query}")).await;
        let rows = listed.at("").as_array().expect("a list");
        assert!(!rows.is_empty(), "{query}");
        let all = rows.iter().all(|row| row["state"]["value"] == json!(state));
        assert!(all, "{query}");
    }
}
