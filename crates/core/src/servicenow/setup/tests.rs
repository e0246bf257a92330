mod through;

use super::observe::PROBES;
use super::*;
use crate::oauth::{ClientId, Connection, InstanceUrl};
use crate::ports::memory::Memory;
use crate::ports::{HttpFailure, Method};
use crate::servicenow::SignedInUser;
use crate::servicenow::labels::LabelSource;
use pollster::block_on;

fn read(status: u16, body: &str) -> Seen {
    Seen::Read(status, body.to_owned())
}

const REFUSED: &str = r#"{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}"#;
const BAD_CODE: &str = r#"{"error_description":"access_denied","error":"server_error"}"#;
const BAD_CLIENT: &str = r#"{"error":"invalid_client"}"#;
const OFFLINE: &str = "<html><body>Your instance is currently offline</body></html>";
const ASLEEP: &str = "<html><body>Your instance is hibernating</body></html>";

fn well() -> Observed {
    Observed {
        host: "acme.service-now.com".into(),
        origin: "https://portal.example".into(),
        redirect_uri: "https://portal.example/".into(),
        through: None,
        online: true,
        answers: true,
        forbidden: None,
        token: read(401, BAD_CODE),
        rest: vec![read(401, REFUSED); PROBES.len()],
        beside: None,
        wandered: false,
        came_back: false,
    }
}

fn integration_user() -> AsUser {
    AsUser {
        user: Some(SignedInUser {
            user_name: "snowline.integration".into(),
            name: "Snowline Integration".into(),
            sys_id: "1".into(),
        }),
        release: None,
        labels: Some(LabelSource::Forms),
        tickets: [
            (Reading::All, Some("CHG0000001".into())),
            (Reading::All, None),
        ],
    }
}

/// How each step stands, a letter each: passed, needs action, cannot tell.
fn letters(findings: &[Finding]) -> String {
    let letter = |step| match verdict(findings, step) {
        Some(Verdict::Passed) => 'p',
        Some(Verdict::NeedsAction) => 'n',
        Some(Verdict::CannotTell) => '?',
        None => '-',
    };
    Step::ALL.into_iter().map(letter).collect()
}

/// The reasons of a step, by the ends of their names.
fn reasons(findings: &[Finding], step: Step) -> Vec<&'static str> {
    let of_step = findings.iter().filter(|finding| finding.step == step);
    of_step
        .map(|finding| finding.reason.rsplit('.').next().unwrap_or_default())
        .collect()
}

#[track_caller]
fn before(change: impl FnOnce(&mut Observed), expected: &str, step: Step, reason: &[&str]) {
    let mut observed = well();
    change(&mut observed);
    let found = judge(&observed, None, None);
    assert_eq!(letters(&found), expected);
    assert_eq!(reasons(&found, step), reason);
}

#[test]
fn each_fault_before_a_sign_in_has_its_own_findings() {
    before(|_| {}, "ppp??n?", Step::Authorize, &["todo"]);
    before(
        |_| {},
        "ppp??n?",
        Step::Rules,
        &["read", "read", "read", "signIn"],
    );
    let offline = |seen: &mut Observed| seen.online = false;
    before(offline, "???????", Step::Instance, &["offline"]);
    let silent = |seen: &mut Observed| {
        seen.answers = false;
        seen.token = Seen::Hidden;
        seen.rest = vec![Seen::Hidden; PROBES.len()];
    };
    before(silent, "n??????", Step::Rules, &["waits"]);
    // Nothing is set: somebody answers, and that is all that can be known.
    let bare = |seen: &mut Observed| {
        seen.token = Seen::Hidden;
        seen.rest = vec![Seen::Hidden; PROBES.len()];
    };
    before(bare, "??nn???", Step::Instance, &["hidden"]);
    before(bare, "??nn???", Step::Authorize, &["waits"]);
    let property = |seen: &mut Observed| seen.token = Seen::Hidden;
    before(property, "p?n????", Step::Token, &["hidden"]);
    let client = |seen: &mut Observed| seen.token = read(401, BAD_CLIENT);
    before(client, "pnp????", Step::Entity, &["unknown"]);
    let asleep = |seen: &mut Observed| seen.token = read(200, ASLEEP);
    before(asleep, "n?p????", Step::Instance, &["hibernating"]);
    let off = |seen: &mut Observed| seen.rest[0] = read(200, OFFLINE);
    before(off, "npp????", Step::Instance, &["offline"]);
    let late = |seen: &mut Observed| {
        seen.token = Seen::Late;
        seen.rest[3] = Seen::Late;
    };
    before(
        late,
        "p????n?",
        Step::Rules,
        &["read", "late", "read", "signIn"],
    );
    let page = |seen: &mut Observed| seen.rest[3] = read(502, "<html>Bad Gateway</html>");
    before(
        page,
        "ppp??n?",
        Step::Rules,
        &["read", "unclear", "read", "signIn"],
    );
    let elsewhere = |seen: &mut Observed| seen.wandered = true;
    before(elsewhere, "pnp??n?", Step::Entity, &["wandered"]);
    before(elsewhere, "pnp??n?", Step::Authorize, &["todo"]);
}

