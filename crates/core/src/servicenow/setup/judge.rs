//! From what was seen to what it means.

use super::judge_user::{authorized, rights, user};
use super::release::documented_later;
use super::rules::rules;
use super::whose::{all, is_page, is_portals_own, is_servicenow, token_error};
use super::{AsUser, Finding, Observed, Reading, Seen, Step, Verdict};

/// What was found of each step, in their order.
///
/// `signed_in` is what the signed-in user sees, if there is one, and `integration_user` the name
/// that user is to have, if that is known.
#[must_use]
pub fn judge(
    seen: &Observed,
    signed_in: Option<&AsUser>,
    integration_user: Option<&str>,
) -> Vec<Finding> {
    let proxied = seen.through.is_some();
    if !seen.online {
        let offline = |step| Finding::new(step, Verdict::CannotTell, "check.offline");
        return Step::needed(proxied).map(offline).collect();
    }
    let instance = instance(seen, signed_in);
    if proxied && instance.verdict == Verdict::NeedsAction {
        return waiting(instance);
    }
    let mut findings = vec![instance, entity(seen, signed_in.is_some())];
    if !proxied {
        findings.push(token(seen));
        findings.extend(rules(seen));
        if seen.answers {
            findings.push(exposed(signed_in));
        }
    }
    findings.extend(user(signed_in, integration_user));
    findings.push(authorized(signed_in, &findings));
    findings.extend(rights(signed_in));
    findings
}

/// Nothing more can be known, whoever was signed in before: what answers through the proxy is not
/// an instance at work.
fn waiting(instance: Finding) -> Vec<Finding> {
    let reason = match instance.reason {
        "check.instance.noProxy" => "check.noProxy",
        _ => "check.waits",
    };
    let others = Step::needed(true).filter(|step| *step != Step::Instance);
    let others = others.map(|step| Finding::new(step, Verdict::CannotTell, reason));
    let others: Vec<_> = others.collect();
    std::iter::once(instance).chain(others).collect()
}

fn instance(seen: &Observed, signed_in: Option<&AsUser>) -> Finding {
    let release = signed_in.and_then(|user| user.release.as_deref());
    let documented = release.and_then(|release| documented_later(release, seen.through.is_some()));
    let no_gateway = |seen: &Seen| matches!(seen, Seen::Read(502 | 504, _));
    // Through a proxy it is the portal's own server that does not answer.
    let address = seen.through.as_deref().unwrap_or(&seen.host);
    let (verdict, reason) = if seen.forbidden.is_some() {
        (Verdict::NeedsAction, "check.instance.forbidden")
    } else if !seen.answers {
        (Verdict::NeedsAction, "check.instance.silent")
    } else if all(seen).any(|seen| is_page(seen, "nstance is hibernating")) {
        (Verdict::NeedsAction, "check.instance.hibernating")
    } else if all(seen).any(|seen| is_page(seen, "nstance is currently offline")) {
        (Verdict::NeedsAction, "check.instance.offline")
    } else if is_portals_own(seen) {
        (Verdict::NeedsAction, "check.instance.noProxy")
    } else if seen.through.is_some() && all(seen).all(no_gateway) {
        (Verdict::NeedsAction, "check.instance.unreached")
    } else if all(seen).all(|seen| matches!(seen, Seen::Read(403, _))) {
        (Verdict::NeedsAction, "check.instance.blocked")
    } else if documented.is_some() {
        // It works all the same, or its release would not be known.
        (Verdict::CannotTell, "check.instance.older")
    } else if release.is_some() {
        (Verdict::Passed, "check.instance.release")
    } else if is_servicenow(seen) {
        (Verdict::Passed, "check.instance.answers")
    } else if all(seen).all(|seen| matches!(seen, Seen::Hidden | Seen::Late)) {
        // A page of anybody's would do the same.
        (Verdict::CannotTell, "check.instance.hidden")
    } else {
        (Verdict::NeedsAction, "check.instance.page")
    };
    let host = match reason {
        "check.instance.silent" => address,
        _ => &seen.host,
    };
    Finding::new(Step::Instance, verdict, reason)
        .with("host", host)
        .with("address", address)
        .with("instance", seen.forbidden.as_deref().unwrap_or_default())
        .with("release", release.unwrap_or_default())
        .with("documented", documented.unwrap_or_default())
}

fn token(seen: &Observed) -> Finding {
    let (verdict, reason) = match &seen.token {
        _ if !seen.answers => (Verdict::CannotTell, "check.waits"),
        Seen::Read(..) => (Verdict::Passed, "check.token.read"),
        Seen::Hidden => (Verdict::NeedsAction, "check.token.hidden"),
        Seen::Late => (Verdict::CannotTell, "check.late"),
    };
    Finding::new(Step::Token, verdict, reason).with("origin", &seen.origin)
}

/// The endpoint looks at the client before it looks at the code, as far as is known: a code that
/// it never gave is refused as such only to a client that it knows.
fn entity(seen: &Observed, signed_in: bool) -> Finding {
    let error = token_error(&seen.token);
    let (verdict, reason) = match (&seen.token, error.as_deref()) {
        (_, Some("invalid_client" | "unauthorized_client")) => {
            (Verdict::NeedsAction, "check.entity.unknown")
        }
        // With another redirect URL than the one below it would prove nothing of that.
        _ if signed_in && seen.came_back => (Verdict::Passed, "check.entity.proven"),
        _ if seen.wandered => (Verdict::NeedsAction, "check.entity.wandered"),
        (_, Some(_)) => (Verdict::Passed, "check.entity.known"),
        (Seen::Read(..), None) => (Verdict::CannotTell, "check.entity.unclear"),
        (Seen::Hidden | Seen::Late, None) => (Verdict::CannotTell, "check.entity.hidden"),
    };
    Finding::new(Step::Entity, verdict, reason).with("redirect", &seen.redirect_uri)
}

/// Whether the headers are exposed shows only in an answer that has them.
fn exposed(signed_in: Option<&AsUser>) -> Finding {
    let seen = |reading: Reading| {
        let mut tickets = signed_in.iter().flat_map(|user| &user.tickets);
        tickets.any(|(found, _)| *found == reading)
    };
    let (verdict, reason) = if signed_in.is_none() {
        (Verdict::CannotTell, "check.exposed.signIn")
    } else if seen(Reading::NotCounted) {
        (Verdict::NeedsAction, "check.exposed.hidden")
    } else if seen(Reading::All) || seen(Reading::Hidden) {
        (Verdict::Passed, "check.exposed.read")
    } else {
        (Verdict::CannotTell, "check.exposed.unclear")
    };
    Finding::new(Step::Rules, verdict, reason)
}
