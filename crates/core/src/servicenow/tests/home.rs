use std::rc::Rc;

use pollster::block_on;
use serde_json::{Value, json};

use super::{requests, session, signed_in};
use crate::Result;
use crate::ports::memory::{Answer, Memory, json as answer};
use crate::ports::{HttpFailure, Method, Request};
use crate::servicenow::MADE_HERE;
use crate::servicenow::ServiceNow;
use crate::tickets::{Card, CardRows, Home, TicketState};

/// RFC 4648, written anew: what is decoded must not have been encoded by the same hand.
pub(super) fn base64(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sextet = bits >> (18 - 6 * at) & 63;
            let letter = char::from(ALPHABET[sextet as usize]);
            out.push(if at <= chunk.len() { letter } else { '=' });
        }
    }
    out
}

/// The answer to one of the home page's questions.
pub(super) fn single(url: &str) -> (u16, Value) {
    let incident = url.contains("/incident?");
    if url.contains("sysparm_group_by=state") {
        let group = |state: &str, label: &str, count: u32| {
            json!({
                "stats": { "count": count.to_string() },
                "groupby_fields": [{ "field": "state", "value": state, "display_value": label }],
            })
        };
        let groups = if incident {
            json!([
                group("7", "Closed", 4),
                group("42", "Parked", 1),
                group("1", "New", 2)
            ])
        } else {
            json!([])
        };
        return (200, json!({ "result": groups }));
    }
    if url.contains("/stats/") {
        let soon = url.contains("due_date%3E%3D");
        let count = if soon { "1" } else { "2" };
        return (200, json!({ "result": { "stats": { "count": count } } }));
    }
    let ticket = json!({
        "sys_id": "1", "number": "INC1", "state": { "value": "1", "display_value": "New" },
        "correlation_display": { "value": MADE_HERE, "display_value": MADE_HERE },
    });
    (
        200,
        json!({ "result": if incident { json!([ticket]) } else { json!([]) } }),
    )
}

fn serviced(request: &Request, serves: impl Fn(&str) -> bool) -> Answer {
    serviced_by(request, serves, &single)
}

fn serviced_by(
    request: &Request,
    serves: impl Fn(&str) -> bool,
    answers: &dyn Fn(&str) -> (u16, Value),
) -> Answer {
    let body: Value =
        serde_json::from_str(request.body.as_deref().unwrap_or_default()).expect("JSON");
    let parts = body["rest_requests"].as_array().expect("parts").iter();
    let parts = parts.filter(|part| serves(part["id"].as_str().expect("an id")));
    let serviced: Vec<_> = parts
        .map(|part| {
            let (status, body) = answers(part["url"].as_str().expect("a URL"));
            json!({ "id": part["id"], "status_code": status, "body": base64(&body.to_string()) })
        })
        .collect();
    answer(
        200,
        &json!({ "batch_request_id": "1", "serviced_requests": serviced }).to_string(),
    )
}

fn serve(ports: &Memory, batch: impl Fn(&Request) -> Answer + 'static) {
    ports.serve(move |request| {
        if request.method == Method::Post {
            return batch(request);
        }
        let (status, body) = single(&request.url);
        answer(status, &body.to_string())
    });
}

pub(super) fn cards(client: &ServiceNow<Memory>) -> Result<Home> {
    block_on(client.home(CardRows::default(), false)).map(|(home, _)| home)
}

#[track_caller]
fn both(home: &Home) -> [&Card; 2] {
    [&home.change, &home.incident].map(|card| card.as_ref().expect("a card"))
}

#[track_caller]
fn assert_whole(home: &Home) {
    let state = |value: &str, label: &str| TicketState {
        value: value.to_owned(),
        label: Some(label.to_owned()),
    };
    let [change, incident] = both(home);
    assert_eq!(
        incident.by_state,
        [
            (state("1", "New"), 2),
            (state("7", "Closed"), 4),
            (state("42", "Parked"), 1)
        ]
    );
    assert_eq!((incident.open, incident.total()), (3, 7));
    assert_eq!((incident.overdue, incident.due_soon), (2, 1));
    assert_eq!(incident.tickets.len(), 1);
    assert_eq!((change.open, change.total()), (0, 0));
    assert!(change.tickets.is_empty());
}

#[test]
fn one_batch_fills_both_cards() {
    let (ports, client) = signed_in();
    serve(&ports, |request| serviced(request, |_| true));
    assert_whole(&cards(&client).expect("the cards"));
    let sent = requests(&ports);
    assert_eq!(sent.len(), 1);
    assert!(sent[0].url.ends_with("/api/now/v1/batch"));
}