#[track_caller]
fn after(change: impl FnOnce(&mut AsUser), expected: &str, step: Step, reason: &[&str]) {
    let mut user = integration_user();
    change(&mut user);
    let mut observed = well();
    observed.came_back = true;
    let found = judge(&observed, Some(&user), Some("snowline.integration"));
    assert_eq!(letters(&found), expected);
    assert_eq!(reasons(&found, step), reason);
}

#[test]
fn each_fault_after_a_sign_in_has_its_own_findings() {
    after(|_| {}, "ppppppp", Step::Entity, &["proven"]);
    let all = ["reads", "makes", "reads", "makesUnproven", "read"];
    after(|_| {}, "ppppppp", Step::Rights, &all);
    let personal = |seen: &mut AsUser| {
        if let Some(user) = &mut seen.user {
            user.user_name = "fred.luddy".into();
        }
    };
    let another = ["another", "singleSignOn"];
    after(personal, "ppppnpp", Step::User, &another);
    let admin = |seen: &mut AsUser| seen.release = Some("Australia".into());
    after(admin, "ppppnpp", Step::User, &["tooMany"]);
    after(admin, "ppppnpp", Step::Instance, &["release"]);
    let old = |seen: &mut AsUser| seen.release = Some("Yokohama".into());
    after(old, "?pppnpp", Step::Instance, &["older"]);
    let nobody = |seen: &mut AsUser| seen.user = None;
    after(nobody, "pppp?pp", Step::User, &["unknown"]);
    let hidden = |seen: &mut AsUser| seen.tickets[1].0 = Reading::Hidden;
    after(
        hidden,
        "ppppppn",
        Step::Rights,
        &["reads", "makes", "hidden", "makesUnproven", "read"],
    );
    let refused = |seen: &mut AsUser| seen.tickets[0].0 = Reading::Refused;
    after(
        refused,
        "ppppppn",
        Step::Rights,
        &["refused", "makes", "reads", "makesUnproven", "read"],
    );
    let limited = |seen: &mut AsUser| seen.tickets[0].0 = Reading::Limited;
    after(
        limited,
        "pppppp?",
        Step::Rights,
        &["limited", "makes", "reads", "makesUnproven", "read"],
    );
    let uncounted = |seen: &mut AsUser| seen.tickets[0].0 = Reading::NotCounted;
    after(
        uncounted,
        "pppnpp?",
        Step::Rules,
        &["read", "read", "read", "hidden"],
    );
    let failed =
        |seen: &mut AsUser| seen.tickets = [(Reading::Failed, None), (Reading::Failed, None)];
    after(
        failed,
        "ppp?pp?",
        Step::Rules,
        &["read", "read", "read", "unclear"],
    );
}

