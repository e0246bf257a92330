//! The installation checklist: what an administrator of the instance does before anybody signs
//! in, with the values to paste.

use std::rc::Rc;

use snowline_core::servicenow::setup::Check;
use yew::AttrValue;

use crate::app::App;
use crate::browser::navigation;
use crate::components::CopyLine;
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::part::part;

use super::checks::{Checks, findings};

/// The REST APIs that the module calls, by the names that ServiceNow's CORS rule form offers.
/// Each needs a rule of its own.
const APIS: &str = "Table API, Aggregate API, Batch API";
/// The methods that those rules allow.
const METHODS: &str = "GET, POST";
/// The request headers that those rules allow.
const ALLOWED_HEADERS: &str = "Authorization, Content-Type, Accept";
/// The answer's headers that the module reads.
const EXPOSED_HEADERS: &str = "X-Total-Count, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Reset, X-RateLimit-Rule";
/// The property that lets the token endpoint answer a browser.
const PROPERTY: &str = "glide.oauth.cors.allowed.origin";

/// What the integration user needs to read and make tickets of both types.
const ROLES: &str = "sn_incident_read, sn_incident_write, sn_change_read, sn_change_write";

/// The three steps, each with what was found of it.
pub(super) fn checklist(app: &App, checks: &Checks) -> El {
    let messages = app.messages();
    let origin = AttrValue::from(navigation::origin());
    let redirect = AttrValue::from(app.connection().redirect_uri());
    let value = |label, value| labelled(&messages, label, value);
    let apis = messages.format("setup.cors.rules", &[("apis", APIS)]);
    let of_entity = [Check::Instance, Check::Entity, Check::Token, Check::Rules];
    let mut entity = step(&messages, "setup.entity", "setup.entity.how")
        .child(findings(&messages, checks, &of_entity))
        .child(value("setup.entity.redirect", redirect));
    // Through a proxy nothing is asked of another origin.
    if !app.connection().choice().proxy {
        entity = entity
            .child(el("p.muted").says(&messages, "setup.cors.property"))
            .child(value("setup.cors.propertyName", PROPERTY.into()))
            .child(value("setup.cors.propertyValue", origin.clone()))
            .child(el("p.muted").child(apis))
            .child(value("setup.cors.domain", origin))
            .child(value("setup.cors.methods", METHODS.into()))
            .child(value("setup.cors.allowed", ALLOWED_HEADERS.into()))
            .child(value("setup.cors.exposed", EXPOSED_HEADERS.into()));
    }
    let user = step(&messages, "setup.user", "setup.user.how")
        .child(findings(&messages, checks, &[Check::User]))
        .child(value("setup.user.roles", ROLES.into()));
    let authorize = step(&messages, "setup.authorize", "setup.authorize.how");
    el("ol.steps")
        .child(el("li").child(entity))
        .child(el("li").child(user))
        .child(el("li").child(authorize))
}

fn step(messages: &Messages, title: &str, how: &str) -> El {
    el("div.stack")
        .child(el("h3").says(messages, title))
        .child(el("p.muted").says(messages, how))
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
