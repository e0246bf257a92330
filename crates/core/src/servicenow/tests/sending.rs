use pollster::block_on;

use super::fake::{Fault, Instance};
use super::{requests, signed_in, task, task_id, token};
use crate::ports::memory::{Answer, Memory, answer, join, json};
use crate::ports::{HttpFailure, Method};
use crate::servicenow::{MADE_HERE, Outcome};
use crate::task::{Draft, DraftAction, Extra, ExtraField, ExtraKind, Priority, TicketType};

const HIBERNATING: &str = "<h1>Your instance is hibernating</h1>";

fn posts(ports: &Memory) -> usize {
    let is_post = |url: &str| url.contains("/api/now/table/");
    requests(ports)
        .iter()
        .filter(|r| r.method == Method::Post && is_post(&r.url))
        .count()
}

/// Sends an incident to an instance that `prepare` has set up. Gives the outcome or the error's
/// key, how many records there are then, and how many POSTs it took.
#[track_caller]
pub(super) fn check(
    prepare: impl FnOnce(&Instance, &Memory),
    expected: Result<Outcome, &str>,
    records: usize,
    tries: usize,
) {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    prepare(&instance, &ports);
    let task = task(TicketType::Incident, Priority::Moderate);
    let sent = block_on(client.send(&task, &task_id()));
    let outcome = sent.map(|sent| sent.outcome).map_err(|error| error.key());
    assert_eq!(
        (outcome, instance.count(), posts(&ports)),
        (expected, records, tries)
    );
}

fn on_post(faults: Vec<Fault>) -> impl FnOnce(&Instance, &Memory) {
    move |instance, _| instance.on_post.borrow_mut().extend(faults)
}

fn on_get(answers: Vec<Answer>) -> impl FnOnce(&Instance, &Memory) {
    move |instance, _| instance.on_get.borrow_mut().extend(answers)
}

#[test]
fn a_new_task_becomes_one_ticket() {
    check(|_, _| (), Ok(Outcome::Created), 1, 1);
}

