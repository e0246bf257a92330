//! A task has one ticket, of whatever type.

use pollster::block_on;

use super::fake::Instance;
use super::{TODAY, signed_in, task_id};
use crate::ports::memory::json;
use crate::servicenow::Outcome;
use crate::task::{Draft, Priority, Reference, TicketType};

const CHANGE: &str = "change_request";
const INCIDENT: &str = "incident";

fn draft() -> Draft {
    let mut draft = Draft::of_person(task_id(), "megan", TODAY);
    draft.name = "Require MFA".to_owned();
    draft.description = "For administrators".to_owned();
    draft.ticket_type = TicketType::Incident;
    draft.priority = Some(Priority::Moderate);
    draft.due = "2026-12-01".to_owned();
    draft
}

/// Sends an incident twice, with these records there, beside the record of that place if any. Gives
/// for each time the outcome, the ticket's place, and how many records there are then.
fn send_twice(records: &[(&str, u16, &str)], seen: Option<usize>) -> [(Outcome, usize, usize); 2] {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    for (table, ordinal, state) in records {
        let id = task_id().with_ordinal(*ordinal);
        instance.add(table, id.as_str(), state);
    }
    let mut draft = draft();
    draft.follows = seen.and_then(|at| Reference::new(&format!("{at:032x}"), "seen"));
    draft.beside = seen.is_some();
    let task = draft.validate(TODAY, &[]).expect("valid");
    [(); 2].map(|()| {
        let sent = block_on(client.send(&task, &task_id())).expect("sent");
        let place = usize::from_str_radix(&sent.ticket.sys_id, 16).expect("a place");
        (sent.outcome, place, instance.count())
    })
}

#[track_caller]
fn check(
    records: &[(&str, u16, &str)],
    seen: Option<usize>,
    outcome: Outcome,
    place: usize,
    count: usize,
) {
    let expect = [
        (outcome, place, count),
        (Outcome::AlreadyThere, place, count),
    ];
    assert_eq!(send_twice(records, seen), expect);
}

#[test]
fn an_open_ticket_of_the_other_type_gets_no_second_one() {
    check(&[(CHANGE, 1, "-5")], None, Outcome::AlreadyThere, 0, 1);
    // Also one that was opened again, whatever came after it.
    let reopened = [(CHANGE, 1, "-5"), (CHANGE, 2, "3")];
    check(&reopened, None, Outcome::AlreadyThere, 0, 2);
    let both = [(INCIDENT, 1, "7"), (CHANGE, 1, "-5")];
    check(&both, None, Outcome::AlreadyThere, 1, 2);
}

#[test]
fn a_closed_ticket_of_the_other_type_is_left_alone() {
    check(&[(CHANGE, 1, "3")], None, Outcome::Created, 1, 2);
    let both = [(INCIDENT, 1, "7"), (CHANGE, 1, "3")];
    check(&both, None, Outcome::Created, 2, 3);
}

#[test]
fn beside_a_ticket_of_the_other_type_one_more_is_made_where_the_person_has_seen_it() {
    check(&[(CHANGE, 1, "-5")], Some(0), Outcome::Created, 1, 2);
    check(&[(CHANGE, 1, "-5")], Some(9), Outcome::AlreadyThere, 0, 1);
    // Of two that are open the person is shown the newer.
    let older = [(CHANGE, 1, "-5"), (INCIDENT, 1, "2")];
    check(&older, Some(1), Outcome::Created, 2, 3);
    let newer = [(INCIDENT, 1, "2"), (CHANGE, 1, "-5")];
    check(&newer, Some(1), Outcome::Created, 2, 3);
    check(&newer, Some(0), Outcome::AlreadyThere, 1, 2);
}

#[test]
fn two_tickets_of_one_second_do_not_block_each_other_for_ever() {
    for seen in 0..2 {
        let (ports, client) = signed_in();
        let instance = Instance::serve(&ports);
        let id = task_id().with_ordinal(1);
        instance.add(CHANGE, id.as_str(), "-5");
        instance.add(INCIDENT, id.as_str(), "2");
        instance.make_all_at_once();
        let mut draft = draft();
        draft.follows = Reference::new(&format!("{seen:032x}"), "seen");
        draft.beside = true;
        let task = draft.validate(TODAY, &[]).expect("valid");
        let sent = block_on(client.send(&task, &task_id())).expect("sent");
        assert_eq!((sent.outcome, instance.count()), (Outcome::Created, 3));
    }
}

#[test]
fn a_look_up_of_the_other_type_that_fails_sends_nothing() {
    for answer in [json(403, "{}"), json(200, r#"{"result":"?"}"#)] {
        let (ports, client) = signed_in();
        let instance = Instance::serve(&ports);
        let none = json(200, r#"{"result":[]}"#);
        instance.on_get.borrow_mut().extend([none, answer]);
        let task = super::task(TicketType::Incident, Priority::Moderate);
        assert!(block_on(client.send(&task, &task_id())).is_err());
        assert_eq!(instance.count(), 0);
    }
}
