//! The installation checklist: what an administrator of the instance does, step by step, with the
//! values to paste and the places to paste them.

use std::rc::Rc;

use snowline_core::servicenow::needs;
use snowline_core::servicenow::setup::{Step, Verdict};
use yew::AttrValue;

use crate::app::App;
use crate::browser::navigation;
use crate::components::{CopyLine, Tone, external_link, tag};
use crate::connection::Status;
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::part::part;

use super::checks::{findings, verdict_of, word};
use super::fields::Typed;
use super::looked::Checks;
use super::rules::rules;

/// All steps, each with what was found of it and how it is done.
pub(super) fn checklist(app: &App, checks: &Checks, typed: &Typed) -> El {
    let messages = app.messages();
    let instance = typed.url();
    let mut list = el("ol.steps");
    for step in Step::needed(app.connection().choice().proxy) {
        let passed = verdict_of(checks, step) == Some(Verdict::Passed);
        let heading = el("h3").says(&messages, step.key());
        // What was found before the person pressed Authorize does not hold while they sign in.
        let at_it = step == Step::Authorize && app.connection().status == Status::SigningIn;
        let word = match at_it {
            true => Some(tag(messages.text("status.signingIn"), Some(Tone::Info))),
            false => word(&messages, checks, step),
        };
        let found = findings(&messages, checks, step, instance.as_ref());
        let head = el("div.head").child(heading).child(word);
        let body = el("div.stack")
            .child(head)
            .child(found.filter(|_| !at_it))
            .child(how(app, checks, step, typed, passed));
        list = list.child(el("li").key(step.key()).child(body));
    }
    list
}

/// How it is done in ServiceNow. It is open until it need not be done any more.
fn how(app: &App, checks: &Checks, step: Step, typed: &Typed, passed: bool) -> El {
    let messages = app.messages();
    let open_in = step.path().zip(typed.url()).map(|(path, url)| {
        let text = messages.text("setup.open");
        el("p").child(external_link(&messages, url.join(path).into(), text))
    });
    let mut body = el("div.stack").child(el("p.muted").says(&messages, how_key(step)));
    if step == Step::User {
        body = body
            .child(el("p.muted").says(&messages, "setup.how.user.boxes"))
            .child(el("p.muted").says(&messages, "setup.how.user.factor"));
    }
    for (label, place) in places(step) {
        let label = el("strong").says(&messages, label);
        body = body.child(el("p.muted").child(label).child(": ").child(*place));
    }
    body = body.child(open_in);
    for (label, value) in values(app, step, typed) {
        body = body.child(labelled(&messages, label, value));
    }
    if step == Step::Rules {
        body = body.child(rules(&messages, checks));
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
    match step {
        Step::Entity => vec![
            ("setup.value.name", needs::ENTITY_NAME.into()),
            (
                "setup.value.redirect",
                app.connection().redirect_uri().into(),
            ),
        ],
        Step::Token => vec![
            ("setup.value.name", needs::TOKEN_PROPERTY.into()),
            ("setup.value.value", navigation::origin().into()),
        ],
        Step::User => {
            let name = match typed.user.trim() {
                "" => needs::USER_NAME,
                name => name,
            };
            let [first_name, last_name] = needs::USER_FULL_NAME;
            vec![
                ("setup.value.userId", name.to_owned().into()),
                ("setup.value.firstName", first_name.into()),
                ("setup.value.lastName", last_name.into()),
                ("setup.value.roles", needs::ROLES.join(", ").into()),
            ]
        }
        Step::Rights => vec![("setup.value.roles", needs::ROLES.join(", ").into())],
        // The rules have forms of their own.
        Step::Instance | Step::Rules | Step::Authorize => Vec::new(),
    }
}

/// A value to paste in ServiceNow.
pub(super) fn labelled(messages: &Rc<Messages>, label: &str, value: AttrValue) -> El {
    let line = CopyLine {
        messages: messages.clone(),
        value,
    };
    el("div").child(label_of(messages, label)).child(part(line))
}

/// The name of a field in ServiceNow.
pub(super) fn label_of(messages: &Messages, label: &str) -> El {
    el("span.small").says(messages, label)
}
