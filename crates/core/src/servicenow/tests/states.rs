//! What is set of the states decides what is open, for cards, lists and a second ticket.

use std::rc::Rc;

use pollster::block_on;

use super::fake::Instance;
use super::{requests, signed_in, task, task_id};
use crate::configuration::States;
use crate::ports::memory::json;
use crate::servicenow::Outcome;
use crate::task::{Priority, TicketType};
use crate::tickets::CardRows;

fn states(incident: &str) -> Rc<States> {
    let text = format!(r#"{{"states":{{"incident":{incident}}}}}"#);
    Rc::new(States::read(&crate::json::parse(&text).unwrap()))
}

const RESOLVED_IS_OPEN: &str = r#"[{"value":6,"open":true},{"value":3,"open":false}]"#;

#[test]
fn the_questions_name_the_states_that_are_closed_here() {
    let (ports, client) = signed_in();
    client.follow_states(states(RESOLVED_IS_OPEN));
    ports.serve(|_| json(404, "{}"));
    assert!(block_on(client.home(CardRows::default(), false)).is_err());
    let asked = |part: &str| {
        requests(&ports)
            .iter()
            .filter(|request| request.url.contains("/incident?") && request.url.contains(part))
            .count()
    };
    assert_eq!(asked("stateNOT%20IN7%2C8%2C3%5Edue_date"), 2);
    assert_eq!(asked("stateNOT%20IN7%2C8%2C3%5EORDERBY"), 1);
    assert_eq!(asked("stateNOT%20IN6"), 0);
    let (ports, client) = signed_in();
    let all_open = r#"[{"value":6,"open":true},{"value":7,"open":true},{"value":8,"open":true}]"#;
    client.follow_states(states(all_open));
    ports.serve(|_| json(404, "{}"));
    assert!(block_on(client.home(CardRows::default(), false)).is_err());
    let urls = requests(&ports);
    let incident = |url: &str| url.contains("/stats/incident?") && url.contains("due_date");
    let urls: Vec<_> = urls
        .iter()
        .filter(|request| incident(&request.url))
        .collect();
    assert_eq!(urls.len(), 2);
    assert!(urls.iter().all(|request| !request.url.contains("stateNOT")));
}

#[test]
fn a_ticket_that_counts_as_open_blocks_a_second_one() {
    #[track_caller]
    fn check(state: &str, set: &str, expect: Outcome) {
        let (ports, client) = signed_in();
        let instance = Instance::serve(&ports);
        instance.add("incident", task_id().as_str(), state);
        client.follow_states(states(set));
        let task = task(TicketType::Incident, Priority::High);
        let sent = block_on(client.send(&task, &task_id())).expect("a ticket");
        assert_eq!(sent.outcome, expect, "{state} {set}");
    }
    check("6", "[]", Outcome::Created);
    check("6", RESOLVED_IS_OPEN, Outcome::AlreadyThere);
    check("3", "[]", Outcome::AlreadyThere);
    check("3", RESOLVED_IS_OPEN, Outcome::Created);
    check("1", RESOLVED_IS_OPEN, Outcome::AlreadyThere);
}

#[test]
fn the_newest_of_two_that_count_as_open_is_the_tasks_ticket() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    instance.add("incident", task_id().as_str(), "6");
    let newest = instance.add("incident", task_id().with_ordinal(2).as_str(), "1");
    client.follow_states(states(RESOLVED_IS_OPEN));
    let found = block_on(client.tickets_for(&[task_id()])).expect("tickets");
    let numbers: Vec<_> = found.iter().map(|(_, ticket)| &ticket.number).collect();
    assert_eq!(numbers, [&newest]);
}

#[test]
fn a_group_is_sent_with_the_ticket() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let id = "d625dccec0a8016700a222a0f7900d06";
    let mut draft = crate::task::Draft::of_person(task_id(), "megan", super::TODAY);
    draft.name = "x".to_owned();
    draft.description = "x".to_owned();
    draft.priority = Some(Priority::High);
    draft.group = crate::task::Reference::new(id, "Service Desk");
    let task = draft.validate(super::TODAY, &[]).expect("a valid task");
    block_on(client.send(&task, &task_id())).expect("a ticket");
    assert_eq!(instance.column(0, "assignment_group"), id);
}
