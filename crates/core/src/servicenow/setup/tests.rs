use super::*;
use crate::oauth::{ClientId, InstanceUrl};
use crate::ports::memory::Memory;
use pollster::block_on;

fn read(status: u16, body: &str) -> Seen {
    Seen::Read(status, body.to_owned())
}

const REFUSED: &str = r#"{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}"#;
const BAD_CODE: &str = r#"{"error_description":"access_denied","error":"server_error"}"#;
const BAD_CLIENT: &str = r#"{"error":"invalid_client"}"#;
const ASLEEP: &str = "<html><body>Your instance is hibernating</body></html>";

fn well() -> Observed {
    Observed {
        online: true,
        answers: true,
        token: read(401, BAD_CODE),
        rest: vec![read(401, REFUSED); APIS.len()],
    }
}

#[track_caller]
fn check(change: impl FnOnce(&mut Observed), expected: [(Verdict, &str); 4]) {
    let mut observed = well();
    change(&mut observed);
    let found = judge(&observed);
    let last = |reason: &'static str| reason.rsplit('.').next().unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.verdict, last(one.reason)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn each_fault_has_its_own_findings() {
    use Verdict::{CannotTell, NeedsAction, Passed};
    check(
        |_| {},
        [
            (Passed, "answers"),
            (Passed, "known"),
            (Passed, "read"),
            (Passed, "read"),
        ],
    );
    check(|seen| seen.online = false, [(CannotTell, "offline"); 4]);
    check(
        |seen| {
            seen.answers = false;
            seen.token = Seen::Hidden;
            seen.rest = vec![Seen::Hidden; 4];
        },
        [
            (NeedsAction, "silent"),
            (CannotTell, "hidden"),
            (CannotTell, "silent"),
            (CannotTell, "silent"),
        ],
    );
    // Nothing is set: somebody answers, and that is all that can be known.
    check(
        |seen| {
            seen.token = Seen::Hidden;
            seen.rest = vec![Seen::Hidden; 4];
        },
        [
            (CannotTell, "hidden"),
            (CannotTell, "hidden"),
            (NeedsAction, "hidden"),
            (NeedsAction, "hidden"),
        ],
    );
    check(
        |seen| seen.token = Seen::Hidden,
        [
            (Passed, "answers"),
            (CannotTell, "hidden"),
            (NeedsAction, "hidden"),
            (Passed, "read"),
        ],
    );
    check(
        |seen| seen.token = read(401, BAD_CLIENT),
        [
            (Passed, "answers"),
            (NeedsAction, "unknown"),
            (Passed, "read"),
            (Passed, "read"),
        ],
    );
    check(
        |seen| seen.token = read(200, ASLEEP),
        [
            (NeedsAction, "hibernating"),
            (CannotTell, "unclear"),
            (Passed, "read"),
            (Passed, "read"),
        ],
    );
    check(
        |seen| {
            seen.token = Seen::Late;
            seen.rest[2] = Seen::Late;
        },
        [
            (Passed, "answers"),
            (CannotTell, "hidden"),
            (CannotTell, "late"),
            (CannotTell, "late"),
        ],
    );
}

#[test]
fn the_apis_without_a_rule_are_named_once() {
    let mut observed = well();
    observed.rest[0] = Seen::Hidden;
    observed.rest[1] = Seen::Hidden;
    observed.rest[3] = Seen::Hidden;
    let rules = &judge(&observed)[3];
    assert_eq!(rules.names, "Table API, Batch API");
}

#[test]
fn checking_sends_no_secret_and_makes_no_record() {
    let memory = Memory::new();
    let connection = Connection {
        instance: InstanceUrl::parse("https://acme.service-now.com").unwrap(),
        client_id: ClientId::parse("c1").unwrap(),
        redirect_uri: "https://portal.example/".to_owned(),
    };
    memory.serve(|request| {
        assert!(request.url.starts_with("https://acme.service-now.com/"));
        if request.method == Method::Post && request.url.contains("/api/") {
            assert_eq!(request.body.as_deref(), Some("{}"));
        }
        Err(HttpFailure::Network)
    });
    memory.set_answers(true);
    let observed = block_on(observe(&memory, &connection));
    assert_eq!(memory.requests().len(), 1 + APIS.len());
    assert_eq!(judge(&observed)[2].reason, "check.token.hidden");
    memory.set_answers(false);
    block_on(observe(&memory, &connection));
    assert_eq!(
        memory.requests().len(),
        1 + APIS.len(),
        "nobody is there to ask"
    );
}
