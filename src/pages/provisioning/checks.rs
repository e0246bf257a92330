//! What the checks of the setup have found.

use std::rc::Rc;

use snowline_core::oauth::Connection;
use snowline_core::servicenow::setup::{self, Check, Finding, Verdict};
use snowline_core::tickets::Remote;
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::browser::{Browser, navigation};
use crate::components::{Tone, tag};
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::part::State;

/// What was found last, and at which host.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Checked {
    host: String,
    user: String,
    findings: Vec<Finding>,
}

/// The findings, while they are being made and after.
pub(super) type Checks = Remote<Rc<Checked>>;

/// Looks at the instance; as the signed-in user, too, if it is the one that person is signed in at.
pub(super) fn look(app: &App, connection: Connection, checks: &State<Checks>) {
    let own = app.connection();
    let servicenow = own.servicenow.clone();
    let servicenow =
        servicenow.filter(|known| known.instance().as_str() == connection.instance.as_str());
    let user = own.user.as_ref().map(|user| user.user_name.clone());
    let checks = checks.clone();
    checks.update(Remote::start);
    spawn_local(async move {
        let seen = setup::observe(&Browser::new(), &connection).await;
        let mut findings = setup::judge(&seen);
        findings.push(setup::look_as_user(servicenow).await);
        let checked = Checked {
            host: connection.instance.host().to_owned(),
            user: user.unwrap_or_default(),
            findings,
        };
        checks.update(|known| known.finish(Ok(Rc::new(checked))));
    });
}

/// How many have passed; that it is being found out.
pub(super) fn summary(messages: &Messages, checks: &Checks) -> El {
    let status = el("span.muted").attr("role", "status");
    if checks.is_loading() {
        return status.says(messages, "check.running");
    }
    status.child(checks.value().map(|checked| {
        let all = &checked.findings;
        let passed = all.iter().filter(|one| one.verdict == Verdict::Passed);
        let passed = messages.number(passed.count() as f64);
        let all = messages.number(all.len() as f64);
        messages.format("check.done", &[("passed", &passed), ("all", &all)])
    }))
}

/// What was found of those checks.
pub(super) fn findings(messages: &Messages, checks: &Checks, of: &[Check]) -> Option<El> {
    let checked = checks.value()?;
    let origin = navigation::origin();
    let mut list = el("ul.checks");
    for finding in &checked.findings {
        if !of.contains(&finding.check) {
            continue;
        }
        let arguments = [
            ("host", checked.host.as_str()),
            ("user", &checked.user),
            ("origin", &origin),
            ("names", &finding.names),
        ];
        let head = el("div.head")
            .child(el("strong").says(messages, finding.check.key()))
            .child(verdict(messages, finding.verdict));
        let why = messages.format(finding.reason, &arguments);
        list = list.child(
            el("li")
                .key(finding.check.key())
                .child(head)
                .child(el("span.muted").child(why)),
        );
    }
    Some(list)
}

fn verdict(messages: &Messages, verdict: Verdict) -> El {
    let (key, tone) = match verdict {
        Verdict::Passed => ("check.passed", Some(Tone::Ok)),
        Verdict::NeedsAction => ("check.needsAction", Some(Tone::Bad)),
        Verdict::CannotTell => ("check.cannotTell", None),
    };
    tag(messages.text(key), tone)
}
