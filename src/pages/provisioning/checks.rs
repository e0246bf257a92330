//! What the checks of the setup have found.

use std::rc::Rc;

use snowline_core::oauth::InstanceUrl;
use snowline_core::servicenow::setup::{self, Finding, Step, Verdict};
use snowline_core::tickets::Remote;
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::browser::Browser;
use crate::components::{Shape, Tone, external_link, icon, tag};
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::later::contact::note_contact;
use crate::part::State;

use super::fields::Ready;

/// What was found last, of each step.
pub(super) type Checks = Remote<Rc<Vec<Finding>>>;

/// Looks at the instance; as the signed-in user, too, if it is the one that person is signed in at.
pub(super) fn look(app: &App, ready: Ready, checks: &State<Checks>) {
    let own = app.connection();
    let connection = own.to(ready.instance, ready.client_id);
    let servicenow = own.servicenow.clone();
    let servicenow =
        servicenow.filter(|known| known.instance().as_str() == connection.instance.as_str());
    let checks = checks.clone();
    let language = app.messages().language();
    checks.update(Remote::start);
    spawn_local(async move {
        let seen = setup::observe(&Browser::new(), &connection).await;
        let user = match &servicenow {
            Some(servicenow) => Some(setup::look_as_user(servicenow, language.tag()).await),
            None => None,
        };
        let findings = setup::judge(&seen, user.as_ref(), Some(&ready.user));
        let may = setup::verdict(&findings, Step::Rights) == Some(Verdict::Passed);
        if let (true, Some(servicenow), Some(user)) =
            (may, servicenow, user.and_then(|seen| seen.user))
        {
            note_contact(&servicenow, &user.user_name);
        }
        checks.update(|known| known.finish(Ok(Rc::new(findings))));
    });
}

/// Whether it is worth looking again by oneself: something was found to be missing.
pub(super) fn looks_again(checks: &Checks) -> bool {
    let missing = |finding: &Finding| finding.verdict != Verdict::Passed;
    !checks.is_loading()
        && checks
            .value()
            .is_some_and(|found| found.iter().any(missing))
}

/// How a step stands; `None` before the first look.
pub(super) fn verdict_of(checks: &Checks, step: Step) -> Option<Verdict> {
    setup::verdict(checks.value()?, step)
}

/// How many have passed; that it is being found out.
pub(super) fn summary(messages: &Messages, checks: &Checks) -> El {
    let status = el("span.muted").attr("role", "status");
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
    let (key, tone) = match verdict_of(checks, step)? {
        Verdict::Passed => ("check.passed", Some(Tone::Ok)),
        Verdict::NeedsAction => ("check.needsAction", Some(Tone::Bad)),
        Verdict::CannotTell => ("check.cannotTell", None),
    };
    Some(tag(messages.text(key), tone))
}
