//! What a person chooses reaches the record.

use pollster::block_on;

use super::fake::Instance;
use super::{TODAY, requests, signed_in, task_id};
use crate::ports::Method;
use crate::ports::memory::json;
use crate::servicenow::Outcome;
use crate::task::{
    ChangeType, Draft, DraftAction, Extra, ExtraField, ExtraKind, Level, Pair, Priority, Reference,
    TicketType,
};

const ID: &str = "62826bf03710200044e0bfc8bcbe5df1";

fn draft(ticket_type: TicketType) -> Draft {
    let mut draft = Draft::of_person(task_id(), "megan", TODAY);
    draft.ticket_type = ticket_type;
    draft.name = "Require MFA".to_owned();
    draft.description = "For administrators".to_owned();
    draft.priority = Some(Priority::High);
    draft
}

fn somebody() -> Option<Reference> {
    Reference::new(ID, "Abel Tuter")
}

fn field(column: &str, kind: ExtraKind) -> ExtraField {
    ExtraField {
        column: column.to_owned(),
        label: column.to_owned(),
        kind,
        required: true,
        first: String::new(),
    }
}

#[track_caller]
fn check(draft: &Draft, fields: &[ExtraField], expect: &[(&str, &str)]) {
    let (ports, client) = signed_in();
    let instance = Instance::serve(&ports);
    let task = draft.validate(TODAY, fields).expect("a valid task");
    block_on(client.send(&task, &task_id())).expect("a ticket");
    for (column, value) in expect {
        assert_eq!(instance.column(0, column), *value, "{column}");
    }
}

#[test]
fn the_assignee_the_type_and_the_pair_are_sent() {
    let mut change = draft(TicketType::ChangeRequest);
    change.assignee = somebody();
    change.change_type = ChangeType::Emergency;
    check(
        &change,
        &[],
        &[
            ("assigned_to", ID),
            ("type", "emergency"),
            ("priority", "2"),
            ("impact", ""),
        ],
    );
    let pair = Pair {
        impact: Level::High,
        urgency: Level::Low,
    };
    let incident = draft(TicketType::Incident).apply(DraftAction::Pair(pair));
    let incident = incident.expect("another pair");
    assert_eq!(incident.priority, Some(Priority::Moderate));
    check(
        &incident,
        &[],
        &[("impact", "1"), ("urgency", "3"), ("type", "")],
    );
    let usual = incident.apply(DraftAction::Priority(Some(Priority::High)));
    check(
        &usual.expect("usual"),
        &[],
        &[("impact", "2"), ("urgency", "1")],
    );
}

#[test]
fn another_group_has_others_to_choose_from() {
    let mut before = draft(TicketType::Incident);
    before.assignee = somebody();
    let group = Reference::new("287ebd7da9fe198100f92cc8d1d2154e", "Network");
    let after = before
        .apply(DraftAction::Group(group))
        .expect("another group");
    assert_eq!(after.assignee, None);
}

#[test]
fn further_fields_are_checked_and_sent() {
    let fields = [
        field("u_site", ExtraKind::Text { max: Some(4) }),
        field("u_day", ExtraKind::Date),
        field("u_until", ExtraKind::DateTime),
        field("caller_id", ExtraKind::Reference("sys_user".to_owned())),
        field("u_agreed", ExtraKind::Flag),
    ];
    let empty = draft(TicketType::Incident);
    let told = |draft: &Draft| {
        let errors = draft.validate(TODAY, &fields).expect_err("not yet");
        errors.iter().map(|error| error.key()).collect::<Vec<_>>()
    };
    assert_eq!(told(&empty), ["field.extra.required"; 5]);
    let fill = |draft: &Draft, values: &[(&str, &str)]| {
        let mut draft = draft.clone();
        for (column, value) in values {
            let extra = Extra {
                column: (*column).to_owned(),
                value: (*value).to_owned(),
                name: String::new(),
            };
            draft = draft.apply(DraftAction::Extra(extra)).expect("news");
        }
        draft
    };
    let wrong = [
        ("u_site", "Seoul"),
        ("u_day", "tomorrow"),
        ("u_until", "2026-13-01"),
        ("caller_id", "Abel"),
        ("u_agreed", "true"),
    ];
    assert_eq!(
        told(&fill(&empty, &wrong)),
        [
            "field.extra.tooLong",
            "field.extra.notADate",
            "field.extra.notADate",
            "field.extra.required"
        ]
    );
    let right = [
        ("u_site", "Lund"),
        ("u_day", "2026-12-01"),
        ("u_until", "2026-12-01"),
        ("caller_id", ID),
        ("u_agreed", "true"),
    ];
    let expect = [
        ("u_site", "Lund"),
        ("u_day", "2026-12-01"),
        ("u_until", "2026-12-01 23:59:59"),
        ("caller_id", ID),
        ("u_agreed", "true"),
    ];
    check(&fill(&empty, &right), &fields, &expect);
}

