use pollster::block_on;
use serde_json::{Value, json};

use super::{requests, signed_in};
use crate::ports::Method;
use crate::ports::memory::json as answer;

const PORTAL: &str = "https://portal.example/security/";

/// What is sent to note a contact, by an instance that has those rows.
#[track_caller]
fn check(status: u16, found: &Value, noted: bool, sent: Option<(Method, &str)>) {
    let (ports, client) = signed_in();
    let found = found.to_string();
    ports.serve(move |request| match request.method {
        Method::Get => answer(status, &found),
        Method::Post | Method::Patch => answer(200, r#"{"result":{}}"#),
    });
    assert_eq!(
        block_on(client.note_contact(PORTAL, "snowline.integration")),
        Ok(noted)
    );
    let all = requests(&ports);
    let table = "/api/now/table/x_mioms_m365ticket_connection";
    let asked = all[0].url.split_once(table).map(|(_, rest)| rest);
    let query =
        "portal%3Dhttps%3A%2F%2Fportal.example%2Fsecurity%2F%5Euser_name%3Dsnowline.integration";
    assert!(
        asked.is_some_and(|rest| rest.contains(query)),
        "{}",
        all[0].url
    );
    let last = all.get(1).map(|request| {
        let rest = request.url.split_once(table).map_or("", |(_, rest)| rest);
        let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
        assert!(body["last_contact"].is_string());
        assert_eq!(body.get("portal").is_some(), request.method == Method::Post);
        (request.method, rest.to_owned())
    });
    let sent = sent.map(|(method, rest)| (method, rest.to_owned()));
    assert_eq!(last, sent);
}

fn row(portal: &str) -> Value {
    let both = |value: &str| json!({ "value": value, "display_value": value });
    json!({ "result": [{
        "sys_id": both("abc"),
        "portal": both(portal),
        "user_name": both("snowline.integration"),
    }] })
}

#[test]
fn a_contact_is_noted_in_the_one_record_of_a_portal_and_its_user() {
    let none = json!({ "result": [] });
    check(200, &none, true, Some((Method::Post, "")));
    check(200, &row(PORTAL), true, Some((Method::Patch, "/abc")));
    // The instance dropped the condition: this is somebody else's.
    let other = row("https://other.example/");
    check(200, &other, true, Some((Method::Post, "")));
}

#[test]
fn an_instance_without_the_table_is_asked_for_nothing_more() {
    let refused = json!({
        "error": { "message": "Invalid table x_mioms_m365ticket_connection", "detail": null },
        "status": "failure",
    });
    check(400, &refused, false, None);
}
