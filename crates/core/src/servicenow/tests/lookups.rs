use pollster::block_on;

use super::fake::Instance;
use super::{requests, signed_in};
use crate::ports::memory::Memory;
use crate::servicenow::ServiceNow;
use crate::tickets::CorrelationId;

fn id(action: &str) -> CorrelationId {
    CorrelationId::for_action("tenant", action)
}

/// `action -> number` of what is found for the tasks a, b and c.
fn found(client: &ServiceNow<Memory>) -> Result<Vec<(String, String)>, &'static str> {
    let tasks = [id("a"), id("b"), id("c")];
    let found = block_on(client.tickets_for(&tasks)).map_err(|error| error.key())?;
    let name = |task: &CorrelationId| task.as_str().replace("snowline/tenant/", "");
    Ok(found
        .into_iter()
        .map(|(task, ticket)| (name(&task), ticket.number))
        .collect())
}

#[track_caller]
fn check(records: &[(&str, &str, &str)], expected: &[(&str, usize)]) {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    for (table, id, state) in records {
        instance.add(table, &format!("snowline/tenant/{id}"), state);
    }
    let expected = expected
        .iter()
        .map(|(task, at)| ((*task).to_owned(), format!("INC{at:07}")));
    assert_eq!(found(&client), Ok(expected.collect()));
}

#[test]
fn each_task_gets_its_ticket_from_either_table() {
    check(&[], &[]);
    check(
        &[
            ("incident", "b", "1"),
            ("change_request", "a", "-5"),
            ("incident", "x", "1"),
        ],
        &[("a", 1), ("b", 0)],
    );
}

#[test]
fn an_open_ticket_goes_before_a_closed_one_and_a_new_one_before_an_old_one() {
    check(
        &[("incident", "a", "2"), ("change_request", "a", "3")],
        &[("a", 0)],
    );
    check(
        &[("incident", "a", "7"), ("change_request", "a", "3")],
        &[("a", 1)],
    );
    check(
        &[("incident", "a", "1"), ("change_request", "a", "-5")],
        &[("a", 1)],
    );
}

#[test]
fn a_closed_tickets_successor_is_found() {
    check(
        &[
            ("incident", "a", "7"),
            ("incident", "a~2", "8"),
            ("incident", "a~3", "1"),
        ],
        &[("a", 2)],
    );
}

#[test]
fn look_alikes_are_left_out() {
    check(&[("incident", "A", "1"), ("incident", "a ", "1")], &[]);
}

#[test]
fn a_whole_table_is_an_error() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    instance.add("incident", "snowline/tenant/a", "1");
    instance.add("incident", "somebody's", "1");
    instance.drops_filters.set(true);
    assert_eq!(found(&client), Err("filterIgnored"));
}

#[test]
fn many_tasks_are_asked_for_in_urls_that_pass() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let tasks: Vec<_> = (0..300)
        .map(|n| id(&format!("a_long_name_of_an_action_{n:060}")))
        .collect();
    for task in &tasks {
        instance.add("incident", task.as_str(), "1");
    }
    let found = block_on(client.tickets_for(&tasks)).expect("found");
    assert_eq!(found.len(), 300);
    let longest = requests(&ports)
        .iter()
        .map(|request| request.url.len())
        .max();
    assert!(longest.is_some_and(|longest| longest < 8192), "{longest:?}");
}

#[test]
fn no_task_is_no_request() {
    let (ports, client) = signed_in();
    assert_eq!(block_on(client.tickets_for(&[])), Ok(Vec::new()));
    assert!(requests(&ports).is_empty());
}

#[test]
fn all_tickets_of_a_task_are_found_the_open_one_first_and_then_the_newest() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let task = id("a");
    instance.add("incident", "snowline/tenant/b", "1");
    // In the order in which they were made; more than are asked for at once.
    for ordinal in 1..=9 {
        instance.add("incident", task.with_ordinal(ordinal).as_str(), "7");
    }
    instance.add("change_request", task.as_str(), "-5");
    instance.add("change_request", task.with_ordinal(2).as_str(), "3");
    let found = block_on(client.all_tickets_of(&task)).unwrap();
    let numbers: Vec<_> = found.iter().map(|ticket| ticket.number.as_str()).collect();
    let number = |at: usize| format!("INC{at:07}");
    let mut expected = vec![number(10), number(11)];
    expected.extend((1..=9).rev().map(number));
    assert_eq!(numbers, expected);
}
