//! The CORS rules, field by field, as ServiceNow's form has them.

use std::rc::Rc;

use snowline_core::servicenow::needs::{self, CorsRule};
use snowline_core::servicenow::setup::Verdict;
use yew::AttrValue;

use crate::browser::navigation;
use crate::dom::{El, el};
use crate::i18n::Messages;

use super::checklist::{label_of, labelled};
use super::looked::Checks;

/// All rules, each open until it is found to be right; those that are optional are closed.
pub(super) fn rules(messages: &Rc<Messages>, checks: &Checks) -> El {
    let mut all = el("div.stack");
    for rule in needs::CORS_RULES {
        let title = messages.format("setup.rule", &[("api", rule.api)]);
        all = all.child(one(messages, rule, title, is_right(checks, rule.api)));
    }
    for rule in needs::OPTIONAL_CORS_RULES {
        let title = messages.format("setup.rule.optional", &[("api", rule.api)]);
        all = all.child(one(messages, rule, title, true));
    }
    all
}

fn is_right(checks: &Checks, api: &str) -> bool {
    let found = checks.value().into_iter().flat_map(|found| found.iter());
    found
        .filter(|finding| finding.verdict == Verdict::Passed)
        .flat_map(|finding| &finding.arguments)
        .any(|(name, value)| *name == "api" && value == api)
}

fn one(messages: &Rc<Messages>, rule: CorsRule, title: AttrValue, right: bool) -> El {
    let max_age = needs::MAX_AGE.to_string();
    let paste = |label: &'static str, value: AttrValue| labelled(messages, label, value);
    // They are boxes to check, so there is nothing to paste.
    let methods = el("div")
        .child(label_of(messages, "setup.value.methods"))
        .child(el("p").child(rule.methods));
    let fields = el("div.two")
        .child(paste("setup.value.name", rule.name.into()))
        .child(paste("setup.value.api", rule.api.into()))
        .child(paste("setup.value.domain", navigation::origin().into()))
        .child(methods)
        .child(paste("setup.value.allowed", needs::ALLOWED_HEADERS.into()))
        .child(paste("setup.value.exposed", needs::EXPOSED_HEADERS.into()))
        .child(paste("setup.value.maxAge", max_age.into()));
    el("details.rule")
        .key(&[rule.api, if right { " passed" } else { " open" }].concat())
        .attr_if(!right, "open", "open")
        .child(el("summary").child(title))
        .child(fields)
}
