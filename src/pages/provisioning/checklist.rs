//! The installation checklist: what an administrator of the instance does before anybody signs
//! in, with the values to paste.

use yew::prelude::*;

use crate::browser::navigation;
use crate::components::CopyLine;
use crate::connection::use_connection;
use crate::i18n::use_messages;

/// The REST APIs that the module calls, by the names that ServiceNow's CORS rule form offers.
/// Each needs a rule of its own.
const APIS: [&str; 3] = ["Table API", "Aggregate API", "Batch API"];
/// The methods that those rules allow.
const METHODS: &str = "GET, POST";
/// The request headers that those rules allow.
const ALLOWED_HEADERS: &str = "Authorization, Content-Type, Accept";
/// The answer's headers that the module reads.
const EXPOSED_HEADERS: &str = "X-Total-Count, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Reset, X-RateLimit-Rule";
/// What the integration user needs to read and make tickets of both types.
const ROLES: &str = "sn_incident_read, sn_incident_write, sn_change_read, sn_change_write";
/// The property that lets the token endpoint answer a browser.
const PROPERTY: &str = "glide.oauth.cors.allowed.origin";

/// The three steps.
#[component]
pub fn Checklist() -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let origin = navigation::origin();
    html! {
        <ol class="steps">
            <li>
                <div class="stack">
                    <h3>{ messages.text("setup.entity") }</h3>
                    <p class="muted">{ messages.text("setup.entity.how") }</p>
                    <Value label="setup.entity.redirect" value={connection.redirect_uri()} />
                    <p class="muted">{ messages.text("setup.cors.property") }</p>
                    <Value label="setup.cors.propertyName" value={PROPERTY} />
                    <Value label="setup.cors.propertyValue" value={origin.clone()} />
                    <p class="muted">
                        { messages.format("setup.cors.rules", &[("apis", APIS.join(", "))]) }
                    </p>
                    <Value label="setup.cors.domain" value={origin} />
                    <Value label="setup.cors.methods" value={METHODS} />
                    <Value label="setup.cors.allowed" value={ALLOWED_HEADERS} />
                    <Value label="setup.cors.exposed" value={EXPOSED_HEADERS} />
                </div>
            </li>
            <li>
                <div class="stack">
                    <h3>{ messages.text("setup.user") }</h3>
                    <p class="muted">{ messages.text("setup.user.how") }</p>
                    <Value label="setup.user.roles" value={ROLES} />
                </div>
            </li>
            <li>
                <div class="stack">
                    <h3>{ messages.text("setup.authorize") }</h3>
                    <p class="muted">{ messages.text("setup.authorize.how") }</p>
                </div>
            </li>
        </ol>
    }
}

#[derive(Properties, PartialEq)]
struct ValueProps {
    /// The key of its name.
    label: &'static str,
    value: AttrValue,
}

/// A value to paste in ServiceNow.
#[component]
fn Value(props: &ValueProps) -> Html {
    let messages = use_messages();
    html! {
        <div>
            <span class="small">{ messages.text(props.label) }</span>
            <CopyLine value={props.value.clone()} />
        </div>
    }
}
