use pollster::block_on;
use serde_json::{Value, json};

use super::{requests, signed_in};
use crate::error::{Error, Kind};
use crate::ports::memory::{answer, json as body};
use crate::servicenow::{InstanceForm, Missing};
use crate::task::{ExtraKind, FormField, Level, Priority, TicketType};

fn columns() -> Value {
    let field = |label: &str, kind: &str| json!({ "label": label, "type": kind });
    let mandatory = |mut field: Value| {
        field["mandatory"] = json!(true);
        field
    };
    let choices = |labels: &[(&str, &str)]| -> Value {
        let one = |(value, label): &(&str, &str)| json!({ "value": value, "label": label });
        labels.iter().map(one).collect()
    };
    let with = |mut field: Value, name: &str, value: Value| {
        field[name] = value;
        field
    };
    let priorities = choices(&[("1", "P1"), ("3", "P3"), ("9", "Never")]);
    let levels = choices(&[("1", "Everybody"), ("2", "A department")]);
    json!({
        "short_description": mandatory(field("Headline", "string")),
        "priority": with(field("Priority", "integer"), "choices", priorities),
        "impact": with(field("Impact", "integer"), "choices", levels),
        "sys_created_by": mandatory(field("Created by", "string")),
        "number": mandatory(field("Number", "string")),
        "opened_at": with(mandatory(field("Opened", "glide_date_time")), "read_only", json!(true)),
        "approval": with(mandatory(field("Approval", "string")), "default_value", json!("no")),
        "u_agreed": mandatory(field("Agreed", "boolean")),
        "u_script": mandatory(field("Script", "script")),
        "caller_id": with(mandatory(field("Caller", "reference")), "reference", json!("sys_user")),
        "u_site": with(mandatory(field("Site", "string")), "max_length", json!(40)),
        "category": with(field("Category", "string"), "choices", choices(&[("network", "Network")])),
        "u_odd^": mandatory(field("Odd", "string")),
    })
}

/// What an instance tells of both forms, through the Batch API.
fn forms() -> [InstanceForm; 2] {
    let (ports, client) = signed_in();
    let serviced: Vec<_> = (0..2)
        .map(|id| {
            let body = json!({ "result": { "columns": columns() } }).to_string();
            json!({ "id": id.to_string(), "status_code": 200, "body": base64(&body) })
        })
        .collect();
    ports.expect(body(
        200,
        &json!({ "serviced_requests": serviced }).to_string(),
    ));
    block_on(client.forms()).expect("forms")
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let at = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize] as char;
            out.push(if place <= chunk.len() { digit } else { '=' });
        }
    }
    out
}

#[test]
fn an_instance_tells_what_its_tickets_must_have() {
    let [_, incident] = forms();
    let required: Vec<_> = incident.required().map(|field| &*field.label).collect();
    assert_eq!(required, ["Caller", "Site"]);
    let kind = |column| incident.field(column).map(|field| field.kind.clone());
    assert_eq!(kind("u_site"), Some(ExtraKind::Text { max: Some(40) }));
    let caller = ExtraKind::Reference("sys_user".to_owned());
    assert_eq!(kind("caller_id"), Some(caller));
    assert_eq!(kind("u_agreed"), Some(ExtraKind::Flag));
    assert_eq!(kind("u_script"), None);
    let choice = ("network".to_owned(), "Network".to_owned());
    assert_eq!(kind("category"), Some(ExtraKind::Choice(vec![choice])));
}

#[test]
fn an_instance_names_its_priorities() {
    let [change, incident] = forms();
    let offered = [Priority::Critical, Priority::Moderate];
    assert_eq!(incident.offered(TicketType::Incident), offered);
    assert_eq!(change.priority(Priority::Moderate), Some("P3"));
    assert_eq!(change.priority(Priority::Low), None);
    assert_eq!(incident.impact(Level::Medium), Some("A department"));
    let silent = InstanceForm::default();
    assert_eq!(silent.offered(TicketType::Incident), Priority::ALL);
    assert_eq!(silent.offered(TicketType::ChangeRequest).len(), 4);
}

#[test]
fn an_instance_without_the_batch_api_tells_nothing_and_is_not_asked_again() {
    let (ports, client) = signed_in();
    ports.expect(answer(403, &[], r#"{"error":{"message":"no"}}"#));
    let none = <[InstanceForm; 2]>::default();
    assert_eq!(block_on(client.forms()), Ok(none.clone()));
    assert_eq!(block_on(client.forms()), Ok(none));
    assert_eq!(requests(&ports).len(), 1);
}

#[test]
fn a_refusal_names_the_fields_that_it_is_about() {
    #[track_caller]
    fn check(form: &InstanceForm, reason: &str, expect: &[&str]) {
        let reason = reason.to_owned();
        let error = Error::from(Kind::Forbidden { reason });
        let missing = form.missing(&error);
        let told = missing.iter().map(|missing| match missing {
            Missing::Own(field) => format!("{field:?}"),
            Missing::Other(field) => format!("{} {}", field.column, field.required),
        });
        assert_eq!(told.collect::<Vec<_>>(), expect, "{error:?}");
    }
    let [_, form] = forms();
    let policy = "Operation Failed: Data Policy Exception: The following fields are mandatory: ";
    check(
        &form,
        &format!("{policy}Headline, Category"),
        &["Name", "category true"],
    );
    check(&form, &format!("{policy}Site."), &["u_site true"]);
    check(&form, &format!("{policy}Assignment group"), &["Group"]);
    check(&form, &format!("{policy}Nothing known"), &[]);
    check(&form, "Operation Failed: ACL Exception", &[]);
    let silent = InstanceForm::default();
    let both = format!("{policy}Assigned to, Site");
    check(&silent, &both, &["Assignee"]);
    assert_eq!(form.missing(&Kind::NotFound.into()), []);
    let own = form.missing(
        &Kind::Refused {
            status: 400,
            reason: both,
        }
        .into(),
    );
    assert_eq!(own.first(), Some(&Missing::Own(FormField::Assignee)));
}
