//! The client of Graph against a server in memory.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

use super::*;
use crate::access::{Supplied, Supplier, Supply, TokenKind};
use crate::error::{Error, Kind, Told};
use crate::oauth::InstanceUrl;
use crate::ports::HttpFailure;
use crate::ports::memory::{Answer, Memory, answer, json};
use crate::secure_score::Posture;

mod decide;
mod sign_in;

const DAY: &str = r#"{"azureTenantId":"t","createdDateTime":"2026-11-20T00:00:00Z","currentScore":5,"maxScore":10,"controlScores":[{"controlName":"A","score":1}]}"#;

struct Host(Rc<Cell<u32>>);

impl Supplier for Host {
    fn ask(&self) -> Pin<Box<dyn Future<Output = Supply>>> {
        self.0.set(self.0.get() + 1);
        let token = format!("token-{}", self.0.get());
        Box::pin(async move { Ok(Some(token)) })
    }
}

struct Page {
    ports: Rc<Memory>,
    asked: Rc<Cell<u32>>,
    said: RefCell<Vec<Progress>>,
}

impl Page {
    fn new(answers: Vec<Answer>) -> Self {
        let ports = Rc::new(Memory::new());
        answers.into_iter().for_each(|answer| ports.expect(answer));
        Self {
            ports,
            asked: Rc::default(),
            said: RefCell::default(),
        }
    }

    fn graph(&self) -> Graph<Memory> {
        let graph = InstanceUrl::parse(GLOBAL).unwrap();
        let host = Box::new(Host(self.asked.clone()));
        Graph::new(
            self.ports.clone(),
            Supplied::new(graph, TokenKind::Bearer, host),
        )
    }

    fn score(&self) -> crate::Result<Posture> {
        let said = |progress| self.said.borrow_mut().push(progress);
        pollster::block_on(self.graph().score(&said))
    }

    fn urls(&self) -> Vec<String> {
        let requests = self.ports.requests();
        requests.into_iter().map(|request| request.url).collect()
    }
}

