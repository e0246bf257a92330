//! What was found of the CORS rules, one for each API.

use super::observe::{PROBES, Probe};
use super::whose::is_api;
use super::{Finding, Observed, Seen, Step, Verdict, needs};
use crate::ports::Method;

/// One finding for each API.
pub(super) fn rules(seen: &Observed) -> Vec<Finding> {
    if !seen.answers {
        let waits = Finding::new(Step::Rules, Verdict::CannotTell, "check.waits");
        return vec![waits];
    }
    let all = || PROBES.iter().zip(&seen.rest);
    let findings = needs::CORS_RULES.map(|rule| {
        let of_rule: Vec<_> = all().filter(|(probe, _)| probe.api == rule.api).collect();
        of_api(rule.api, &of_rule)
    });
    findings.to_vec()
}

/// A browser hides that there is no rule in the same way as that a rule lacks a method. Where
/// another method of the same API can be used, the rule is there.
fn of_api(api: &str, probes: &[(&Probe, &Seen)]) -> Finding {
    let is_late = probes.iter().any(|(_, seen)| **seen == Seen::Late);
    let hidden = probes.iter().filter(|(_, seen)| **seen == Seen::Hidden);
    let hidden: Vec<_> = hidden.map(|(probe, _)| probe.method).collect();
    // What is written is JSON, which a rule has to let through besides the method.
    let only_writing = !hidden.contains(&Method::Get);
    let others_write = probes
        .iter()
        .any(|(probe, seen)| probe.method != Method::Get && **seen != Seen::Hidden);
    let reason = match hidden.as_slice() {
        [] if is_late => "check.rules.late",
        [] if !probes.iter().all(|(_, seen)| is_api(seen)) => "check.rules.unclear",
        [] => "check.rules.read",
        [_] if probes.len() == 1 => "check.rules.hiddenOne",
        hidden if probes.len() == hidden.len() => "check.rules.hidden",
        _ if only_writing && !others_write => "check.rules.writing",
        [_] => "check.rules.method",
        _ => "check.rules.methods",
    };
    let verdict = match (hidden.is_empty(), reason) {
        (false, _) => Verdict::NeedsAction,
        (true, "check.rules.read") => Verdict::Passed,
        (true, _) => Verdict::CannotTell,
    };
    let names: Vec<_> = hidden.iter().map(|method| method.name()).collect();
    Finding::new(Step::Rules, verdict, reason)
        .with("api", api)
        .with("methods", &names.join(", "))
}