#[test]
fn the_questions_are_about_open_tickets_made_here_in_utc() {
    let (ports, client) = signed_in();
    ports.set_utc_offset(60);
    serve(&ports, |_| answer(404, "{}"));
    cards(&client).expect("the cards");
    let urls: Vec<_> = requests(&ports)
        .into_iter()
        .map(|request| request.url)
        .collect();
    let incident = |part: &str| {
        urls.iter()
            .any(|url| url.contains("/incident?") && url.contains(part))
    };
    let open = "%5EstateNOT%20IN6%2C7%2C8%5Edue_dateISNOTEMPTY%5E";
    assert!(
        incident(&format!("{open}due_date%3C2026-11-21%2012%3A00%3A00")),
        "{urls:#?}"
    );
    assert!(
        incident(&format!(
            "{open}due_date%3E%3D2026-11-21%2012%3A00%3A00%5Edue_date%3C2026-11-28%2023%3A00%3A00"
        )),
        "{urls:#?}"
    );
    assert!(
        urls.iter()
            .skip(1)
            .all(|url| url.contains("correlation_display%3DMicrosoft%20365"))
    );
}

#[test]
fn without_the_batch_api_single_calls_do_and_are_remembered() {
    #[track_caller]
    fn check(refusal: impl Fn() -> Answer + 'static) {
        let (ports, client) = signed_in();
        serve(&ports, move |_| refusal());
        assert_whole(&cards(&client).expect("the cards"));
        assert_eq!(requests(&ports).len(), 1 + 8);
        assert_whole(&cards(&client).expect("the cards"));
        assert_eq!(requests(&ports).len(), 1 + 8 + 8);
    }
    check(|| Err(HttpFailure::Network));
    check(|| answer(403, "{}"));
    check(|| answer(404, "{}"));
    check(|| {
        answer(
            400,
            r#"{"error":{"message":"Requested URI does not represent any resource"}}"#,
        )
    });
    check(|| answer(404, "<html>"));
    check(|| answer(200, r#"{"result":[]}"#));
}

/// What the user may not read is left out of the list, and counted all the same.
#[test]
fn tickets_that_the_user_may_not_read_are_known_of() {
    #[track_caller]
    fn check(total: &'static str, shown: usize, hidden: bool) {
        let list = move || {
            let mut ticket = single("/api/now/table/incident?").1["result"][0].clone();
            ticket["sys_id"] = json!("2");
            json!({ "result": vec![ticket; shown] }).to_string()
        };
        let (ports, client) = signed_in();
        serve(&ports, move |request| {
            let Ok(mut whole) = serviced(request, |_| true) else {
                panic!("an answer")
            };
            let mut body: Value = serde_json::from_str(&whole.body).expect("JSON");
            for part in body["serviced_requests"].as_array_mut().expect("parts") {
                if part["id"] == "1" || part["id"] == "5" {
                    part["headers"] = json!([{ "name": "X-Total-Count", "value": total }]);
                    part["body"] = json!(base64(&list()));
                }
            }
            whole.body = body.to_string();
            Ok(whole)
        });
        let home = cards(&client).expect("the cards");
        assert_eq!(both(&home).map(|card| card.hidden), [hidden, hidden]);
        let sent: Value =
            serde_json::from_str(requests(&ports)[0].body.as_deref().expect("a body"))
                .expect("JSON");
        let excluded = |at: usize| sent["rest_requests"][at]["exclude_response_headers"].clone();
        assert_eq!((excluded(0), excluded(1)), (json!(true), json!(false)));

        let (ports, client) = signed_in();
        ports.serve(move |request| {
            if request.method == Method::Post {
                return answer(404, "{}");
            }
            if request.url.contains("/table/") {
                return crate::ports::memory::answer(200, &[("x-total-count", total)], &list());
            }
            answer(200, &single(&request.url).1.to_string())
        });
        let home = cards(&client).expect("the cards");
        assert_eq!(both(&home).map(|card| card.hidden), [hidden, hidden]);
    }
    check("13", 0, true);
    check("13", 3, true);
    check("13", 5, false);
    check("2", 2, false);
    check("0", 0, false);
    check("many", 0, false);
}

#[test]
fn what_the_batch_leaves_out_is_asked_for_alone() {
    let (ports, client) = signed_in();
    serve(&ports, |request| serviced(request, |id| id != "5"));
    assert_whole(&cards(&client).expect("the cards"));
    assert_eq!(requests(&ports).len(), 1 + 1);
    cards(&client).expect("the cards");
    assert_eq!(requests(&ports).len(), 2 + 2, "the batch is used again");
}

#[test]
fn an_instance_that_fails_is_an_error() {
    let (ports, client) = signed_in();
    ports.set_answers(false);
    assert_eq!(
        cards(&client).map_err(|error| error.key()),
        Err("unreachable")
    );
}

const USER: &str = r#"{"result":[{"sys_id":"5","user_name":"integration.user","name":"Ida"}]}"#;

/// Answers to the questions for the cards, and that one to who is signed in.
fn serve_with_user(ports: &Memory, with_batch: bool, status: u16, user: &'static str) {
    serve_as(
        ports,
        move |url| match url.contains("/sys_user?") {
            true => (status, serde_json::from_str(user).expect("JSON")),
            false => single(url),
        },
        with_batch,
    );
}

pub(super) fn serve_as(
    ports: &Memory,
    answers: impl Fn(&str) -> (u16, Value) + 'static,
    with_batch: bool,
) {
    ports.serve(move |request| {
        if request.method != Method::Post {
            let (status, body) = answers(&request.url);
            return answer(status, &body.to_string());
        }
        match with_batch {
            true => serviced_by(request, |_| true, &answers),
            false => answer(404, "{}"),
        }
    });
}

#[test]
fn the_batch_says_who_is_signed_in_and_the_cards_do_without() {
    #[track_caller]
    fn check(with_batch: bool, status: u16, user: &'static str, expect: Option<&str>, sent: usize) {
        let (ports, client) = signed_in();
        serve_with_user(&ports, with_batch, status, user);
        let told = block_on(client.home(CardRows::default(), true));
        let (home, user) = told.expect("the cards");
        assert_whole(&home);
        let user = user.and_then(Result::ok);
        assert_eq!(user.as_ref().map(|user| user.user_name.as_str()), expect);
        assert_eq!(requests(&ports).len(), sent);
    }
    check(true, 200, USER, Some("integration.user"), 1);
    check(false, 200, USER, Some("integration.user"), 1 + 9);
    let none = r#"{"result":[]}"#;
    check(true, 200, none, None, 1);
    check(true, 403, "{}", None, 1);
    check(false, 403, "{}", None, 1 + 9);
}

#[test]
fn the_rows_are_open_tickets_in_the_order_that_is_chosen() {
    #[track_caller]
    fn check(changed: bool, closed: bool, asked: &str) {
        let (ports, client) = signed_in();
        serve(&ports, |_| answer(404, "{}"));
        let rows = CardRows { changed, closed };
        let (home, _) = block_on(client.home(rows, false)).expect("the cards");
        assert_eq!(home.rows, rows);
        let urls = requests(&ports).into_iter().map(|request| request.url);
        let urls: Vec<_> = urls
            .filter(|url| url.contains("/table/incident?"))
            .collect();
        assert!(urls[0].contains(asked), "{urls:?}");
    }
    let made_here = "Change%20Request%5E";
    let open = "Change%20Request%5EstateNOT%20IN6%2C7%2C8%5E";
    let created = "ORDERBYDESCsys_created_on%5EORDERBYDESCnumber&";
    let updated = "ORDERBYDESCsys_updated_on%5EORDERBYDESCnumber&";
    check(false, false, &[open, created].concat());
    check(true, false, &[open, updated].concat());
    check(false, true, &[made_here, created].concat());
    check(true, true, &[made_here, updated].concat());
}

#[test]
fn a_reload_does_not_try_again_what_was_found_closed() {
    let ports = Rc::new(Memory::new());
    let session = block_on(session(&ports)).expect("a sign-in");
    ports.set_answers(true);
    serve(&ports, |_| answer(403, "{}"));
    for expected in [1 + 8, 1 + 8 + 8] {
        let client = ServiceNow::new(Rc::clone(&ports), session.clone());
        assert_whole(&cards(&client).expect("the cards"));
        assert_eq!(requests(&ports).len(), expected);
    }
    crate::servicenow::batch::forget(&*ports);
    let client = ServiceNow::new(Rc::clone(&ports), session);
    assert_whole(&cards(&client).expect("the cards"));
    assert_eq!(requests(&ports).len(), 1 + 8 + 8 + 1 + 8);
}
