use serde_json::{Value, json};

use super::as_read;
use crate::configuration::States;
use crate::date::Timestamp;
use crate::servicenow::record::{ticket, ticket_with_closing};
use crate::servicenow::value::Row;
use crate::servicenow::{MADE_HERE, ServiceNow};
use crate::task::TicketType;
use crate::tickets::{CorrelationId, Ticket, TicketPriority, TicketState};

fn read(ticket_type: TicketType, record: &Value) -> crate::Result<Ticket> {
    ticket(
        ticket_type,
        &States::default(),
        &Row::single(&as_read(&json!({ "result": record })))?,
    )
}

#[test]
fn a_whole_record_is_read() {
    let both = |value: &str, shown: &str| json!({ "value": value, "display_value": shown });
    let record = json!({
        "sys_id": both("0a", "0a"),
        "number": both("CHG0030001", "CHG0030001"),
        "short_description": both("مرحبا 🛡️ ^", "مرحبا 🛡️ ^"),
        "state": both("-5", "Nouveau"),
        "active": both("true", "true"),
        "priority": both("4", "4 - Low"),
        "due_date": both("2026-12-01 22:59:59", "01.12.2026 23:59:59"),
        "correlation_id": both("snowline/t/a~2", "snowline/t/a~2"),
        "correlation_display": both(MADE_HERE, MADE_HERE),
        "sys_created_on": both("2026-11-21 10:00:00", "x"),
        "sys_updated_on": both("2026-11-21 10:00:01", "x"),
    });
    let expected = Ticket {
        ticket_type: TicketType::ChangeRequest,
        sys_id: "0a".to_owned(),
        number: "CHG0030001".to_owned(),
        name: "مرحبا 🛡️ ^".to_owned(),
        state: TicketState {
            value: "-5".to_owned(),
            label: Some("Nouveau".to_owned()),
        },
        priority: Some(TicketPriority {
            value: "4".to_owned(),
            label: Some("4 - Low".to_owned()),
        }),
        due: Timestamp::parse_rfc3339("2026-12-01T22:59:59Z"),
        group: None,
        assignee: None,
        open: true,
        correlation: CorrelationId::parse("snowline/t/a~2"),
        made_here: true,
        created: Timestamp::parse_rfc3339("2026-11-21T10:00:00Z"),
        updated: Timestamp::parse_rfc3339("2026-11-21T10:00:01Z"),
        closed: None,
    };
    assert_eq!(read(TicketType::ChangeRequest, &record), Ok(expected));
}

#[test]
fn what_is_missing_null_or_unknown_is_empty() {
    #[track_caller]
    fn check(blank: &Value) {
        let record = json!({
            "sys_id": "0a", "number": "INC1", "short_description": blank, "state": blank,
            "priority": blank, "due_date": blank, "correlation_id": blank,
            "correlation_display": blank, "sys_created_on": blank,
        });
        let ticket = read(TicketType::Incident, &record).expect("a ticket");
        assert_eq!(
            (
                ticket.name.as_str(),
                ticket.state.value.as_str(),
                ticket.priority,
                ticket.due
            ),
            ("", "", None, None)
        );
        assert_eq!(
            (ticket.correlation, ticket.made_here, ticket.created),
            (None, false, None)
        );
    }
    check(&json!(null));
    check(&json!(""));
    check(&json!("UNKNOWN"));
    check(&json!({ "value": "", "display_value": "UNKNOWN" }));
    check(&json!({ "value": null, "display_value": null }));
}

#[test]
fn a_record_without_id_or_number_is_none() {
    #[track_caller]
    fn check(record: &Value, path: &str) {
        let error = read(TicketType::Incident, record).expect_err("no ticket");
        assert_eq!(error.args(), [("path", path.to_owned())]);
    }
    check(&json!({ "number": "INC1" }), "result.sys_id");
    check(&json!({ "sys_id": "0a", "number": null }), "result.number");
}

#[test]
fn a_state_of_the_administrators_own_is_open_while_the_record_is_active() {
    #[track_caller]
    fn check(state: &str, active: &str, open: bool) {
        let record = json!({ "sys_id": "0a", "number": "INC1", "state": state, "active": active });
        let ticket = read(TicketType::Incident, &record).expect("a ticket");
        assert_eq!(ticket.open, open, "{state} {active}");
    }
    check("1", "true", true);
    // A resolved incident stays active until it is closed.
    check("6", "true", false);
    check("7", "false", false);
    check("42", "true", true);
    check("42", "false", false);
    check("42", "", true);
}

#[test]
fn a_ticket_was_closed_when_it_was_resolved() {
    #[track_caller]
    fn check(state: &str, times: &Value, closed: Option<&str>) {
        let mut record = json!({ "sys_id": "0a", "number": "INC1", "state": state });
        record["resolved_at"] = times[0].clone();
        record["closed_at"] = times[1].clone();
        let json = as_read(&json!({ "result": record }));
        let row = Row::single(&json).expect("a row");
        let ticket = ticket_with_closing(TicketType::Incident, &States::default(), &row);
        let closed = closed.and_then(Timestamp::parse_rfc3339);
        assert_eq!(
            ticket.map(|ticket| ticket.closed),
            Ok(closed),
            "{state} {times}"
        );
    }
    let (first, second) = ("2026-11-01 10:00:00", "2026-11-08 10:00:00");
    check("7", &json!([first, second]), Some("2026-11-01T10:00:00Z"));
    check("6", &json!([first, ""]), Some("2026-11-01T10:00:00Z"));
    check("8", &json!(["", second]), Some("2026-11-08T10:00:00Z"));
    check("7", &json!(["", null]), None);
    // Open again.
    check("2", &json!([first, second]), None);
}

#[test]
fn a_records_address_leads_through_the_frame() {
    let (_, client): (_, ServiceNow<_>) = super::signed_in();
    let record = json!({ "sys_id": "0a&x=1", "number": "INC1", "state": "1" });
    let ticket = read(TicketType::Incident, &record).expect("a ticket");
    assert_eq!(
        client.record_url(&ticket),
        "https://example.service-now.com/nav_to.do?uri=incident.do%3Fsys_id%3D0a%2526x%253D1"
    );
}
