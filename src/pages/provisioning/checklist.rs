//! The installation checklist: what an administrator of the instance does, step by step, with the
//! values to paste and the places to paste them.

use std::rc::Rc;

use snowline_core::servicenow::needs::{self, CorsRule};
use snowline_core::servicenow::setup::{Step, Verdict};
use yew::AttrValue;

use crate::app::App;
use crate::browser::navigation;
use crate::components::{CopyLine, external_link};
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::part::part;

use super::checks::{Checks, findings, verdict_of, word};
use super::fields::Typed;

/// All steps, each with what was found of it and how it is done.
pub(super) fn checklist(app: &App, checks: &Checks, typed: &Typed) -> El {
    let messages = app.messages();
    let instance = typed.url();
    let mut list = el("ol.steps");
    for step in Step::needed(app.connection().choice().proxy) {
        let passed = verdict_of(checks, step) == Some(Verdict::Passed);
        let heading = el("h3").says(&messages, step.key());
        let head = el("div.head")
            .child(heading)
            .child(word(&messages, checks, step));
        let body = el("div.stack")
            .child(head)
            .child(findings(&messages, checks, step, instance.as_ref()))
            .child(how(app, step, typed, passed));
        list = list.child(el("li").key(step.key()).child(body));
    }
    list
}

/// How it is done in ServiceNow. It is open until it need not be done any more.
fn how(app: &App, step: Step, typed: &Typed, passed: bool) -> El {
    let messages = app.messages();
    let open_in = step.path().zip(typed.url()).map(|(path, url)| {
        let text = messages.text("setup.open");
        el("p").child(external_link(&messages, url.join(path).into(), text))
    });
    let mut body = el("div.stack").child(el("p.muted").says(&messages, how_key(step)));
    for (label, place) in places(step) {
        let label = el("strong").says(&messages, label);
        body = body.child(el("p.muted").child(label).child(": ").child(*place));
    }
    body = body.child(open_in);
    for (label, value) in values(app, step, typed) {
        body = body.child(labelled(&messages, label, value));
    }
    if step == Step::Entity {
        body = body.child(el("p.muted").says(&messages, "setup.how.registry"));
    }
    el("details")
        // A new element when it has passed: what a person opens stays open until then.
        .key(if passed { "passed" } else { "open" })
        .attr_if(!passed, "open", "open")
        .child(el("summary").says(&messages, "setup.how"))
        .child(body)
}

fn how_key(step: Step) -> &'static str {
    match step {
        Step::Instance => "setup.how.instance",
        Step::Entity => "setup.how.entity",
        Step::Token => "setup.how.token",
        Step::Rules => "setup.how.rules",
        Step::User => "setup.how.user",
        Step::Authorize => "setup.how.authorize",
        Step::Rights => "setup.how.rights",
    }
}

/// Where it is done, in the words of ServiceNow's own menus, which are English in the messages of
/// every language.
fn places(step: Step) -> &'static [(&'static str, &'static str)] {
    match step {
        Step::Entity => &[
            (
                "setup.classic",
                "System OAuth > Application Registry > New > Create an OAuth API endpoint for external clients",
            ),
            (
                "setup.console",
                "Machine Identity Console > Inbound integrations > New integration > OAuth authorization code grant",
            ),
        ],
        Step::Token => &[("setup.classic", "sys_properties.list > New")],
        Step::Rules => &[(
            "setup.classic",
            "System Web Services > REST > CORS Rules > New",
        )],
        Step::User => &[("setup.classic", "User Administration > Users > New")],
        Step::Rights => &[(
            "setup.classic",
            "User Administration > Users > Roles > Edit",
        )],
        Step::Instance | Step::Authorize => &[],
    }
}

/// The values to paste.
fn values(app: &App, step: Step, typed: &Typed) -> Vec<(&'static str, AttrValue)> {
    let origin = || AttrValue::from(navigation::origin());
    match step {
        Step::Entity => vec![(
            "setup.value.redirect",
            app.connection().redirect_uri().into(),
        )],
        Step::Token => vec![
            ("setup.value.name", needs::TOKEN_PROPERTY.into()),
            ("setup.value.value", origin()),
        ],
        Step::Rules => {
            let named = |rule: CorsRule| [rule.api, " (", rule.methods, ")"].concat();
            let rules = needs::CORS_RULES.map(named);
            let optional = needs::OPTIONAL_CORS_RULES.map(named);
            let max_age = needs::MAX_AGE.to_string();
            vec![
                ("setup.value.apis", rules.join(", ").into()),
                ("setup.value.optionalApis", optional.join(", ").into()),
                ("setup.value.domain", origin()),
                ("setup.value.allowed", needs::ALLOWED_HEADERS.into()),
                ("setup.value.exposed", needs::EXPOSED_HEADERS.into()),
                ("setup.value.maxAge", max_age.into()),
            ]
        }
        Step::User => {
            let name = match typed.user.trim() {
                "" => needs::USER_NAME,
                name => name,
            };
            vec![
                ("setup.value.userId", name.to_owned().into()),
                ("setup.value.roles", needs::ROLES.join(", ").into()),
            ]
        }
        Step::Rights => vec![("setup.value.roles", needs::ROLES.join(", ").into())],
        Step::Instance | Step::Authorize => Vec::new(),
    }
}

/// A value to paste in ServiceNow.
fn labelled(messages: &Rc<Messages>, label: &str, value: AttrValue) -> El {
    let line = CopyLine {
        messages: messages.clone(),
        value,
    };
    el("div")
        .child(el("span.small").says(messages, label))
        .child(part(line))
}
