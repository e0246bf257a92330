use super::*;
use crate::ports::Method;
use crate::secure_score::{Decision, Status};

const AT: &str = "/v1.0/security/secureScoreControlProfiles/MFA%2Fv2";

fn profile(state: &str, comment: &str) -> Answer {
    let updates = format!(
        r#"{{"state":"Default","comment":null,"updatedDateTime":null}},
        {{"state":"{state}","comment":"{comment}","updatedDateTime":"2026-11-21T00:00:00Z"}}"#
    );
    json(
        200,
        &format!(r#"{{"id":"MFA/v2","controlStateUpdates":[{updates}]}}"#),
    )
}

fn decide(page: &Page, known: &str) -> crate::Result<Decided> {
    let known = Decision {
        state: known.to_owned(),
        comment: String::new(),
    };
    let graph = page.graph();
    pollster::block_on(graph.decide("MFA/v2", &known, "Ignored", " Ticket \"1\"\n"))
}

fn done(comment: &str, comment_kept: bool) -> Decided {
    Decided {
        decision: Decision {
            state: "Ignored".to_owned(),
            comment: comment.to_owned(),
        },
        comment_kept,
    }
}

#[track_caller]
fn check(known: &str, answers: Vec<Answer>, expected: Result<Decided, Fault>) {
    let found = decide(&Page::new(answers), known);
    assert_eq!(found, expected.map_err(Error::from));
}

fn accepted() -> Answer {
    answer(204, &[], "")
}

fn ignored(state: &str) -> Result<Decided, Fault> {
    let state = state.to_owned();
    Err(Fault::DecisionIgnored { state })
}

const COMMENT: &str = "Ticket \\\"1\\\"";

#[test]
fn a_decision_counts_once_it_is_read_back() {
    let page = Page::new(vec![accepted(), profile("ignored", COMMENT)]);
    let found = decide(&page, "Default").unwrap();
    assert_eq!(found.decision.comment, "Ticket \"1\"");
    assert!(found.comment_kept);
    let requests = page.ports.requests();
    let asked: Vec<_> = requests
        .iter()
        .map(|asked| (asked.method, &asked.url))
        .collect();
    let url = [GLOBAL, AT].concat();
    assert_eq!(asked, [(Method::Patch, &url), (Method::Get, &url)]);
    let body = r#"{"state":"Ignored","comment":"Ticket \"1\"","vendorInformation":{"provider":"SecureScore","vendor":"Microsoft"}}"#;
    assert_eq!(requests[0].body.as_deref(), Some(body));
    let has = |name, value: &str| requests[0].headers.contains(&(name, value.to_owned()));
    assert!(has("Content-Type", "application/json"));
}

#[test]
fn graph_is_given_time_and_then_not_believed() {
    let kept = profile("Ignored", COMMENT);
    let late = vec![accepted(), profile("Default", ""), kept];
    check("Default", late, Ok(done("Ticket \"1\"", true)));
    let never = || {
        let mut answers = vec![accepted()];
        answers.extend((0..3).map(|_| profile("Default", "")));
        answers
    };
    check("Default", never(), ignored("Default"));
    check("Reviewed", never(), ignored("Default"));
    // An answer without any state.
    let bare = || json(200, r#"{"id":"MFA/v2"}"#);
    check("", vec![accepted(), bare(), bare(), bare()], ignored(""));
}

#[test]
fn a_comment_that_is_dropped_is_told_and_a_state_from_before_proves_nothing() {
    let dropped = || profile("Ignored", "");
    check("Default", vec![accepted(), dropped()], Ok(done("", false)));
    let answers = vec![accepted(), dropped(), dropped(), dropped()];
    check("Ignored", answers, ignored("Ignored"));
    let kept = profile("Ignored", COMMENT);
    check(
        "Ignored",
        vec![accepted(), kept],
        Ok(done("Ticket \"1\"", true)),
    );
}

#[test]
fn a_refusal_is_told_as_what_it_is() {
    let reason = |status: &str| [status, WORDS].concat();
    let may_not = Fault::MayNotDecide {
        reason: reason("HTTP 403 "),
    };
    check("", vec![refusal(403, &[])], Err(may_not));
    let refused = Fault::DecisionRefused {
        reason: reason("HTTP 400 "),
    };
    check("", vec![refusal(400, &[])], Err(refused));
    let twice = Fault::TokenRefused {
        reason: reason("HTTP 401 "),
    };
    check("", vec![refusal(401, &[]), refusal(401, &[])], Err(twice));
}

#[test]
fn an_answer_that_is_lost_is_looked_for() {
    let lost = || Err(HttpFailure::Network);
    let kept = profile("Ignored", COMMENT);
    check("", vec![lost(), kept], Ok(done("Ticket \"1\"", true)));
    let host = || "graph.microsoft.com".to_owned();
    let unreachable = || Fault::Unreachable { host: host() };
    check("", vec![lost(), lost()], Err(unreachable()));
    let not = || profile("Default", "");
    check("", vec![lost(), not(), not(), not()], Err(unreachable()));
}

#[test]
fn every_status_but_microsofts_own_has_a_state() {
    for status in Status::ALL {
        assert_eq!(state_of(status).is_none(), status == Status::Completed);
    }
}
