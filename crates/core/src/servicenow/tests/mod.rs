//! The client against an instance in memory, which can be told to fail.

mod answers;
mod around;
mod batches;
mod both_types;
mod changing;
mod choosing;
mod connection_record;
mod desk;
mod fake;
mod form;
mod fresh;
mod groups;
mod home;
mod home_refused;
mod journals;
mod labels;
mod leftovers;
mod lists;
mod lookups;
mod queries;
mod records;
mod sending;
mod sent_before;
mod signing_out;
mod states;
mod tokens;
mod users;
mod values;

use std::rc::Rc;

use super::ServiceNow;
use crate::date::Date;
use crate::oauth::{ClientId, Connection, InstanceUrl, Session, TokenStorage, take_callback};
use crate::ports::Request;
use crate::ports::memory::{Memory, json};
use crate::task::{Draft, DraftAction, Priority, TicketType, ValidTask};
use crate::tickets::CorrelationId;

pub(super) const TODAY: Date = Date {
    year: 2026,
    month: 11,
    day: 21,
};

/// A client that is signed in, and its ports with no request on record yet.
pub(super) fn signed_in() -> (Rc<Memory>, ServiceNow<Memory>) {
    let ports = Rc::new(Memory::new());
    let client = pollster::block_on(sign_in(&ports)).expect("a sign-in");
    ports.set_answers(true);
    (ports, client)
}

async fn sign_in(ports: &Rc<Memory>) -> crate::Result<ServiceNow<Memory>> {
    Ok(ServiceNow::new(Rc::clone(ports), session(ports).await?))
}

/// A session that is signed in with `first-token`.
pub(super) async fn session(ports: &Rc<Memory>) -> crate::Result<Rc<Session<Memory>>> {
    let connection = Connection {
        instance: InstanceUrl::parse("https://example.service-now.com")?,
        client_id: ClientId::parse("client")?,
        redirect_uri: "https://portal.example.com/".to_owned(),
        endpoints: None,
    };
    let session = Session::new(Rc::clone(ports), connection, TokenStorage::Memory);
    let url = session.start("#/").await?;
    let state = url
        .split("state=")
        .nth(1)
        .and_then(|rest| rest.split('&').next());
    let back = format!("?code=abc&state={}", state.expect("a state"));
    let callback = take_callback(&**ports, &back).expect("our callback")?;
    ports.expect(token("first-token"));
    session.finish(callback).await?;
    Ok(session)
}

/// JSON as the client reads it.
pub(super) fn as_read(json: &serde_json::Value) -> crate::json::Value {
    crate::json::parse(&json.to_string()).expect("JSON")
}

/// The token endpoint's answer.
pub(super) fn token(access: &str) -> crate::ports::memory::Answer {
    json(
        200,
        &format!(
            r#"{{"access_token":"{access}","refresh_token":"r","token_type":"Bearer","expires_in":1800}}"#
        ),
    )
}

/// The requests after the sign-in.
pub(super) fn requests(ports: &Memory) -> Vec<Request> {
    ports.requests().split_off(1)
}

pub(super) fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let header = request.headers.iter().find(|(known, _)| *known == name);
    header.map(|(_, value)| value.as_str())
}

pub(super) fn task_id() -> CorrelationId {
    CorrelationId::for_action("tenant", "AdminMFAV2")
}

pub(super) fn task(ticket_type: TicketType, priority: Priority) -> ValidTask {
    let mut draft = Draft::of_person(task_id(), "megan", TODAY);
    for action in [
        DraftAction::TicketType(ticket_type),
        DraftAction::Name("Require MFA".to_owned()),
        DraftAction::Description("For administrators".to_owned()),
        DraftAction::Priority(Some(priority)),
        DraftAction::Due("2026-12-01".to_owned()),
    ] {
        draft = draft.apply(action).unwrap_or(draft);
    }
    draft.validate(TODAY, &[]).expect("a valid task")
}
