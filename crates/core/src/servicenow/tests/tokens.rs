//! The token on each request, and what a refusal does.

use super::{header, requests, signed_in, token};
use crate::error::Kind;
use crate::ports::memory::{Answer, answer, json};
use crate::ports::{HttpFailure, Method};
use crate::servicenow::SignedInUser;

const ME: &str = r#"{"result":[{"sys_id":{"value":"1"},"user_name":{"value":"integration.user"},"name":{"value":"Integration User"}}]}"#;
const REFUSED: &str = r#"{"error":{"message":"User Not Authenticated","detail":null}}"#;

#[test]
fn the_signed_in_user_is_asked_for() {
    let (ports, client) = signed_in();
    ports.expect(json(200, ME));
    let user = pollster::block_on(client.who_am_i());
    assert_eq!(
        user,
        Ok(SignedInUser {
            user_name: "integration.user".to_owned(),
            name: "Integration User".to_owned(),
            sys_id: "1".to_owned(),
        })
    );
    let sent = requests(&ports);
    let [request] = sent.as_slice() else {
        panic!("one request")
    };
    assert_eq!(request.method, Method::Get);
    assert_eq!(
        request.url,
        "https://example.service-now.com/api/now/table/sys_user?sysparm_display_value=all\
         &sysparm_exclude_reference_link=true&sysparm_fields=sys_id%2Cuser_name%2Cname\
         &sysparm_query=sys_id%3Djavascript%3Ags.getUserID%28%29&sysparm_limit=2"
    );
    assert_eq!(header(request, "Authorization"), Some("Bearer first-token"));
    assert_eq!(header(request, "Accept"), Some("application/json"));
    assert_eq!(header(request, "Content-Type"), None);
}

#[test]
fn a_user_is_believed_only_when_alone() {
    #[track_caller]
    fn check(body: &str, expected: Kind) {
        let (ports, client) = signed_in();
        ports.expect(json(200, body));
        let user = pollster::block_on(client.who_am_i());
        assert_eq!(user, Err(expected.into()), "{body}");
    }
    check(r#"{"result":[]}"#, Kind::NotFound);
    check(
        r#"{"result":[{"sys_id":"1"},{"sys_id":"2"}]}"#,
        Kind::FilterIgnored,
    );
    check(
        r#"{"result":{}}"#,
        Kind::UnexpectedShape {
            path: "result".to_owned(),
        },
    );
    check(
        r#"{"result":[{"sys_id":"1","user_name":null}]}"#,
        Kind::UnexpectedShape {
            path: "result[0].user_name".to_owned(),
        },
    );
}

/// Answers in turn; gives the outcome's error key and the paths that were asked for.
#[track_caller]
fn check(answers: Vec<Answer>, expected: Result<(), &str>, expected_paths: &[&str]) {
    let (ports, client) = signed_in();
    for answer in answers {
        ports.expect(answer);
    }
    let outcome = pollster::block_on(client.who_am_i());
    let outcome = outcome.map(|_| ()).map_err(|error| error.key());
    let sent = requests(&ports);
    let path = |url: &str| url.split(['/', '?']).nth(3).map(str::to_owned);
    let paths: Vec<_> = sent
        .iter()
        .filter_map(|request| path(&request.url))
        .collect();
    assert_eq!(
        (outcome, paths),
        (
            expected,
            expected_paths.iter().map(|&p| p.to_owned()).collect()
        )
    );
}

#[test]
fn a_401_is_answered_with_a_fresh_token_once_and_then_blames_the_user() {
    check(
        vec![json(401, REFUSED), token("second-token"), json(200, ME)],
        Ok(()),
        &["api", "oauth_token.do", "api"],
    );
    check(
        vec![
            json(401, REFUSED),
            token("second-token"),
            json(401, REFUSED),
        ],
        Err("userRefused"),
        &["api", "oauth_token.do", "api"],
    );
}

#[test]
fn a_403_or_404_is_final() {
    check(vec![json(403, REFUSED)], Err("forbidden"), &["api"]);
    check(vec![json(404, REFUSED)], Err("notFound"), &["api"]);
}

#[test]
fn a_get_is_tried_again_where_that_may_help() {
    let limited = |wait: &str| answer(429, &[("retry-after", wait)], "{}");
    check(vec![json(503, ""), json(200, ME)], Ok(()), &["api", "api"]);
    check(
        vec![Err(HttpFailure::Timeout), json(200, ME)],
        Ok(()),
        &["api", "api"],
    );
    check(vec![limited("2"), json(200, ME)], Ok(()), &["api", "api"]);
    check(vec![limited("3600")], Err("rateLimitedFor"), &["api"]);
    let always = || json(500, "");
    check(
        vec![always(), always(), always(), always(), json(200, ME)],
        Err("serverFailed"),
        &["api", "api", "api", "api"],
    );
    // The host answers a probe, so CORS hides it: nothing gets better by itself.
    check(
        vec![Err(HttpFailure::Network)],
        Err("restApiHidden"),
        &["api"],
    );
}

#[test]
fn a_retry_after_is_waited_for() {
    let (ports, client) = signed_in();
    ports.expect(answer(429, &[("retry-after", "5")], "{}"));
    ports.expect(json(200, ME));
    let before = crate::ports::Clock::monotonic_ms(&*ports);
    pollster::block_on(client.who_am_i()).expect("an answer in the end");
    assert!(crate::ports::Clock::monotonic_ms(&*ports) - before >= 5000);
}