fn scores() -> Answer {
    let next = "https://graph.microsoft.com/v1.0/security/secureScores?$top=1&$skip=1";
    json(
        200,
        &format!(r#"{{"value":[{DAY}],"@odata.nextLink":"{next}"}}"#),
    )
}

fn profiles(ids: &[&str], next: Option<&str>) -> Answer {
    let profile = |id: &&str| format!(r#"{{"id":"{id}","title":"{id}","maxScore":2}}"#);
    let entries: Vec<_> = ids.iter().map(profile).collect();
    let next = next.map(|next| format!(r#","@odata.nextLink":"{next}""#));
    let (entries, next) = (entries.join(","), next.unwrap_or_default());
    json(200, &format!(r#"{{"value":[{entries}]{next}}}"#))
}

fn refusal(status: u16, headers: &[(&str, &str)]) -> Answer {
    let body = r#"{"error":{"code":"Denied","message":"No.","innerError":{"request-id":"r-1"}}}"#;
    answer(status, headers, body)
}

#[track_caller]
fn fails(answers: Vec<Answer>, expected: Fault) {
    assert_eq!(Page::new(answers).score(), Err(Error::from(expected)));
}

const WORDS: &str = "Denied: No. (request-id r-1)";

#[test]
fn every_page_of_the_profiles_is_read_and_one_of_the_scores() {
    let next = "https://graph.microsoft.com:443/v1.0/security/secureScoreControlProfiles?$skip=2";
    let page = Page::new(vec![
        scores(),
        profiles(&["A", "B"], Some(next)),
        profiles(&["C"], None),
    ]);
    let posture = page.score().unwrap();
    assert_eq!(posture.actions.len(), 3);
    assert!(!posture.profiles_cut_off);
    assert_eq!(posture.history.len(), 1);
    // As it stands: a token in it must not be written anew.
    let asked = |path: &str| [GLOBAL, path].concat();
    assert_eq!(
        page.urls(),
        [asked(SCORE), asked(PROFILES), next.to_owned()]
    );
    let counts = [Progress::Profiles(2), Progress::Profiles(3)];
    assert_eq!(*page.said.borrow(), counts);
    assert_eq!(page.asked.get(), 1);
}

#[test]
fn a_token_goes_nowhere_else() {
    for link in [
        "https://graph.microsoft.com.evil.example/v1.0/x",
        "https://evil.example/v1.0/x",
        "http://graph.microsoft.com/v1.0/x",
        "https://graph.microsoft.com:8443/v1.0/x",
        "https://graph.microsoft.com@evil.example/v1.0/x",
        "https://graph.microsoft.com\\\\@evil.example/v1.0/x",
        "//evil.example/v1.0/x",
        "/v1.0/x",
        "",
    ] {
        let page = Page::new(vec![scores(), profiles(&["A"], Some(link))]);
        let error = page.score().unwrap_err();
        assert_eq!(error.key(), "graphStrangeLink", "{link}");
        assert_eq!(page.ports.requests().len(), 2, "{link}");
    }
}

#[test]
fn pages_without_end_are_given_up() {
    let next = "https://graph.microsoft.com/v1.0/x";
    let page = Page::new(vec![scores()]);
    for _ in 0..30 {
        page.ports.expect(profiles(&["A"], Some(next)));
    }
    let endless = Fault::Endless { pages: 25 };
    assert_eq!(page.score(), Err(endless.into()));
}

#[test]
fn what_graph_asks_to_wait_is_waited_for_and_said() {
    let page = Page::new(vec![
        refusal(429, &[("retry-after", "7")]),
        scores(),
        refusal(429, &[]),
        profiles(&["A"], None),
    ]);
    let before = crate::ports::Clock::monotonic_ms(&*page.ports);
    assert!(page.score().is_ok());
    let waited = crate::ports::Clock::monotonic_ms(&*page.ports) - before;
    assert_eq!(waited, 12_000);
    let waits = [Progress::Waiting(7), Progress::Waiting(5)];
    assert!(waits.iter().all(|wait| page.said.borrow().contains(wait)));
}

#[test]
fn nobody_waits_for_ever() {
    let long = refusal(429, &[("retry-after", "600")]);
    fails(vec![long], Fault::Throttled { seconds: 600 });
    let again = || refusal(429, &[("retry-after", "50")]);
    let answers = vec![again(), again(), again()];
    fails(answers, Fault::Throttled { seconds: 50 });
}

#[test]
fn a_failure_of_graphs_is_met_with_three_tries() {
    let failed = || refusal(503, &[]);
    let page = Page::new(vec![failed(), failed(), scores(), profiles(&["A"], None)]);
    assert!(page.score().is_ok());
    let reason = ["HTTP 503 ", WORDS].concat();
    let all = vec![failed(), failed(), failed()];
    fails(all, Fault::Failed { reason });
}

#[test]
fn a_refused_token_is_replaced_once() {
    let page = Page::new(vec![refusal(401, &[]), scores(), profiles(&["A"], None)]);
    assert!(page.score().is_ok());
    assert_eq!(page.asked.get(), 2);
    let reason = ["HTTP 401 ", WORDS].concat();
    let twice = vec![refusal(401, &[]), refusal(401, &[])];
    fails(twice, Fault::TokenRefused { reason });
}

#[test]
fn every_refusal_is_told_with_graphs_own_words() {
    let reason = |status: &str| [status, WORDS].concat();
    let forbidden = Fault::Forbidden {
        reason: reason("HTTP 403 "),
    };
    fails(vec![refusal(403, &[])], forbidden);
    let refused = Fault::Refused {
        reason: reason("HTTP 400 "),
    };
    fails(vec![refusal(400, &[])], refused);
    let reason = "HTTP 404 (request-id r-2)".to_owned();
    let bare = answer(404, &[("request-id", "r-2")], "<html>");
    fails(vec![bare], Fault::Refused { reason });
}

#[test]
fn an_answer_of_another_shape_is_told_with_its_place() {
    let shape = |path: &str| Fault::Shape { path: path.into() };
    fails(vec![json(200, "<html>")], shape("$"));
    fails(vec![json(200, r#"{"value":{}}"#)], shape("value"));
    let whole = || profiles(&["A"], None);
    let no_max = json(
        200,
        r#"{"value":[{"azureTenantId":"t","currentScore":1,"controlScores":[]}]}"#,
    );
    fails(vec![no_max, whole()], shape("secureScores[0].maxScore"));
    let untitled = json(200, r#"{"value":[{"id":"A","title":7}]}"#);
    fails(
        vec![scores(), untitled],
        shape("secureScoreControlProfiles[0].title"),
    );
    fails(vec![json(200, r#"{"value":[]}"#)], Fault::NoScore);
}

#[test]
fn no_answer_is_told_as_what_it_is() {
    let host = "graph.microsoft.com".to_owned();
    fails(vec![Err(HttpFailure::Network)], Fault::Unreachable { host });
    let page = Page::new(vec![Err(HttpFailure::Network)]);
    page.ports.set_online(false);
    assert_eq!(page.score(), Err(Kind::Offline.into()));
}

#[test]
fn the_history_is_every_day_that_is_one() {
    let days = [
        r#"{"createdDateTime":"2026-11-20T00:00:00Z","currentScore":5,"maxScore":10}"#,
        r#"{"createdDateTime":"2026-11-18T00:00:00Z","currentScore":3.5,"maxScore":10}"#,
        r#"{"createdDateTime":"yesterday","currentScore":3,"maxScore":10}"#,
        r#"{"createdDateTime":"2026-11-17T00:00:00Z","currentScore":null,"maxScore":10}"#,
        r#"{"createdDateTime":"2026-11-18T09:00:00Z","currentScore":4,"maxScore":10}"#,
    ];
    let body = format!(r#"{{"value":[{}]}}"#, days.join(","));
    let page = Page::new(vec![json(200, &body)]);
    let days = pollster::block_on(page.graph().history()).unwrap();
    let current: Vec<_> = days.iter().map(|day| day.current).collect();
    assert_eq!(current, [4.0, 5.0]);
    assert_eq!(page.urls(), [[GLOBAL, HISTORY].concat()]);
}

#[test]
fn the_keys_are_all_named_and_what_passes_may_be_tried_again() {
    let faults = [
        Fault::Throttled { seconds: 1 },
        Fault::NoScore,
        Fault::Endless { pages: 1 },
    ];
    for fault in faults {
        assert!(Fault::ALL_KEYS.contains(&fault.key()));
        let passes = matches!(fault, Fault::Throttled { .. });
        let error = Error::from(fault);
        assert_eq!(error.may_retry(), passes);
        assert!(matches!(error.kind(), Kind::Told(Told { .. })));
    }
}