#[test]
fn a_ticket_that_the_user_may_not_read_gets_no_second_one() {
    let hidden = answer(200, &[("x-total-count", "1")], r#"{"result":[]}"#);
    check(on_get(vec![hidden]), Err("ticketHidden"), 0, 0);
    let none = answer(200, &[("x-total-count", "0")], r#"{"result":[]}"#);
    check(on_get(vec![none]), Ok(Outcome::Created), 1, 1);
}

#[test]
fn every_field_reaches_the_record() {
    #[track_caller]
    fn check(ticket_type: TicketType, priority: Priority, expected: &[(&str, &str)]) {
        let (ports, client) = signed_in();
        let instance = Instance::serve(&ports);
        ports.set_utc_offset(-480);
        let mut draft = Draft::of_person(task_id(), "megan", super::TODAY);
        draft.name = "MFA ^ \"now\" 🛡️ مرحبا".to_owned();
        draft.description = "line one\nline two".to_owned();
        draft.due = "2026-12-01".to_owned();
        draft.ticket_type = ticket_type;
        draft.priority = Some(priority);
        let draft = draft.apply(DraftAction::Category(Some(crate::task::Category::Identity)));
        let valid = draft
            .and_then(|draft| draft.validate(super::TODAY, &[]).ok())
            .expect("valid");
        let sent = block_on(client.send(&valid, &task_id())).expect("sent");
        assert!(!sent.priority_differs);
        let common = [
            ("short_description", "MFA ^ \"now\" 🛡️ مرحبا"),
            (
                "description",
                "line one\nline two\n\nRecommendation source: User recommendation\n\
                 Recommendation category: Identity\nInitiated by: megan",
            ),
            ("due_date", "2026-12-02 07:59:59"),
            ("correlation_id", "snowline/tenant/AdminMFAV2"),
            ("correlation_display", MADE_HERE),
        ];
        for (column, value) in common.iter().chain(expected) {
            assert_eq!(&instance.column(0, column), value, "{column}");
        }
    }
    check(
        TicketType::Incident,
        Priority::Critical,
        &[("table", "incident"), ("impact", "1"), ("urgency", "1")],
    );
    check(
        TicketType::Incident,
        Priority::High,
        &[("impact", "2"), ("urgency", "1")],
    );
    check(
        TicketType::Incident,
        Priority::Moderate,
        &[("impact", "2"), ("urgency", "2")],
    );
    check(
        TicketType::Incident,
        Priority::Low,
        &[("impact", "3"), ("urgency", "2")],
    );
    check(
        TicketType::Incident,
        Priority::Planning,
        &[("impact", "3"), ("urgency", "3")],
    );
    check(
        TicketType::ChangeRequest,
        Priority::Low,
        &[
            ("table", "change_request"),
            ("priority", "4"),
            ("type", "normal"),
        ],
    );
}

#[test]
fn a_lost_answer_is_looked_up() {
    let answered = |answer: Answer| on_post(vec![Fault::Answered(answer)]);
    let found = Ok(Outcome::FoundAfterDoubt);
    check(answered(Err(HttpFailure::Network)), found, 1, 1);
    check(answered(Err(HttpFailure::Timeout)), found, 1, 1);
    check(answered(json(502, "<html>Bad gateway</html>")), found, 1, 1);
    check(answered(json(201, "<html>Welcome</html>")), found, 1, 1);
    check(answered(json(201, r#"{"result":{}}"#)), found, 1, 1);
    check(answered(json(201, r#"{"result":null}"#)), found, 1, 1);
}

#[test]
fn a_request_that_never_arrived_is_sent_again_after_a_look_up() {
    let gone = || Fault::Refused(Err(HttpFailure::Network));
    let unreachable = |faults: Vec<Fault>| {
        |instance: &Instance, ports: &Memory| {
            ports.set_answers(false);
            on_post(faults)(instance, ports);
        }
    };
    check(unreachable(vec![gone()]), Ok(Outcome::Created), 1, 2);
    check(unreachable(vec![gone(), gone()]), Err("unreachable"), 0, 2);
    check(
        unreachable(vec![gone(), Fault::Answered(Err(HttpFailure::Network))]),
        Ok(Outcome::FoundAfterDoubt),
        1,
        2,
    );
    check(
        on_post(vec![Fault::Refused(json(503, ""))]),
        Ok(Outcome::Created),
        1,
        2,
    );
    // The CORS rule lets GET through, but not POST.
    check(on_post(vec![gone()]), Err("restApiHidden"), 0, 1);
}

#[test]
fn what_no_look_up_settles_is_in_doubt() {
    let lost = || Fault::Answered(Err(HttpFailure::Network));
    let failing = |instance: &Instance, _: &Memory| {
        instance.on_post.borrow_mut().push_back(lost());
        let none = || json(200, r#"{"result":[]}"#);
        let gets = [none(), none(), json(403, "{}")];
        instance.on_get.borrow_mut().extend(gets);
    };
    check(failing, Err("inDoubt"), 1, 1);
    // It was too slow, and is not there yet: it may come.
    check(
        on_post(vec![Fault::Refused(Err(HttpFailure::Timeout))]),
        Err("inDoubt"),
        0,
        1,
    );
    // A gateway has given up on an instance that is still at work.
    for status in [502, 504] {
        check(
            on_post(vec![Fault::Refused(json(status, "<html></html>"))]),
            Err("inDoubt"),
            0,
            1,
        );
    }
    // It says that it was made, but it cannot be found.
    check(
        on_post(vec![Fault::Refused(json(201, r#"{"result":{}}"#))]),
        Err("inDoubt"),
        0,
        1,
    );
}

#[test]
fn sending_again_settles_the_doubt() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let task = task(TicketType::Incident, Priority::Moderate);
    instance
        .on_post
        .borrow_mut()
        .push_back(Fault::Answered(Err(HttpFailure::Timeout)));
    let none = || json(200, r#"{"result":[]}"#);
    let gets = [none(), none(), json(403, "{}")];
    instance.on_get.borrow_mut().extend(gets);
    let first = block_on(client.send(&task, &task_id()));
    assert_eq!(first.map_err(|error| error.key()), Err("inDoubt"));
    let second = block_on(client.send(&task, &task_id())).expect("sent");
    assert_eq!(
        (second.outcome, instance.count()),
        (Outcome::AlreadyThere, 1)
    );
}

#[test]
fn every_post_is_told_of_before_it_goes_out_and_nothing_else_is() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let task = task(TicketType::Incident, Priority::Moderate);
    instance
        .on_post
        .borrow_mut()
        .push_back(Fault::Refused(json(503, "")));
    let told = std::cell::RefCell::new(Vec::new());
    let note = || told.borrow_mut().push(posts(&ports));
    block_on(client.send_watched(&task, &task_id(), &note)).expect("sent");
    block_on(client.send_watched(&task, &task_id(), &note)).expect("there");
    assert_eq!(*told.borrow(), [0, 1]);
}

#[test]
fn nothing_is_sent_when_the_look_up_fails() {
    check(on_get(vec![json(403, "{}")]), Err("forbidden"), 0, 0);
    check(on_get(vec![json(404, "{}")]), Err("notFound"), 0, 0);
    check(
        on_get(vec![json(200, HIBERNATING)]),
        Err("hibernating"),
        0,
        0,
    );
    check(
        on_get(vec![json(200, "<html></html>")]),
        Err("notJson"),
        0,
        0,
    );
    check(
        on_get(vec![json(200, r#"{"result":"?"}"#)]),
        Err("unexpectedShape"),
        0,
        0,
    );
    let down = || json(503, "");
    check(
        on_get((0..8).map(|_| down()).collect()),
        Err("serverFailed"),
        0,
        0,
    );
}

#[test]
fn a_refused_post_is_not_sent_again() {
    let refused = |answer: Answer| on_post(vec![Fault::Refused(answer)]);
    check(refused(json(403, "{}")), Err("forbidden"), 0, 1);
    check(refused(json(404, "{}")), Err("notFound"), 0, 1);
    check(refused(json(400, "{}")), Err("refused"), 0, 1);
    check(refused(json(200, HIBERNATING)), Err("hibernating"), 0, 1);
    check(
        refused(answer(429, &[("retry-after", "9")], "{}")),
        Err("rateLimitedFor"),
        0,
        1,
    );
}

#[test]
fn a_post_refused_for_its_token_is_sent_with_a_fresh_one() {
    let refused = || Fault::Refused(json(401, "{}"));
    // The token endpoint is asked by POST, too.
    let renewed = |then: Vec<Fault>| {
        let mut faults = vec![refused(), Fault::Refused(token("second-token"))];
        faults.extend(then);
        on_post(faults)
    };
    check(renewed(vec![]), Ok(Outcome::Created), 1, 2);
    check(renewed(vec![refused()]), Err("userRefused"), 0, 2);
}

#[test]
fn a_double_click_makes_one_ticket() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    ports.set_latency(3);
    let task = task(TicketType::ChangeRequest, Priority::High);
    let (first, second) = block_on(join(
        client.send(&task, &task_id()),
        client.send(&task, &task_id()),
    ));
    assert_eq!(first.map(|sent| sent.outcome), Ok(Outcome::Created));
    assert_eq!(second.map(|sent| sent.outcome), Ok(Outcome::AlreadyThere));
    assert_eq!(instance.count(), 1);
}

#[test]
fn another_priority_than_wished_is_told() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let row = r#"{"result":{"sys_id":"1","number":"INC1","state":"1","priority":"4","correlation_id":"snowline/tenant/AdminMFAV2"}}"#;
    instance
        .on_post
        .borrow_mut()
        .push_back(Fault::Answered(json(201, row)));
    let task = task(TicketType::Incident, Priority::Critical);
    let sent = block_on(client.send(&task, &task_id())).expect("sent");
    assert!(sent.priority_differs);
    assert_eq!(
        sent.ticket.priority.and_then(|priority| priority.known()),
        Some(Priority::Low)
    );
    // What was there before was made with another wish.
    let list = row.replace(":{", ":[{").replace("}}", "}]}");
    instance.on_get.borrow_mut().push_back(json(200, &list));
    let there = block_on(client.send(&task, &task_id())).expect("there");
    assert_eq!(there.outcome, Outcome::AlreadyThere);
    assert!(there.ticket.priority.is_some() && !there.priority_differs);
}

#[test]
fn an_added_field_never_writes_over_what_finds_the_ticket_again() {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let mut draft = Draft::of_person(task_id(), "megan", super::TODAY);
    draft.name = "MFA".to_owned();
    draft.description = "Now".to_owned();
    draft.due = "2026-12-01".to_owned();
    draft.ticket_type = TicketType::Incident;
    draft.priority = Some(Priority::Moderate);
    let fields = ["correlation_id", "state", "u_site"].map(|column| ExtraField {
        column: column.to_owned(),
        label: column.to_owned(),
        kind: ExtraKind::Text { max: None },
        required: false,
        first: String::new(),
    });
    draft.extras = fields
        .clone()
        .map(|field| Extra {
            column: field.column,
            value: "ours".to_owned(),
            name: String::new(),
        })
        .to_vec();
    let draft = draft.apply(DraftAction::Category(Some(crate::task::Category::Identity)));
    let valid = draft
        .and_then(|draft| draft.validate(super::TODAY, &fields).ok())
        .expect("valid");
    block_on(client.send(&valid, &task_id())).expect("sent");
    assert_eq!(
        instance.column(0, "correlation_id"),
        "snowline/tenant/AdminMFAV2"
    );
    assert_eq!(instance.column(0, "u_site"), "ours");
    let again = block_on(client.send(&valid, &task_id())).expect("found");
    assert_eq!(again.outcome, Outcome::AlreadyThere);
}