#[test]
fn a_standard_change_is_made_from_its_template() {
    let mut standard = draft(TicketType::ChangeRequest);
    standard.change_type = ChangeType::Standard;
    let errors = standard.validate(TODAY, &[]).expect_err("no template");
    let keys: Vec<_> = errors.iter().map(|error| error.key()).collect();
    assert_eq!(keys, ["field.template.required"]);
    standard.template = Reference::new(ID, "Reboot Windows Server");
    let task = standard.validate(TODAY, &[]).expect("valid");
    let (ports, client) = signed_in();
    ports.expect(json(200, r#"{"result":[]}"#));
    ports.expect(json(200, r#"{"result":[]}"#));
    ports.expect(json(
        200,
        r#"{"result":{"sys_id":{"value":"1","display_value":"1"},
            "number":{"value":"CHG0031889","display_value":"CHG0031889"},
            "state":{"value":-5.0,"display_value":"New"},
            "priority":{"value":4.0,"display_value":"4 - Low"},
            "__meta":{"ignoredFields":[]}}}"#,
    ));
    let sent = block_on(client.send(&task, &task_id())).expect("sent");
    assert_eq!(sent.ticket.number, "CHG0031889");
    assert!(sent.ticket.open && sent.priority_differs);
    let asked = requests(&ports);
    let post = asked.iter().find(|request| request.method == Method::Post);
    let post = post.expect("a POST");
    assert!(
        post.url
            .ends_with(&format!("/api/sn_chg_rest/v1/change/standard/{ID}"))
    );
    let body = post.body.as_deref().unwrap_or_default();
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(body.get("description"), None);
    assert_eq!(body.get("type"), None);
    assert!(
        body["work_notes"]
            .as_str()
            .is_some_and(|note| note.starts_with("For admin"))
    );
}

#[test]
fn templates_are_had_by_their_names() {
    let (ports, client) = signed_in();
    ports.expect(json(
        200,
        r#"{"result":[
            {"sys_id":{"value":"62826bf03710200044e0bfc8bcbe5df1"},"name":{"value":"Reboot"},
             "active":{"value":true}},
            {"sys_id":{"value":"287ebd7da9fe198100f92cc8d1d2154e"},"name":{"value":""},
             "short_description":{"value":"Add a switch"},"active":{"value":true}},
            {"sys_id":{"value":"387ebd7da9fe198100f92cc8d1d2154e"},"name":{"value":"Old"},
             "active":{"value":false}}]}"#,
    ));
    let found = block_on(client.templates()).expect("templates");
    let names: Vec<_> = found.iter().map(|template| &*template.name).collect();
    assert_eq!(names, ["Add a switch", "Reboot"]);
}

#[test]
fn a_second_ticket_is_made_only_beside_the_one_that_the_person_has_seen() {
    #[track_caller]
    fn check(seen: usize, expect: Outcome, records: usize) {
        let (ports, client) = signed_in();
        let instance = Instance::serve(&ports);
        instance.add("incident", task_id().as_str(), "2");
        let mut draft = draft(TicketType::Incident);
        draft.follows = Reference::new(&format!("{seen:032x}"), "INC0000000");
        draft.beside = true;
        let task = draft.validate(TODAY, &[]).expect("valid");
        let sent = block_on(client.send(&task, &task_id())).expect("sent");
        assert_eq!((sent.outcome, instance.count()), (expect, records));
        if expect == Outcome::Created {
            let second = task_id().with_ordinal(2);
            assert_eq!(instance.column(1, "correlation_id"), second.as_str());
            assert!(
                instance
                    .column(1, "description")
                    .ends_with("\nFollows: INC0000000")
            );
            // The same click again finds what it made.
            let again = block_on(client.send(&task, &task_id())).expect("sent");
            assert_eq!(
                (again.outcome, instance.count()),
                (Outcome::AlreadyThere, 2)
            );
        }
    }
    check(0, Outcome::Created, 2);
    check(7, Outcome::AlreadyThere, 1);
}

#[test]
fn a_resolved_incident_is_taken_up_again_or_it_is_said_why_not() {
    let reopen = |state: &str| {
        let (ports, client) = signed_in();
        let row = |state: &str| {
            format!(
                r#"{{"sys_id":"{ID}","number":"INC0010001","state":"{state}",
                    "correlation_id":"{}"}}"#,
                task_id().as_str()
            )
        };
        ports.expect(json(200, &format!(r#"{{"result":[{}]}}"#, row("6"))));
        let found = block_on(client.with_ids(TicketType::Incident, &[task_id()])).expect("found");
        let resolved = found.first().expect("a ticket").clone();
        assert!(resolved.may_be_reopened());
        ports.expect(json(200, &format!(r#"{{"result":{}}}"#, row(state))));
        let answer = block_on(client.reopen(&resolved, "Still to be done"));
        let asked = requests(&ports).pop().expect("a request");
        assert_eq!(asked.method, Method::Patch);
        assert!(
            asked.url.contains(&format!("/incident/{ID}?")),
            "{}",
            asked.url
        );
        assert_eq!(
            asked.body.as_deref(),
            Some(r#"{"state":"2","work_notes":"Still to be done"}"#)
        );
        answer
            .map(|ticket| ticket.open)
            .map_err(|error| error.key())
    };
    assert_eq!(reopen("2"), Ok(true));
    assert_eq!(reopen("6"), Err("notReopened"));
}
