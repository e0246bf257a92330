//! Tables at `.do` addresses in the formats that came before the REST APIs.

use axum::http::Method;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::forms::bare;
use crate::instance::{Answer, Instance};

const AGENT: [(&str, &str); 1] = [("authorization", "Basic YmV0aC5hbmdsaW46c25vd2xpbmU=")];
const NOBODY: [(&str, &str); 1] = [("authorization", "Basic YWJlbC50dXRlcjpzbm93bGluZQ==")];

async fn get(path: &str) -> Answer {
    let answer = bare().get(path, &AGENT).await;
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    answer
}

#[track_caller]
fn records(answer: &Answer) -> Vec<Value> {
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    body["records"].as_array().unwrap().clone()
}

async fn post(instance: &Instance, path: &str, body: Value) -> Answer {
    let headers = [AGENT[0], ("content-type", "application/json")];
    let body = body.to_string();
    instance.send(Method::POST, path, &headers, &body).await
}

#[tokio::test]
async fn jsonv2_gives_plain_texts_and_a_status_for_each_record() {
    let answer =
        get("/incident.do?JSONv2&sysparm_query=active=true^ORDERBYnumber&sysparm_record_count=2")
            .await;
    let kind = "application/json;charset=UTF-8";
    assert_eq!(answer.header("content-type"), Some(kind));
    let found = records(&answer);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["__status"], "success");
    assert_eq!(found[0]["active"], "true");
    assert_eq!(found[0]["opened_by"].as_str().unwrap().len(), 32);
    assert!(found[0]["number"].as_str() < found[1]["number"].as_str());
}

#[tokio::test]
async fn jsonv2_gets_one_record_by_its_sys_id_and_keys_alone() {
    let instance = bare();
    let path = "/incident.do?JSONv2&sysparm_action=getKeys&sysparm_query=active=true";
    let keys = records(&instance.get(path, &AGENT).await);
    assert!(keys.len() > 1);
    let key = keys[0].as_str().unwrap();
    for action in ["", "&sysparm_action=get"] {
        let path = format!("/incident.do?JSONv2{action}&sysparm_sys_id={key}");
        let found = records(&instance.get(&path, &AGENT).await);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["sys_id"], key);
    }
    let path = "/incident.do?JSONv2&sysparm_sys_id=ffff";
    let none = instance.get(path, &AGENT).await;
    assert_eq!(none.body, r#"{"records":[]}"#);
}

#[tokio::test]
async fn jsonv2_shows_display_values_alone_or_beside() {
    let path = "/incident.do?JSONv2&sysparm_query=state=1&sysparm_record_count=1&displayvalue=";
    let found = records(&get(&format!("{path}true")).await);
    assert_eq!(found[0]["state"], "New");
    let found = records(&get(&format!("{path}all")).await);
    assert_eq!(
        (&found[0]["state"], &found[0]["dv_state"]),
        (&json!("1"), &json!("New"))
    );
    assert_eq!(found[0]["opened_by"].as_str().unwrap().len(), 32);
    assert!(found[0]["dv_opened_by"].as_str().unwrap().contains(' '));
}

#[tokio::test]
async fn jsonv2_makes_changes_and_deletes_records() {
    let instance = bare();
    let sent = json!({ "records": [
        { "short_description": "One", "caller_id": "Fred Luddy", "impact": "1" },
        { "short_description": "Two" },
    ]});
    let answer = post(&instance, "/incident.do?JSONv2&sysparm_action=insert", sent).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let made = records(&answer);
    assert_eq!(made.len(), 2);
    assert_eq!(made[0]["short_description"], "One");
    assert_eq!(made[0]["caller_id"], "5137153cc611227c000bbd1bd8cd2005");
    assert!(made[1]["number"].as_str().unwrap().starts_with("INC"));
    let alone = json!([{ "short_description": "Two" }]);
    let path = "/incident.do?JSONv2&sysparm_action=insertMultiple";
    assert_eq!(records(&post(&instance, path, alone).await).len(), 1);
    // The action may stand in the body.
    let sent = json!({ "sysparm_action": "update", "urgency": "1", "sysparm_query": "short_description=One" });
    let changed = records(&post(&instance, "/incident.do?JSONv2", sent).await);
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["priority"], "1");
    let admin = [("authorization", "Basic YWRtaW46c25vd2xpbmU=")];
    for (action, by, count) in [
        (
            "deleteRecord",
            json!({ "sysparm_sys_id": made[0]["sys_id"] }),
            1,
        ),
        (
            "deleteMultiple",
            json!({ "sysparm_query": "short_description=Two" }),
            2,
        ),
    ] {
        let path = format!("/incident.do?JSONv2&sysparm_action={action}");
        let answer = instance
            .send(Method::POST, &path, &admin, &by.to_string())
            .await;
        let deleted = records(&answer);
        assert_eq!(deleted.len(), count, "{action}");
        assert_eq!(deleted[0]["__status"], "success", "{action}");
    }
    let left = "/incident.do?JSONv2&sysparm_query=short_description=One^ORshort_description=Two";
    assert_eq!(instance.get(left, &AGENT).await.body, r#"{"records":[]}"#);
}

