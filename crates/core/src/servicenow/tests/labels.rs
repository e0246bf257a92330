//! Where an instance's names for its states come from.

use pollster::block_on;
use serde_json::{Value, json};

use super::home::base64;
use super::{requests, signed_in};
use crate::configuration::KnownState;
use crate::ports::memory::{Answer, Memory, json as answer};
use crate::ports::{HttpFailure, Method, Request};
use crate::servicenow::{InstanceStates, LabelSource};
use crate::task::TicketType;

fn form(_: &str) -> Option<Value> {
    let choices = json!([
        { "value": "1", "label": "신규" }, { "value": "42", "label": "Parked" },
        { "value": "odd", "label": "x" }, { "value": "1", "label": "again" },
    ]);
    Some(json!({ "result": { "columns": { "state": { "choices": choices } } } }))
}

fn choices(url: &str) -> Option<Value> {
    let table = if url.contains("name%3Dincident%5E") {
        "incident"
    } else {
        "change_request"
    };
    let row = |value: &str, label: &str, language: &str| json!({ "name": table, "element": "state", "value": value, "label": label, "language": language });
    Some(
        json!({ "result": [row("1", "New", "en"), row("1", "신규", "ko"), row("9", "나중", "ko")] }),
    )
}

/// What a user without rights gets: labels of whatever there is.
fn labels_only(_: &str) -> Option<Value> {
    Some(json!({ "result": [{ "label": "신규" }, { "label": "보류" }] }))
}

fn groups(_: &str) -> Option<Value> {
    let field = json!([{ "field": "state", "value": "2", "display_value": "진행 중" }]);
    Some(json!({ "result": [{ "stats": { "count": "5" }, "groupby_fields": field }] }))
}

fn refused(_: &str) -> Option<Value> {
    None
}

type Says = fn(&str) -> Option<Value>;

fn single(url: &str, says: [Says; 3]) -> (u16, String) {
    let [form, choices, groups] = says;
    let found = if url.contains("/ui/meta/") {
        form(url)
    } else if url.contains("/sys_choice?") {
        choices(url)
    } else {
        assert!(url.contains("sysparm_group_by=state"), "{url}");
        groups(url)
    };
    found.map_or((403, "{}".to_owned()), |body| (200, body.to_string()))
}

fn serve(ports: &Memory, batch: bool, says: [Says; 3]) {
    ports.serve(move |request| match request.method {
        Method::Post if batch => in_batch(request, says),
        Method::Post | Method::Patch => answer(404, "{}"),
        Method::Get => match single(&request.url, says) {
            (200, body) => answer(200, &body),
            // Without a CORS rule a browser does not see even that.
            _ => Err(HttpFailure::Network),
        },
    });
}

fn in_batch(request: &Request, says: [Says; 3]) -> Answer {
    let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
    let parts = body["rest_requests"].as_array().unwrap().iter();
    let serviced: Vec<_> = parts
        .map(|part| {
            let (status, body) = single(part["url"].as_str().unwrap(), says);
            json!({ "id": part["id"], "status_code": status, "body": base64(&body) })
        })
        .collect();
    answer(200, &json!({ "serviced_requests": serviced }).to_string())
}

fn names(states: &InstanceStates) -> Vec<(i32, String)> {
    let name = |state: &KnownState| (state.value, state.label.clone().unwrap_or_default());
    states.of(TicketType::Incident).iter().map(name).collect()
}

#[track_caller]
fn check(says: [Says; 3], source: LabelSource, first: (i32, &str), count: usize) {
    for batch in [true, false] {
        let (ports, client) = signed_in();
        serve(&ports, batch, says);
        let states = block_on(client.states_of_instance("ko")).expect("states");
        assert_eq!(states.source, source, "in a batch: {batch}");
        let names = names(&states);
        assert_eq!(
            names[0],
            (first.0, first.1.to_owned()),
            "in a batch: {batch}"
        );
        assert_eq!(names.len(), count, "{names:?}");
        if batch {
            assert_eq!(requests(&ports).len(), 1);
        }
    }
}

#[test]
fn the_best_source_that_tells_is_taken() {
    check([form, choices, groups], LabelSource::Forms, (1, "신규"), 2);
    check(
        [refused, choices, groups],
        LabelSource::Choices,
        (1, "신규"),
        2,
    );
    // The usual states that no ticket is in are there, too.
    check(
        [refused, labels_only, groups],
        LabelSource::Tickets,
        (2, "진행 중"),
        6,
    );
    check(
        [refused, refused, groups],
        LabelSource::Tickets,
        (2, "진행 중"),
        6,
    );
    check([refused, refused, refused], LabelSource::Nobody, (1, ""), 6);
}

#[test]
fn choices_are_asked_for_in_the_language_that_is_shown() {
    #[track_caller]
    fn check(tag: &str, code: &str, first: &str) {
        let (ports, client) = signed_in();
        serve(&ports, false, [refused, choices, refused]);
        let states = block_on(client.states_of_instance(tag)).expect("states");
        assert_eq!(names(&states)[0].1, first);
        let asked = requests(&ports);
        let asked = asked
            .iter()
            .find(|request| request.url.contains("sys_choice"));
        let url = &asked.expect("a request").url;
        assert!(
            url.contains(&format!("%5ElanguageIN{code}%2Cen%5E")),
            "{url}"
        );
        assert!(url.contains("%5Einactive%3Dfalse%5E"), "{url}");
    }
    check("ko", "ko", "신규");
    check("zh-Hans", "zh", "New");
    check("sv", "sv", "New");
    check("en", "en", "New");
}

#[test]
fn nobody_there_is_said_and_not_taken_for_silence() {
    let (ports, client) = signed_in();
    ports.set_answers(false);
    ports.serve(|_| Err(HttpFailure::Network));
    let failed = block_on(client.states_of_instance("en")).map_err(|error| error.key());
    assert_eq!(failed, Err("unreachable"));
}
