//! Tokens that the page supplies.

use std::cell::Cell;
use std::rc::Rc;

use super::*;
use crate::ports::memory::{Answer, Memory, answer, json};
use crate::servicenow::{ServiceNow, SignedInUser};

const ME: &str = r#"{"result":[{"sys_id":"1","user_name":"integration.user","name":""}]}"#;
const REFUSED: &str = r#"{"error":{"message":"User Not Authenticated","detail":null}}"#;

/// A host's function: gives `token-1`, `token-2` … or what it was told to.
struct Host {
    asked: Rc<Cell<u32>>,
    says: fn(u32) -> Supply,
}

impl Supplier for Host {
    fn ask(&self) -> std::pin::Pin<Box<dyn Future<Output = Supply>>> {
        let asked = self.asked.get() + 1;
        self.asked.set(asked);
        let said = (self.says)(asked);
        Box::pin(async move {
            // Another turn: who asks meanwhile has to wait.
            crate::ports::memory::turns(2).await;
            said
        })
    }
}

struct Page {
    ports: Rc<Memory>,
    client: ServiceNow<Memory>,
    access: Rc<dyn Access>,
    asked: Rc<Cell<u32>>,
}

fn page(kind: TokenKind, says: fn(u32) -> Supply) -> Page {
    let ports = Rc::new(Memory::new());
    let asked = Rc::new(Cell::new(0));
    let instance = InstanceUrl::parse("https://example.service-now.com").unwrap();
    let host = Host {
        asked: asked.clone(),
        says,
    };
    let access: Rc<dyn Access> = Supplied::new(instance, kind, Box::new(host));
    Page {
        client: ServiceNow::new(ports.clone(), access.clone()),
        ports,
        access,
        asked,
    }
}

fn numbered(asked: u32) -> Supply {
    Ok(Some(format!("token-{asked}")))
}

impl Page {
    fn ask(&self, answers: Vec<Answer>) -> crate::Result<SignedInUser> {
        answers
            .into_iter()
            .for_each(|answer| self.ports.expect(answer));
        pollster::block_on(self.client.who_am_i())
    }

    fn sent(&self, name: &str) -> Vec<Option<String>> {
        let value = |request: &crate::ports::Request| {
            let header = request.headers.iter().find(|(known, _)| *known == name);
            header.map(|(_, value)| value.clone())
        };
        self.ports.requests().iter().map(value).collect()
    }
}

#[test]
fn a_supplied_token_is_kept_until_it_is_refused_and_asked_for_once_more() {
    let page = page(TokenKind::Bearer, numbered);
    assert!(page.ask(vec![json(200, ME)]).is_ok());
    assert!(page.ask(vec![json(200, ME)]).is_ok());
    assert_eq!(page.asked.get(), 1);
    assert!(page.ask(vec![json(401, REFUSED), json(200, ME)]).is_ok());
    assert_eq!(page.asked.get(), 2);
    let first = Some("Bearer token-1".to_owned());
    let second = Some("Bearer token-2".to_owned());
    let sent = [&first, &first, &first, &second].map(Clone::clone);
    assert_eq!(page.sent("Authorization"), sent);
    assert!(page.ports.requests().iter().all(|request| !request.cookies));
    let refused = page.ask(vec![json(401, REFUSED), json(401, REFUSED)]);
    assert_eq!(refused, Err(Kind::HostTokenRefused.into()));
    assert_eq!(page.asked.get(), 3);
    assert_eq!(page.access.phase(), Phase::SignedIn);
}

#[test]
fn all_that_wait_for_a_token_wait_for_the_same() {
    let page = page(TokenKind::Bearer, numbered);
    page.ports.serve(|_| json(200, ME));
    let both = crate::ports::memory::join(page.client.who_am_i(), page.client.who_am_i());
    let (one, other) = pollster::block_on(both);
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(page.asked.get(), 1);
}