#[test]
fn a_sign_in_that_came_back_elsewhere_proves_no_redirect_url() {
    let findings = judge(&well(), Some(&integration_user()), None);
    assert_eq!(letters(&findings), "ppppppp");
    assert_eq!(reasons(&findings, Step::Entity), ["known"]);
}

#[test]
fn what_is_hidden_tells_the_rule_or_the_method_that_is_missing() {
    #[track_caller]
    fn check(hidden: &[usize], expected: &[(&str, &str, &str)]) {
        let mut observed = well();
        for at in hidden {
            observed.rest[*at] = Seen::Hidden;
        }
        let findings = judge(&observed, None, None);
        let missing = findings
            .iter()
            .filter(|one| (one.step, one.verdict) == (Step::Rules, Verdict::NeedsAction));
        let expected: Vec<_> = expected
            .iter()
            .map(|(reason, api, methods)| {
                let named = [("api", api), ("methods", methods)];
                let named = named.map(|(name, value)| (name, (*value).to_owned()));
                (*reason, named.to_vec())
            })
            .collect();
        let missing: Vec<_> = missing
            .map(|one| (one.reason, one.arguments.clone()))
            .collect();
        assert_eq!(missing, expected);
    }
    let table = "Table API";
    check(
        &[0, 1, 2, 3, 4],
        &[
            ("check.rules.hidden", table, "GET, POST, PATCH"),
            ("check.rules.hiddenOne", "Aggregate API", "GET"),
            ("check.rules.hiddenOne", "Batch API", "POST"),
        ],
    );
    check(&[0], &[("check.rules.method", table, "GET")]);
    check(&[1], &[("check.rules.method", table, "POST")]);
    check(&[2], &[("check.rules.method", table, "PATCH")]);
    check(&[0, 1], &[("check.rules.methods", table, "GET, POST")]);
    check(&[0, 2], &[("check.rules.methods", table, "GET, PATCH")]);
    // It may be the header of what is written as well.
    check(&[1, 2], &[("check.rules.writing", table, "POST, PATCH")]);
}

#[test]
fn what_is_in_the_way_is_what_a_sign_in_fails_by() {
    let in_the_way = |change: fn(&mut Observed)| {
        let mut observed = well();
        change(&mut observed);
        let findings = judge(&observed, None, None);
        let found = findings.iter().filter(|found| found.is_in_the_way());
        found.map(|found| found.reason).collect::<Vec<_>>()
    };
    assert!(in_the_way(|_| {}).is_empty());
    assert!(in_the_way(|seen| seen.wandered = true).is_empty());
    assert!(in_the_way(|seen| seen.online = false).is_empty());
    assert_eq!(
        in_the_way(|seen| seen.token = Seen::Hidden),
        ["check.token.hidden"]
    );
    assert_eq!(
        in_the_way(|seen| seen.rest[4] = Seen::Hidden),
        ["check.rules.hiddenOne"]
    );
    assert_eq!(
        in_the_way(|seen| seen.token = read(401, BAD_CLIENT)),
        ["check.entity.unknown"]
    );
}

#[test]
fn every_rule_is_looked_for() {
    for rule in needs::CORS_RULES {
        for method in rule.methods.split(", ") {
            let tried = PROBES.iter().any(|probe| probe.is(rule.api, method));
            assert!(tried, "{} {method}", rule.api);
        }
    }
}

#[test]
fn checking_sends_no_secret_and_makes_no_record() {
    let memory = Memory::new();
    let connection = Connection {
        instance: InstanceUrl::parse("https://acme.service-now.com").unwrap(),
        client_id: ClientId::parse("c1").unwrap(),
        redirect_uri: "https://portal.example/".to_owned(),
        endpoints: None,
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
    assert_eq!(memory.requests().len(), 1 + PROBES.len());
    assert_eq!(letters(&judge(&observed, None, None)), "??nn???");
    memory.set_answers(false);
    block_on(observe(&memory, &connection));
    let asked = memory.requests().len();
    assert_eq!(asked, 1 + PROBES.len(), "nobody is there to ask");
}
