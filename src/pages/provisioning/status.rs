//! The connection status: who is connected, to what, since when.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{Tone, external_link, link, tag};
use crate::connection::{Connection, SavedConnection, Status};
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part, part};
use crate::route::Route;

use super::remove::RemoveDialog;

/// Who is connected, to what, since when, and the way out.
pub(super) struct ConnectionStatus {
    pub(super) app: Rc<App>,
    /// The person has removed the connection.
    pub(super) on_removed: Callback<()>,
}

impl Part for ConnectionStatus {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let connection = self.app.connection();
        let removing = cx.state(|| false);
        let Some(saved) = &connection.saved else {
            return Html::default();
        };
        let (word, tone) = match connection.status {
            Status::SignedIn => ("status.connected", Tone::Ok),
            Status::SigningIn => ("status.signingIn", Tone::Info),
            Status::SignedOut | Status::NotConnected => ("status.signedOut", Tone::Warn),
        };
        let ask = set(&removing, true);
        let close = set(&removing, false);
        let signed_out = connection.status == Status::SignedOut;
        let heading = el("h2").attr("id", "status-heading");
        let head = el("div.head")
            .child(heading.says(&messages, "status.title"))
            .child(tag(messages.text(word), Some(tone)));
        let why = signed_out.then(|| el("p.muted").says(&messages, connection.why_signed_out()));
        let signed_in = connection.status == Status::SignedIn;
        let ends = signed_in.then(|| ends(&messages, &connection)).flatten();
        let sign_in = signed_out.then(|| {
            let app = self.app.clone();
            let sign_in = Callback::from(move |()| app.sign_in_again());
            button("button.btn", sign_in).says(&messages, "status.signInAgain")
        });
        // What the page supplies is the page's to take away.
        let remove = !connection.is_supplied();
        let remove =
            remove.then(|| button("button.btn danger", ask).says(&messages, "status.remove"));
        let actions = el("div.row")
            .child(sign_in)
            .child(link(&self.app, Route::Configuration).says(&messages, "card.manage"))
            .child(remove);
        let dialog = removing.get().then(|| {
            part(RemoveDialog {
                app: self.app.clone(),
                on_close: close,
                on_removed: self.on_removed.clone(),
            })
        });
        el("section.card")
            .attr("aria-labelledby", "status-heading")
            .child(head)
            .child(self.facts(&connection, saved))
            .child(why)
            .child(ends.map(|text| el("p.muted").child(text)))
            .child(actions)
            .child(dialog)
            .html()
    }
}

impl ConnectionStatus {
    fn facts(&self, connection: &Connection, saved: &SavedConnection) -> El {
        let messages = self.app.messages();
        let instance = AttrValue::from(saved.instance_url.clone());
        let instance = external_link(&messages, instance.clone(), instance);
        let mut facts = el("dl.facts")
            .child(el("dt").says(&messages, "status.instance"))
            .child(el("dd").child(instance));
        if let Some(user) = user(connection).or_else(|| saved.user.clone()) {
            facts = facts
                .child(el("dt").says(&messages, "status.user"))
                .child(el("dd").child(user.as_str()));
        }
        let fact = |facts: El, key: &str, text: AttrValue| {
            let name = el("dt").says(&messages, key);
            facts.child(name).child(el("dd").child(text))
        };
        facts = fact(facts, "status.since", messages.moment(saved.since).into());
        if let Some(until) = connection.until() {
            facts = fact(facts, "status.until", messages.moment(until).into());
        }
        let contact = connection.contact();
        if let Some(at) = contact.at {
            facts = fact(facts, "status.lastCall", messages.moment(at).into());
        }
        if connection.status == Status::SignedIn {
            let calls = match contact.calls() {
                Some((limit, reset)) => {
                    let (limit, reset) = (messages.number(limit as f64), messages.moment(reset));
                    let what = [("limit", limit.as_str()), ("reset", reset.as_str())];
                    messages.format("status.calls.limited", &what)
                }
                None => messages.text("status.calls.untold"),
            };
            facts = fact(facts, "status.calls", calls);
        }
        facts
    }
}

/// That the sign-in ends with its token, where the instance has given nothing to renew it by.
fn ends(messages: &Messages, connection: &Connection) -> Option<AttrValue> {
    if connection.is_renewable()? {
        return None;
    }
    let until = messages.moment(connection.until()?);
    Some(messages.format("status.ends", &[("until", &until)]))
}

/// `admin (System Administrator)`
fn user(connection: &Connection) -> Option<String> {
    let user = connection.user.as_ref()?;
    Some(if user.name.is_empty() || user.name == user.user_name {
        user.user_name.clone()
    } else {
        [&user.user_name, " (", &user.name, ")"].concat()
    })
}

fn set(state: &crate::part::State<bool>, value: bool) -> Callback<()> {
    let state = state.clone();
    Callback::from(move |()| state.set(value))
}
