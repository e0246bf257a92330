//! What is around a ticket: its files, where it can go, what can be chosen.

use pollster::block_on;
use serde_json::json;

use super::desk::{Desk, Fault, ID};
use super::{requests, signed_in};
use crate::ports::memory::json as answer;
use crate::servicenow::UploadProblem;
use crate::task::TicketType;
use crate::tickets::{Move, TicketField};

#[test]
fn a_file_is_sent_as_it_is_and_listed() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let file = ("a b&c.txt", "text/plain");
    let attaching = client.attach(TicketType::Incident, ID, file, b"x,y".to_vec());
    let added = block_on(attaching).expect("an attachment");
    assert_eq!(added.size, Some(3));
    assert_eq!(
        added.url,
        format!(
            "https://example.service-now.com/sys_attachment.do?sys_id={}",
            added.id
        )
    );
    let sent = requests(&ports).pop().expect("a request");
    assert!(
        sent.url.ends_with(&format!(
            "/api/now/attachment/file?table_name=incident&table_sys_id={ID}&file_name=a%20b%26c.txt"
        )),
        "{}",
        sent.url
    );
    assert_eq!(super::header(&sent, "Content-Type"), Some("text/plain"));
    let whole = block_on(client.ticket(TicketType::Incident, ID)).expect("a ticket");
    assert_eq!(whole.attachments.map(|files| files.len()), Ok(1));
    assert_eq!(desk.files.borrow().len(), 1);
}

#[test]
fn other_records_files_show_that_the_filter_was_ignored() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let other = json!({ "sys_id": "1", "table_sys_id": "2" });
    desk.files.borrow_mut().extend(other.as_object().cloned());
    let whole = block_on(client.ticket(TicketType::Incident, ID)).expect("a ticket");
    let files = whole.attachments.map_err(|error| error.key());
    assert_eq!(files, Err("filterIgnored"));
}

#[test]
fn a_file_whose_answer_is_lost_is_looked_for() {
    #[track_caller]
    fn check(fault: Fault, expect: Result<Option<u64>, &str>) {
        let (ports, client) = signed_in();
        let desk = Desk::serve(&ports);
        desk.faults.borrow_mut().push_back(fault);
        let attaching = client.attach(TicketType::Incident, ID, ("a", "x/y"), vec![1, 2]);
        let added = block_on(attaching).map(|file| file.size);
        assert_eq!(added.map_err(|error| error.key()), expect);
    }
    check(Fault::Lost, Ok(Some(2)));
    check(Fault::Dropped, Err("writeInDoubt"));
    check(Fault::Refused(answer(400, "{}")), Err("refused"));
}

#[test]
fn a_file_is_looked_at_before_it_is_sent() {
    #[track_caller]
    fn check(name: &str, size: u64, problem: Option<UploadProblem>) {
        assert_eq!(UploadProblem::of(name, size), problem, "{name} {size}");
    }
    check("a", 1, None);
    check("a", 10_485_760, None);
    check("a", 10_485_761, Some(UploadProblem::TooLarge));
    check("a", 0, Some(UploadProblem::Empty));
    check(" ", 1, Some(UploadProblem::NoName));
}

#[test]
fn where_a_change_can_go_its_model_says() {
    let (ports, client) = signed_in();
    let record = json!({ "result": { "sys_id": ID, "number": "CHG1", "state": "-5" } });
    let states = json!({ "result": {
        "available_states": ["-5", 4, "4"],
        "state_label": { "-5": "New", "4": "Canceled", "-4": "Assess" },
        "state_transitions": [[
            { "to_state": "4", "transition_available": true },
            { "to_state": "-4", "transition_available": false, "conditions": [
                { "passed": false, "condition": { "name": "Assignment group is not empty" } },
                { "passed": true, "condition": { "name": "x" } } ] },
            { "to_state": -3.0, "display_value": "New to Authorize", "transition_available": false },
            "nonsense"
        ]],
    } });
    ports.serve(move |request| {
        let url = &request.url;
        if url.contains("/batch") {
            answer(404, "{}")
        } else if url.ends_with(&format!("/api/sn_chg_rest/v1/change/{ID}/nextstates")) {
            answer(200, &states.to_string())
        } else if url.contains("/change_request/") {
            answer(200, &record.to_string())
        } else {
            answer(403, "{}")
        }
    });
    let whole = block_on(client.ticket(TicketType::ChangeRequest, ID)).expect("a ticket");
    let to = |to: &str, label: &str, open: bool, missing: &[&str]| Move {
        to: to.to_owned(),
        label: Some(label.to_owned()),
        open,
        missing: missing.iter().map(|name| (*name).to_owned()).collect(),
    };
    assert_eq!(
        whole.moves,
        Some(vec![
            to("-5", "New", true, &[]),
            to("4", "Canceled", true, &[]),
            to("-4", "Assess", false, &["Assignment group is not empty"]),
            to("-3", "Authorize", false, &[]),
        ])
    );
    assert_eq!(
        whole.attachments.map_err(|error| error.key()),
        Err("forbidden")
    );
}

#[test]
fn what_can_be_chosen_the_instance_says_or_it_is_the_usual() {
    let (ports, client) = signed_in();
    let choice = |element: &str, value: &str, language: &str| {
        json!({ "name": "incident", "element": element, "value": value,
                "label": format!("{value} in {language}"), "language": language })
    };
    let rows = json!({ "result": [
        choice("close_code", "Fixed", "en"),
        choice("close_code", "Fixed", "sv"),
        choice("state", "11", "en"),
    ] });
    ports.serve(move |request| {
        if request.url.contains("sys_choice") {
            answer(200, &rows.to_string())
        } else {
            answer(403, "{}")
        }
    });
    let choices = block_on(client.form_choices(TicketType::Incident, "sv"));
    let texts = |field| -> Vec<String> {
        let list = choices.of(field).iter();
        list.map(|shown| shown.text().to_owned()).collect()
    };
    assert!(choices.of_instance);
    assert_eq!(texts(TicketField::CloseCode), ["Fixed in sv"]);
    assert_eq!(texts(TicketField::State), ["11 in en"]);
    assert_eq!(choices.of(TicketField::HoldReason).len(), 4);

    let (ports, client) = signed_in();
    ports.serve(|_| answer(403, "{}"));
    let choices = block_on(client.form_choices(TicketType::ChangeRequest, "en"));
    assert!(!choices.of_instance);
    assert_eq!(choices.of(TicketField::CloseCode).len(), 3);
    assert_eq!(choices.of(TicketField::State).len(), 8);
}