#[tokio::test]
async fn jsonv2_refuses_in_the_record_or_as_a_whole() {
    let instance = bare();
    let sent = json!({ "short_description": "x" });
    let path = "/incident.do?JSONv2&sysparm_action=update";
    let answer = post(&instance, path, sent.clone()).await;
    let whole = r#"{"_error":"Cannot update with empty sysparm_query","reason":null}"#;
    assert_eq!(answer.body, whole);
    let path = "/incident.do?JSONv2&sysparm_action=insert";
    let headers = [NOBODY[0], ("content-type", "application/json")];
    let answer = instance
        .send(Method::POST, path, &headers, &sent.to_string())
        .await;
    let refused = records(&answer);
    assert_eq!(refused[0]["__status"], "failure");
    assert_eq!(
        refused[0]["__error"]["message"],
        "Invalid Insert into: incident"
    );
    assert!(refused[0]["__error"]["reason"].is_string());
    // As for the REST APIs: no rights to the table, no rows.
    let path = "/change_request.do?JSONv2";
    let answer = instance.get(path, &NOBODY).await;
    assert_eq!(answer.body, r#"{"records":[]}"#);
}

#[tokio::test]
async fn csv_has_the_columns_of_the_list_as_people_see_them() {
    let path =
        "/incident_list.do?CSV&sysparm_query=state=1&sysparm_orderby=number&sysparm_record_count=1";
    let answer = get(path).await;
    let kind = "text/csv;charset=windows-1252";
    assert_eq!(answer.header("content-type"), Some(kind));
    let file = "attachment;filename=incident.csv";
    assert_eq!(answer.header("content-disposition"), Some(file));
    let lines: Vec<_> = answer.body.split("\r\n").collect();
    assert_eq!(
        lines[0],
        r#""number","short_description","state","priority","due_date""#
    );
    assert!(lines[1].contains(r#","New","#), "{}", lines[1]);
    assert_eq!((lines.len(), lines[2]), (3, ""));
    let raw = get(&format!("{path}&sysparm_display_value=false&sysparm_export_column_header_label=true&sysparm_fields=state,opened_by")).await;
    let lines: Vec<_> = raw.body.split("\r\n").collect();
    assert_eq!(lines[0], r#""State","Opened by""#);
    assert!(lines[1].starts_with(r#""1",""#), "{}", lines[1]);
    let all = get(&format!("{path}&sysparm_default_export_fields=all")).await;
    assert!(all.body.contains(r#""sys_id""#));
}

#[tokio::test]
async fn csv_is_in_windows_letters_unless_a_property_says_utf_8() {
    let instance = bare();
    instance.insert("incident", &[("short_description", "Größe 한")]);
    let path = "/incident_list.do?CSV&sysparm_query=short_descriptionLIKE%ED%95%9C&sysparm_fields=short_description";
    let request = || {
        let request = axum::http::Request::builder().uri(path);
        let request = request.header(AGENT[0].0, AGENT[0].1);
        request.body(axum::body::Body::empty()).unwrap()
    };
    let answer = instance.try_ask(request()).await;
    assert!(
        answer.body.contains("Gr\u{fffd}\u{fffd}e ?"),
        "{}",
        answer.body
    );
    instance.set_property("glide.export.csv.charset", "UTF-8");
    let answer = instance.try_ask(request()).await;
    assert!(answer.body.contains("Größe 한"), "{}", answer.body);
}

#[tokio::test]
async fn xml_has_every_column_as_it_is_stored() {
    let answer = get("/incident.do?XML&sysparm_query=active=true&sysparm_record_count=1").await;
    assert_eq!(answer.header("content-type"), Some("text/xml"));
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xml><incident><active>true</active>";
    assert!(answer.body.starts_with(head), "{}", answer.body);
    assert!(answer.body.contains("<work_notes/>"), "{}", answer.body);
    assert!(
        answer.body.ends_with("</incident></xml>"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn the_unload_format_names_the_action_and_what_references_show() {
    let answer = get(
        "/incident_list.do?XML&useUnloadFormat=true&sysparm_query=state=1&sysparm_record_count=1",
    )
    .await;
    let body = &answer.body;
    assert!(body.contains("<unload unload_date=\""), "{body}");
    assert!(
        body.contains("<incident action=\"INSERT_OR_UPDATE\">"),
        "{body}"
    );
    assert!(body.contains("<parent display_value=\"\"/>"), "{body}");
    let (_, opened) = body.split_once("<opened_by display_value=\"").unwrap();
    assert!(!opened.starts_with('"'), "{body}");
}

#[tokio::test]
async fn an_export_ends_at_its_limit() {
    let instance = bare();
    instance.set_property("glide.csv.export.limit", "3");
    instance.set_property("glide.ui.export.limit", "2");
    let csv = instance.get("/incident_list.do?CSV", &AGENT).await;
    assert_eq!(csv.body.matches("\r\n\"INC").count(), 3);
    let xml = instance
        .get("/incident_list.do?XML&sysparm_record_count=50", &AGENT)
        .await;
    assert_eq!(xml.body.matches("<incident>").count(), 2);
}

#[tokio::test]
async fn who_is_not_known_gets_no_data_and_is_asked_for_a_password() {
    let instance = bare();
    for format in ["CSV", "XML", "JSONv2"] {
        let answer = instance.get(&format!("/incident.do?{format}"), &[]).await;
        assert_eq!(answer.status, 401, "{format}");
        let challenge = r#"BASIC realm="Service-now""#;
        assert_eq!(answer.header("www-authenticate"), Some(challenge));
    }
}

#[tokio::test]
async fn a_session_reads_exports_and_changes_only_with_its_token() {
    let instance = bare();
    let mut browser = Browser::signed_in(&instance, "beth.anglin").await;
    let answer = browser
        .get("/incident_list.do?CSV&sysparm_fields=number")
        .await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.starts_with("\"number\""));
    let path = "/incident.do?JSONv2&sysparm_action=insert";
    let cookie = browser.cookie.clone();
    let headers = [("cookie", &*cookie)];
    let answer = instance.send(Method::POST, path, &headers, "{}").await;
    assert_eq!(answer.status, 401);
}
