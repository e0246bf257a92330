//! From what was seen to what it means.

use super::judge_user::{authorized, rights, user};
use super::observe::PROBES;
use super::release::documented_later;
use super::{AsUser, Finding, Observed, Reading, Seen, Step, Verdict, needs};
use crate::json;
use crate::text::has;

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
    if !seen.online {
        let offline = |step| Finding::new(step, Verdict::CannotTell, "check.offline");
        return Step::needed(seen.proxied).map(offline).collect();
    }
    let mut findings = vec![instance(seen, signed_in), entity(seen, signed_in.is_some())];
    if !seen.proxied {
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

fn instance(seen: &Observed, signed_in: Option<&AsUser>) -> Finding {
    let release = signed_in.and_then(|user| user.release.as_deref());
    let documented = release.and_then(|release| documented_later(release, seen.proxied));
    let (verdict, reason) = if !seen.answers {
        (Verdict::NeedsAction, "check.instance.silent")
    } else if all(seen).any(|seen| is_page(seen, "nstance is hibernating")) {
        (Verdict::NeedsAction, "check.instance.hibernating")
    } else if all(seen).any(|seen| is_page(seen, "nstance is currently offline")) {
        (Verdict::NeedsAction, "check.instance.offline")
    } else if all(seen).all(|seen| matches!(seen, Seen::Read(403, _))) {
        (Verdict::NeedsAction, "check.instance.blocked")
    } else if documented.is_some() {
        // It works all the same, or its release would not be known.
        (Verdict::CannotTell, "check.instance.older")
    } else if release.is_some() {
        (Verdict::Passed, "check.instance.release")
    } else if all(seen).any(is_json) {
        (Verdict::Passed, "check.instance.answers")
    } else if all(seen).all(|seen| matches!(seen, Seen::Hidden | Seen::Late)) {
        // A page of anybody's would do the same.
        (Verdict::CannotTell, "check.instance.hidden")
    } else {
        (Verdict::NeedsAction, "check.instance.page")
    };
    Finding::new(Step::Instance, verdict, reason)
        .with("host", &seen.host)
        .with("release", release.unwrap_or_default())
        .with("documented", documented.unwrap_or_default())
}

/// Everything that was asked for. Who is not known is refused with a 401, never with a 403.
fn all(seen: &Observed) -> impl Iterator<Item = &Seen> {
    std::iter::once(&seen.token).chain(&seen.rest)
}

/// A page instead of data, with those words on it.
fn is_page(seen: &Seen, words: &str) -> bool {
    matches!(seen, Seen::Read(_, body) if json::parse(body).is_err() && has(body, words))
}

fn is_json(seen: &Seen) -> bool {
    matches!(seen, Seen::Read(_, body) if json::parse(body).is_ok())
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
    let answer = match &seen.token {
        Seen::Read(_, body) => json::parse(body).ok(),
        Seen::Hidden | Seen::Late => None,
    };
    let error = answer.as_ref().and_then(|answer| answer.text("error"));
    let (verdict, reason) = match (&seen.token, error) {
        (_, Some("invalid_client" | "unauthorized_client")) => {
            (Verdict::NeedsAction, "check.entity.unknown")
        }
        _ if signed_in => (Verdict::Passed, "check.entity.proven"),
        _ if seen.wandered => (Verdict::NeedsAction, "check.entity.wandered"),
        (_, Some(_)) => (Verdict::Passed, "check.entity.known"),
        (Seen::Read(..), None) => (Verdict::CannotTell, "check.entity.unclear"),
        (Seen::Hidden | Seen::Late, None) => (Verdict::CannotTell, "check.entity.hidden"),
    };
    Finding::new(Step::Entity, verdict, reason).with("redirect", &seen.redirect_uri)
}

/// One finding for each API.
fn rules(seen: &Observed) -> Vec<Finding> {
    if !seen.answers {
        return vec![Finding::new(
            Step::Rules,
            Verdict::CannotTell,
            "check.waits",
        )];
    }
    let findings = needs::CORS_RULES.map(|rule| {
        let all = PROBES.iter().zip(&seen.rest);
        let of_rule: Vec<_> = all
            .filter(|(probe, _)| probe.api == rule.api)
            .map(|(_, seen)| seen)
            .collect();
        let (verdict, reason) = if of_rule.contains(&&Seen::Hidden) {
            (Verdict::NeedsAction, "check.rules.hidden")
        } else if of_rule.contains(&&Seen::Late) {
            (Verdict::CannotTell, "check.rules.late")
        } else if !of_rule.iter().all(|seen| is_json(seen)) {
            (Verdict::CannotTell, "check.rules.unclear")
        } else {
            (Verdict::Passed, "check.rules.read")
        };
        Finding::new(Step::Rules, verdict, reason)
            .with("api", rule.api)
            .with("methods", rule.methods)
    });
    findings.to_vec()
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
