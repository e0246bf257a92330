//! A task that has a ticket already, or seems to.

use pollster::block_on;
use serde_json::Value;

use super::fake::Instance;
use super::sending::check;
use super::{requests, signed_in, task, task_id};
use crate::ports::Method;
use crate::servicenow::Outcome;
use crate::task::{Priority, TicketType};

#[test]
fn an_open_ticket_is_not_made_again() {
    check(
        |instance, _| {
            instance.add("incident", "snowline/tenant/AdminMFAV2", "2");
        },
        Ok(Outcome::AlreadyThere),
        1,
        0,
    );
}

#[test]
fn a_closed_ticket_gets_a_successor_and_stays_as_it_is() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let task = task(TicketType::Incident, Priority::Moderate);
    for ordinal in 1..=10 {
        let sent = block_on(client.send(&task, &task_id())).expect("sent");
        assert_eq!(sent.outcome, Outcome::Created);
        assert_eq!(
            sent.ticket.correlation,
            Some(task_id().with_ordinal(ordinal))
        );
        let mut records = instance.records.borrow_mut();
        let record = records.last_mut().expect("a record");
        record.insert("state".into(), Value::from("7"));
    }
    assert_eq!(instance.count(), 10);
    assert_eq!(
        instance.column(9, "correlation_id"),
        "snowline/tenant/AdminMFAV2~10"
    );
    let methods: Vec<_> = requests(&ports)
        .iter()
        .map(|request| request.method)
        .collect();
    assert!(
        methods
            .iter()
            .all(|method| matches!(method, Method::Get | Method::Post))
    );
}

#[test]
fn a_ticket_that_was_opened_again_counts_although_its_successor_is_closed() {
    check(
        |instance, _| {
            instance.add("incident", "snowline/tenant/AdminMFAV2", "2");
            instance.add("incident", "snowline/tenant/AdminMFAV2~2", "7");
        },
        Ok(Outcome::AlreadyThere),
        2,
        0,
    );
}

#[test]
fn a_ticket_of_another_task_does_not_count() {
    check(
        |instance, _| {
            instance.add("incident", "snowline/tenant/AdminMFA", "1");
            instance.add("incident", "somebody's", "1");
            instance.add("incident", "", "1");
        },
        Ok(Outcome::Created),
        4,
        1,
    );
}

#[test]
fn a_look_alike_does_not_count() {
    check(
        |instance, _| {
            instance.add("incident", "snowline/tenant/adminmfav2", "1");
            instance.add("incident", "snowline/tenant/AdminMFAV2 ", "1");
        },
        Ok(Outcome::Created),
        3,
        1,
    );
}

#[test]
fn a_whole_table_in_place_of_a_look_up_stops_everything() {
    check(
        |instance, _| {
            instance.add("incident", "somebody's", "1");
            instance.drops_filters.set(true);
        },
        Err("filterIgnored"),
        1,
        0,
    );
}
