//! What the checks of the setup have found.

use snowline_core::oauth::InstanceUrl;
use snowline_core::servicenow::setup::{self, Finding, Step, Verdict};

use crate::components::{Shape, Tone, external_link, icon, tag};
use crate::dom::{El, el};
use crate::i18n::Messages;

use super::looked::Checks;

/// How a step stands; `None` before the first look.
pub(super) fn verdict_of(checks: &Checks, step: Step) -> Option<Verdict> {
    setup::verdict(checks.value()?, step)
}

/// How many have passed; that it is being found out, or was of other settings.
pub(super) fn summary(messages: &Messages, checks: &Checks, former: bool) -> El {
    let status = el("span.muted").attr("role", "status");
    if former {
        return status.says(messages, "check.former");
    }
    if checks.is_loading() {
        return status.says(messages, "check.running");
    }
    status.child(checks.value().map(|found| {
        let verdicts = Step::ALL.map(|step| setup::verdict(found, step));
        let passed = |verdict: &&Option<Verdict>| **verdict == Some(Verdict::Passed);
        let passed = verdicts.iter().filter(passed).count();
        let passed = messages.number(passed as f64);
        let all = messages.number(verdicts.iter().flatten().count() as f64);
        messages.format("check.done", &[("passed", &passed), ("all", &all)])
    }))
}

/// What was found of a step, a line each.
pub(super) fn findings(
    messages: &Messages,
    checks: &Checks,
    step: Step,
    instance: Option<&InstanceUrl>,
) -> Option<El> {
    let found = checks.value()?.iter();
    let of_step = found.filter(|finding| finding.step == step);
    Some(list(messages, of_step, instance))
}

/// Findings, a line each, with a link to the page of the instance that helps, if one does.
pub(in crate::pages) fn list<'a>(
    messages: &Messages,
    findings: impl Iterator<Item = &'a Finding>,
    instance: Option<&InstanceUrl>,
) -> El {
    let mut list = el("ul.checks");
    for finding in findings {
        let arguments: Vec<_> = finding
            .arguments
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let why = messages.format(finding.reason, &arguments);
        let (class, shape) = match finding.verdict {
            _ if finding.is_note() => ("muted", Shape::Info),
            Verdict::Passed => ("ok", Shape::Check),
            Verdict::NeedsAction => ("bad", Shape::Alert),
            Verdict::CannotTell => ("muted", Shape::Info),
        };
        let line = el("li")
            .child(el("span").attr("class", class).child(icon(shape)))
            .child(
                el("span")
                    .child(why)
                    .child(opens(messages, finding, instance)),
            );
        list = list.child(line);
    }
    list
}

fn opens(messages: &Messages, finding: &Finding, instance: Option<&InstanceUrl>) -> Option<El> {
    let (label, path) = finding.opens()?;
    let link = external_link(messages, instance?.join(path).into(), messages.text(label));
    Some(el("span").child(" ").child(link))
}

/// How a step stands, in a word.
pub(super) fn word(messages: &Messages, checks: &Checks, step: Step) -> Option<El> {
    if checks.is_loading() {
        return Some(tag(messages.text("check.checking"), None));
    }
    let found = checks.value()?;
    let is_due = |finding: &Finding| {
        finding.step == step && finding.verdict == Verdict::NeedsAction && finding.is_note()
    };
    let (key, tone) = match verdict_of(checks, step)? {
        // Its turn has come, and nothing is wrong with it.
        Verdict::NeedsAction if found.iter().any(is_due) => ("check.next", Some(Tone::Info)),
        Verdict::Passed => ("check.passed", Some(Tone::Ok)),
        Verdict::NeedsAction => ("check.needsAction", Some(Tone::Bad)),
        Verdict::CannotTell => ("check.cannotTell", None),
    };
    Some(tag(messages.text(key), tone))
}
