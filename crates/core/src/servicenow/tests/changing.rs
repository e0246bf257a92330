//! Changing a ticket: nothing is overwritten that the person has not seen, and nothing is said to
//! be saved that is not.

use pollster::block_on;

use super::desk::{Desk, Fault, ID};
use super::{requests, signed_in};
use crate::ports::Method;
use crate::ports::memory::{Memory, json};
use crate::servicenow::{Saved, SavedTicket, ServiceNow};
use crate::task::TicketType;
use crate::tickets::{TicketDetail, TicketField};

fn seen(client: &ServiceNow<Memory>) -> TicketDetail {
    let whole = block_on(client.ticket(TicketType::Incident, ID)).expect("a ticket");
    whole.detail
}

fn state(value: &str) -> Vec<(TicketField, String)> {
    vec![(TicketField::State, value.to_owned())]
}

#[track_caller]
fn done(saved: crate::Result<Saved>) -> SavedTicket {
    match saved {
        Ok(Saved::Done(saved)) => *saved,
        other => panic!("{other:?}"),
    }
}

fn writes(ports: &Memory) -> usize {
    let requests = requests(ports);
    let writes = requests
        .iter()
        .filter(|request| request.method == Method::Patch);
    writes.count()
}

#[test]
fn what_is_changed_is_written_and_read_back() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let before = seen(&client);
    let change = [
        (TicketField::State, "6".to_owned()),
        (TicketField::CloseCode, "Duplicate".to_owned()),
        (TicketField::CloseNotes, " Same as \"INC1\"\n".to_owned()),
    ];
    let saved = done(block_on(client.change_ticket(&before, &change)));
    assert_eq!(saved.detail.value(TicketField::State), "6");
    assert!(saved.otherwise.is_empty() && !saved.at_once);
    assert_eq!(desk.column("close_notes"), "Same as \"INC1\"");
    let sent = requests(&ports).pop().expect("a request");
    assert!(sent.url.contains(&format!("/api/now/table/incident/{ID}?")));
    assert_eq!(
        sent.body.as_deref(),
        Some(r#"{"state":"6","close_code":"Duplicate","close_notes":"Same as \"INC1\""}"#)
    );
}

#[test]
fn what_somebody_else_has_changed_meanwhile_is_not_overwritten_unseen() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let before = seen(&client);
    desk.write("state", "3");
    let Ok(Saved::Conflict(theirs)) = block_on(client.change_ticket(&before, &state("6"))) else {
        panic!("no conflict");
    };
    assert_eq!(theirs.value(TicketField::State), "3");
    assert_eq!((desk.column("state").as_str(), writes(&ports)), ("3", 0));
    // Seen, and wished all the same; but what comes after that is seen again.
    desk.write("state", "1");
    let again = block_on(client.change_ticket(&theirs, &state("6")));
    assert!(matches!(again, Ok(Saved::Conflict(_))), "{again:?}");
    let now = seen(&client);
    done(block_on(client.change_ticket(&now, &state("6"))));
    assert_eq!(desk.column("state"), "6");
}

#[test]
fn a_change_elsewhere_in_the_record_is_no_conflict() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let before = seen(&client);
    desk.write("due_date", "2026-12-01 22:59:59");
    done(block_on(client.change_ticket(&before, &state("6"))));
    assert_eq!(desk.column("due_date"), "2026-12-01 22:59:59");
}

#[test]
fn what_is_as_wished_already_is_not_written() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let before = seen(&client);
    desk.write("state", "6");
    done(block_on(client.change_ticket(&before, &state("6"))));
    assert_eq!(writes(&ports), 0);
}

#[test]
fn a_write_in_the_same_moment_is_seen_afterwards() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let before = seen(&client);
    desk.meanwhile.replace(Some(("state", "3")));
    let saved = done(block_on(client.change_ticket(&before, &state("6"))));
    assert!(saved.at_once);
    // Without a counter nothing can be said.
    desk.record
        .borrow_mut()
        .insert("sys_mod_count".into(), "".into());
    let before = seen(&client);
    assert_eq!(before.version.count, None);
}

#[test]
fn the_instance_may_decide_otherwise() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let before = seen(&client);
    desk.rule.set(Some(|record| {
        record.insert("state".into(), "7".into());
    }));
    let saved = done(block_on(client.change_ticket(&before, &state("6"))));
    assert_eq!(saved.otherwise, [TicketField::State]);
    assert_eq!(saved.detail.value(TicketField::State), "7");
}

#[test]
fn a_refusal_comes_in_servicenows_words_and_is_not_tried_again() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    let before = seen(&client);
    let refusal = r#"{"error":{"message":"Operation Failed","detail":"Data Policy Exception: The following fields are mandatory: Resolution code"},"status":"failure"}"#;
    desk.faults
        .borrow_mut()
        .push_back(Fault::Refused(json(403, refusal)));
    let error = block_on(client.change_ticket(&before, &state("6"))).expect_err("refused");
    assert_eq!(error.key(), "forbidden");
    let args = error.args();
    assert!(
        args[0].1.contains("fields are mandatory: Resolution code"),
        "{args:?}"
    );
    assert_eq!((desk.column("state").as_str(), writes(&ports)), ("2", 1));
}

#[test]
fn an_answer_that_is_lost_is_looked_up() {
    #[track_caller]
    fn check(fault: Fault, expect: Result<(), &str>, state_now: &str) {
        let (ports, client) = signed_in();
        let desk = Desk::serve(&ports);
        let before = seen(&client);
        desk.faults.borrow_mut().push_back(fault);
        let saved = block_on(client.change_ticket(&before, &state("6")));
        let saved = saved.map(|saved| assert!(matches!(saved, Saved::Done(_))));
        assert_eq!(saved.map_err(|error| error.key()), expect);
        assert_eq!(desk.column("state"), state_now);
        // Never written again by itself.
        assert_eq!(writes(&ports), 1);
        if expect.is_err() {
            done(block_on(client.change_ticket(&before, &state("6"))));
            assert_eq!(desk.column("state"), "6");
        }
    }
    check(Fault::Lost, Ok(()), "6");
    check(Fault::Dropped, Err("writeInDoubt"), "2");
}

#[test]
fn an_address_that_is_no_record_asks_nothing() {
    for id in ["", "a/b", "..", "x?y", &"a".repeat(33), "ä"] {
        let (ports, client) = signed_in();
        Desk::serve(&ports);
        let error = block_on(client.ticket(TicketType::Incident, id)).expect_err("none");
        assert_eq!(
            (error.key(), requests(&ports).len()),
            ("notFound", 0),
            "{id}"
        );
    }
}