#[test]
fn what_is_no_token_is_never_sent() {
    #[track_caller]
    fn check(kind: TokenKind, says: fn(u32) -> Supply, expected: Kind) {
        let page = page(kind, says);
        assert_eq!(page.ask(vec![]), Err(expected.into()));
        assert!(page.ports.requests().is_empty());
    }
    let bearer = TokenKind::Bearer;
    check(bearer, |_| Ok(None), Kind::HostTokenUnusable);
    check(bearer, |_| Ok(Some(" ".into())), Kind::HostTokenUnusable);
    let split = |_| Ok(Some("a\r\nCookie: b".into()));
    check(bearer, split, Kind::HostTokenUnusable);
    check(TokenKind::Session, |_| Ok(None), Kind::NoUserToken);
    let reason = "interaction_required".to_owned();
    let rejects = |_| Err("interaction_required\n".into());
    check(bearer, rejects, Kind::HostTokenFailed { reason });
}

#[test]
fn a_failed_function_is_asked_again_by_the_next_request() {
    let page = page(TokenKind::Bearer, |asked| match asked {
        1 => Err("offline".into()),
        _ => numbered(asked),
    });
    assert!(page.ask(vec![]).is_err());
    assert!(page.ask(vec![json(200, ME)]).is_ok());
}

#[test]
fn a_session_goes_on_with_the_token_that_a_refusal_brings() {
    let page = page(TokenKind::Session, numbered);
    let stale = answer(401, &[("x-usertoken-response", "fresh")], REFUSED);
    assert!(page.ask(vec![stale, json(200, ME)]).is_ok());
    let sent = [Some("token-1".to_owned()), Some("fresh".to_owned())];
    assert_eq!(page.sent("X-UserToken"), sent);
    assert_eq!(page.sent("Authorization"), [None, None]);
    assert!(page.ports.requests().iter().all(|request| request.cookies));
    assert_eq!(page.access.phase(), Phase::SignedIn);
}

#[test]
fn a_session_without_another_token_has_ended() {
    let page = page(TokenKind::Session, numbered);
    let told = Rc::new(Cell::new(0));
    let count = told.clone();
    let _subscription = page
        .access
        .subscribe(Box::new(move || count.set(count.get() + 1)));
    let ended = page.ask(vec![json(401, REFUSED)]);
    assert_eq!(ended, Err(Kind::SignedOut.into()));
    assert_eq!(page.access.phase(), Phase::Expired);
    assert_eq!(told.get(), 1);
    assert_eq!(page.ask(vec![]), Err(Kind::SignedOut.into()));
    assert_eq!(page.ports.requests().len(), 1);
}

#[test]
fn a_user_whom_the_instance_refuses_is_told_so() {
    let page = page(TokenKind::Session, numbered);
    let same = || answer(401, &[("x-usertoken-response", "token-1")], REFUSED);
    assert_eq!(page.ask(vec![same()]), Err(Kind::UserRefused.into()));
}

#[test]
fn no_token_shows_in_debug() {
    let proof = Proof {
        kind: TokenKind::Session,
        token: AccessToken::new("hush-hush".into()),
    };
    assert!(!format!("{proof:?}").contains("hush"));
}

#[test]
fn a_path_that_leads_nowhere_is_no_proxy() {
    let address = "https://portal.example.com/servicenow".to_owned();
    let instance = InstanceUrl::parse("https://example.service-now.com").unwrap();
    let through = instance.clone().through(Some(address.clone()));
    let path = through.request_url("/api/now/batch");
    assert_eq!(path, [&address, "/api/now/batch"].concat());
    assert_eq!(through.join("/x"), "https://example.service-now.com/x");
    let said = |instance, status| behind_proxy(instance, Kind::NotJson { status }.into());
    assert_eq!(said(&through, 404), Kind::NoProxy { address }.into());
    assert_eq!(said(&through, 502), Kind::NotJson { status: 502 }.into());
    assert_eq!(said(&instance, 404), Kind::NotJson { status: 404 }.into());
}
