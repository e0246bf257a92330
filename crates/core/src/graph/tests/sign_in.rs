//! The sign-in at Entra, by the same session as ServiceNow's.

use std::rc::Rc;

use super::{profiles, scores};
use crate::error::{Error, Kind};
use crate::graph::{GLOBAL, Graph, PROFILES, SignInFault, SignedIn, connection, told};
use crate::oauth::form::decode;
use crate::oauth::{ClientId, Connection, InstanceUrl, Session, TokenStorage, take_callback};
use crate::ports::memory::{Memory, json};

const BACK: &str = "https://portal.example.com/oauth-callback.html";

fn graph() -> InstanceUrl {
    InstanceUrl::parse(GLOBAL).unwrap()
}

fn at_entra() -> Connection {
    let authority = InstanceUrl::parse(crate::graph::AUTHORITY).unwrap();
    let client = ClientId::parse("client").unwrap();
    connection(
        authority,
        "contoso.example",
        client,
        BACK.into(),
        (&graph(), false),
    )
}

#[test]
fn leave_to_write_is_asked_for_only_where_it_is_wanted() {
    let scope_of = |writes| {
        let authority = InstanceUrl::parse(crate::graph::AUTHORITY).unwrap();
        let client = ClientId::parse("client").unwrap();
        let graph = graph();
        let made = connection(authority, "t", client, BACK.into(), (&graph, writes));
        made.endpoints.unwrap().scope.clone()
    };
    assert!(!scope_of(false).contains("Write"));
    let both = "https://graph.microsoft.com/SecurityEvents.ReadWrite.All offline_access";
    assert_eq!(scope_of(true), both);
}

fn value(url: &str, wanted: &str) -> String {
    let (_, query) = url.split_once('?').unwrap();
    let found = decode(query).into_iter().find(|(name, _)| name == wanted);
    found.unwrap().1
}

/// Signs in, up to the answer of the token endpoint.
fn sign_in(
    ports: &Rc<Memory>,
    status: u16,
    answer: &str,
) -> (Rc<Session<Memory>>, crate::Result<String>) {
    let session = Session::new(ports.clone(), at_entra(), TokenStorage::Memory);
    let url = pollster::block_on(session.start("/secure-score")).unwrap();
    let endpoint = "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?";
    assert!(url.starts_with(endpoint), "{url}");
    let scope = "https://graph.microsoft.com/SecurityEvents.Read.All offline_access";
    assert_eq!(value(&url, "scope"), scope);
    let back = format!("{BACK}?code=c&state={}", value(&url, "state"));
    let callback = take_callback(&**ports, &back).unwrap().unwrap();
    ports.expect(json(status, answer));
    let ended = pollster::block_on(session.finish(callback));
    (session, ended)
}

#[test]
fn a_sign_in_at_entra_opens_graph() {
    let ports = Rc::new(Memory::new());
    let answer =
        r#"{"token_type":"Bearer","expires_in":3599,"access_token":"at","refresh_token":"rt"}"#;
    let (session, ended) = sign_in(&ports, 200, answer);
    assert_eq!(ended.unwrap(), "/secure-score");
    let access = Rc::new(SignedIn::new(graph(), session));
    ports.expect(scores());
    ports.expect(profiles(&["A"], None));
    let score = pollster::block_on(Graph::new(ports.clone(), access).score(&|_| {}));
    assert_eq!(score.unwrap().actions.len(), 1);
    let requests = ports.requests();
    let token = "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token";
    assert_eq!(requests[0].url, token);
    assert_eq!(requests[2].url, [GLOBAL, PROFILES].concat());
    let bearer = ("Authorization", "Bearer at".to_owned());
    assert!(requests[2].headers.contains(&bearer));
    assert!(
        ports.session().entries().is_empty(),
        "tokens in memory only"
    );
}

#[test]
fn a_refused_renewal_asks_for_another_sign_in_and_touches_nothing_of_servicenows() {
    let ports = Rc::new(Memory::new());
    let kept = "snowline.session";
    crate::ports::Store::set(ports.session(), kept, "of ServiceNow");
    let answer = r#"{"expires_in":3599,"access_token":"at","refresh_token":"rt"}"#;
    let (session, _) = sign_in(&ports, 200, answer);
    ports.advance(3_600_000);
    let ended =
        r#"{"error":"invalid_grant","error_description":"AADSTS700084: It is now expired"}"#;
    ports.expect(json(400, ended));
    let access = Rc::new(SignedIn::new(graph(), session));
    let score = pollster::block_on(Graph::new(ports.clone(), access).score(&|_| {}));
    assert_eq!(score, Err(SignInFault::Ended.into()));
    assert!(ports.fired().is_empty(), "Entra revokes nothing");
    assert!(crate::ports::Store::get(ports.session(), kept).is_some());
}

#[test]
fn entras_refusals_are_told_by_their_numbers() {
    let check = |number: &str, expected: SignInFault| {
        let body = format!(r#"{{"error":"invalid_request","error_description":"{number}: x"}}"#);
        let (_, ended) = sign_in(&Rc::new(Memory::new()), 400, &body);
        let error = told(ended.unwrap_err(), &at_entra());
        assert_eq!(error, Error::from(expected), "{number}");
    };
    let redirect_uri = BACK.to_owned();
    check("AADSTS9002326", SignInFault::NotSpa { redirect_uri });
    let reason = "invalid_request AADSTS65001: x".to_owned();
    check("AADSTS65001", SignInFault::NoConsent { reason });
    let reason = "invalid_request AADSTS50011: x".to_owned();
    check("AADSTS50011", SignInFault::Refused { reason });
    let told = |kind: Kind| told(kind.into(), &at_entra()).key();
    let host = "login.microsoftonline.com".to_owned();
    assert_eq!(
        told(Kind::UnknownClient { host: host.clone() }),
        "entraUnknownClient"
    );
    assert_eq!(told(Kind::Unreachable { host }), "graphUnreachable");
    let instance = "https://login.microsoftonline.com".to_owned();
    assert_eq!(told(Kind::PolicyForbids { instance }), "graphUnreachable");
    assert_eq!(told(Kind::SignInDenied), "entraNoConsent");
    assert_eq!(told(Kind::SignInTooOld), "signInTooOld");
}
