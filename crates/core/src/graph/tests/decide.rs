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

fn decision(state: &str, comment: &str) -> Decision {
    Decision {
        state: state.to_owned(),
        comment: comment.to_owned(),
    }
}

fn decide(page: &Page, known: &str) -> crate::Result<Decided> {
    let graph = page.graph();
    let known = decision(known, "");
    pollster::block_on(graph.decide("MFA/v2", &known, "Ignored", " Ticket \"1\"\n"))
}

fn done(comment: &str, comment_kept: bool) -> Decided {
    Decided::Done {
        decision: decision("Ignored", comment),
        comment_kept,
    }
}

/// With these answers to the change and after it; before it, Graph has what is known.
#[track_caller]
fn check(known: &str, mut answers: Vec<Answer>, expected: Result<Decided, Fault>) {
    answers.insert(0, profile(known, ""));
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
    let before = profile("", "");
    let page = Page::new(vec![before, accepted(), profile("ignored", COMMENT)]);
    let found = decide(&page, "Default").unwrap();
    let expected = Decided::Done {
        decision: decision("ignored", "Ticket \"1\""),
        comment_kept: true,
    };
    assert_eq!(found, expected);
    let requests = page.ports.requests();
    let asked: Vec<_> = requests
        .iter()
        .map(|asked| (asked.method, &asked.url))
        .collect();
    let url = [GLOBAL, AT].concat();
    let (get, patch) = ((Method::Get, &url), (Method::Patch, &url));
    assert_eq!(asked, [get, patch, get]);
    let body = r#"{"state":"Ignored","comment":"Ticket \"1\"","vendorInformation":{"provider":"SecureScore","vendor":"Microsoft"}}"#;
    assert_eq!(requests[1].body.as_deref(), Some(body));
    let has = |name, value: &str| requests[1].headers.contains(&(name, value.to_owned()));
    assert!(has("Content-Type", "application/json"));
}

#[test]
fn what_somebody_else_has_decided_meanwhile_is_not_overwritten_unseen() {
    let theirs = || decision("Reviewed", "Next year");
    for (known, found) in [
        (decision("Default", ""), theirs()),
        (decision("Reviewed", ""), theirs()),
        (decision("Ignored", ""), decision("", "")),
    ] {
        let page = Page::new(vec![profile(&found.state, &found.comment)]);
        let asking = page.graph();
        let asking = asking.decide("MFA/v2", &known, "ThirdParty", "");
        let outcome = pollster::block_on(asking);
        assert_eq!(outcome, Ok(Decided::Otherwise(found)));
    }
    // What they have decided is the same: there is nothing left to do.
    let page = Page::new(vec![profile("ignored", COMMENT)]);
    let found = decide(&page, "Default").unwrap();
    assert!(matches!(
        found,
        Decided::Done {
            comment_kept: true,
            ..
        }
    ));
    assert_eq!(page.ports.requests().len(), 1);
}

#[test]
fn what_is_taken_back_may_leave_no_state_at_all() {
    let bare = json(200, r#"{"id":"MFA/v2","controlStateUpdates":[]}"#);
    let page = Page::new(vec![profile("Ignored", ""), accepted(), bare]);
    let graph = page.graph();
    let known = decision("Ignored", "");
    let found = pollster::block_on(graph.decide("MFA/v2", &known, "Default", ""));
    let expected = Decided::Done {
        decision: decision("", ""),
        comment_kept: true,
    };
    assert_eq!(found, Ok(expected));
}

#[test]
fn all_that_is_asked_has_one_patience() {
    let busy = || answer(429, &[("retry-after", "12")], "");
    let throttled = || Fault::Throttled { seconds: 12 };
    let kept = || profile("Ignored", COMMENT);
    let waits = vec![busy(), accepted(), kept()];
    check("", waits, Ok(done("Ticket \"1\"", true)));
    check("", vec![busy(), accepted(), busy()], Err(throttled()));
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
