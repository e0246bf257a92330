//! The connection: who, where, how it stands, and what one can do about it.

use std::rc::Rc;

use snowline_core::date::Timestamp;
use snowline_core::ports::Clock;
use snowline_core::servicenow::setup::{Finding, judge_user, look_as_user};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::browser::Browser;
use crate::components::{Tone, link, tag};
use crate::connection::{Status, integration_user};
use crate::dom::{El, button, el};
use crate::pages::provisioning::{RemoveDialog, list};
use crate::part::{Cx, Part, State, part};
use crate::route::Route;

/// What came of the test of the connection.
#[derive(Clone)]
enum Tested {
    /// Nobody has tested it.
    Never,
    /// It is being tested.
    Running,
    /// What was found, and when.
    Found(Rc<Vec<Finding>>, Timestamp),
}

/// The connection.
pub(super) struct ConnectionCard {
    pub(super) app: Rc<App>,
    /// The person has removed the connection.
    pub(super) on_removed: Callback<()>,
}

impl Part for ConnectionCard {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let status = app.connection().status;
        let removing = cx.state(|| false);
        let tested = cx.state(|| Tested::Never);
        let (word, tone) = match status {
            Status::SignedIn => ("status.connected", Tone::Ok),
            Status::SigningIn => ("status.signingIn", Tone::Info),
            Status::SignedOut | Status::NotConnected => ("status.signedOut", Tone::Warn),
        };
        let heading = el("h2").attr("id", "configuration-connection");
        let head = el("div.head")
            .child(heading.says(&messages, "configuration.connection"))
            .child(tag(messages.text(word), Some(tone)));
        let out = status == Status::SignedOut;
        let why = out.then(|| el("p.muted").says(&messages, app.connection().why_signed_out()));
        let again = {
            let app = app.clone();
            Callback::from(move |()| app.sign_in_again())
        };
        let again = match out {
            true => button("button.btn primary", again),
            false => button("button.btn", again),
        };
        let ask = set(&removing, true);
        let close = set(&removing, false);
        let actions = el("div.row")
            .child(again.says(&messages, "configuration.authorize"))
            .child(self.test(&tested))
            .child(link(app, Route::Provisioning).says(&messages, "configuration.provision"))
            .child(button("button.btn danger", ask).says(&messages, "status.remove"));
        let dialog = removing.get().then(|| {
            part(RemoveDialog {
                app: app.clone(),
                on_close: close,
                on_removed: self.on_removed.clone(),
            })
        });
        el("section.card")
            .attr("aria-labelledby", "configuration-connection")
            .child(head)
            .child(el("p").child(self.who_and_where()))
            .child(why)
            .child(el("div.stack").child(actions).child(self.found(&tested)))
            .child(dialog)
            .html()
    }
}

impl ConnectionCard {
    fn who_and_where(&self) -> Option<AttrValue> {
        let connection = self.app.connection();
        let messages = self.app.messages();
        let saved = connection.saved.as_ref()?;
        let now = connection.user.as_ref().map(|user| &user.user_name);
        let host = saved.instance_url.as_str();
        let since = messages.moment(saved.since);
        let what = [("host", host), ("since", since.as_str())];
        Some(match now.or(saved.user.as_ref()) {
            Some(user) => {
                let [host, since] = what;
                messages.format("configuration.connectedAs", &[host, since, ("user", user)])
            }
            None => messages.format("configuration.connected", &what),
        })
    }

    /// The button that reads both tables.
    fn test(&self, tested: &State<Tested>) -> El {
        let running = matches!(*tested.look(), Tested::Running);
        let test = {
            let (app, tested) = (self.app.clone(), tested.clone());
            Callback::from(move |()| {
                if running {
                    return;
                }
                let servicenow = app.connection().servicenow.clone();
                tested.set(Tested::Running);
                let tested = tested.clone();
                let language = app.messages().language();
                spawn_local(async move {
                    let seen = match &servicenow {
                        Some(servicenow) => Some(look_as_user(servicenow, language.tag()).await),
                        None => None,
                    };
                    let findings = judge_user(seen.as_ref(), Some(&integration_user()));
                    tested.set(Tested::Found(findings.into(), Browser::new().now()));
                });
            })
        };
        button("button.btn", test)
            .attr_if(running, "aria-disabled", "true")
            .says(&self.app.messages(), "configuration.test")
    }

    /// What the test has found.
    fn found(&self, tested: &State<Tested>) -> El {
        let messages = self.app.messages();
        let servicenow = self.app.connection().servicenow.clone();
        let instance = servicenow.as_ref().map(|servicenow| servicenow.instance());
        let status = el("div").attr("role", "status");
        match &*tested.look() {
            Tested::Never => status,
            Tested::Running => status.child(el("p.muted").says(&messages, "check.running")),
            Tested::Found(findings, at) => {
                let at = messages.moment(*at);
                let when = messages.format("configuration.tested", &[("when", &at)]);
                let found = el("div.stack").child(el("p").child(when)).child(list(
                    &messages,
                    findings.iter(),
                    instance,
                ));
                status.child(found)
            }
        }
    }
}

fn set(state: &State<bool>, value: bool) -> Callback<()> {
    let state = state.clone();
    Callback::from(move |()| state.set(value))
}
