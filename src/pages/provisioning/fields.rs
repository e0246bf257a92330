//! The fields of the setup: what was typed, what is wrong with it, and what was meant.

use snowline_core::Error;
use snowline_core::json::{self, Object};
use snowline_core::oauth::{ClientId, InstanceUrl};
use snowline_core::ports::{Ports, Store};
use snowline_core::servicenow::needs;
use web_sys::HtmlElement;
use yew::{AttrValue, Callback, NodeRef};

use crate::app::App;
use crate::browser::Browser;
use crate::components::{Field, part_of};
use crate::connection::{SavedConnection, TYPED, expect_user, integration_user};
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::part::State;

/// The values, as typed, and what was wrong with them when a button was pressed last.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) instance: String,
    pub(super) client_id: String,
    pub(super) user: String,
    instance_error: Option<Error>,
    client_error: Option<Error>,
    /// A host that looks like ServiceNow's and is not, and waits to be confirmed.
    doubtful: Option<InstanceUrl>,
    /// The one that the person has confirmed.
    confirmed: Option<InstanceUrl>,
}

/// What was typed, when all of it can be used.
pub(super) struct Ready {
    pub(super) instance: InstanceUrl,
    pub(super) client_id: ClientId,
    /// The user who is to be signed in; empty if nobody said so.
    pub(super) user: String,
}

impl Ready {
    /// Keeps what the connection itself does not keep.
    pub(super) fn remember(&self) {
        expect_user(&self.user);
    }
}

const INSTANCE: &str = "instanceUrl";
const CLIENT: &str = "clientId";
const USER: &str = "integrationUser";

impl Typed {
    /// What was typed last in this tab, else what was used last, else what the host offers.
    pub(super) fn first(app: &App) -> Self {
        let connection = app.connection();
        let browser = Browser::new();
        let typed = browser.session_store().get(TYPED);
        let typed = typed.and_then(|text| json::parse(&text).ok());
        // What was emptied was typed, too.
        let typed = |name| {
            let text = typed.as_ref().and_then(|typed| typed.text(name));
            text.map(str::to_owned)
        };
        let tried = SavedConnection::tried(&browser);
        let options = &app.options;
        let (instance, client_id) = match tried.as_ref().or(connection.saved.as_ref()) {
            Some(saved) => (Some(&saved.instance_url), Some(&saved.client_id)),
            None => (options.instance_url.as_ref(), options.client_id.as_ref()),
        };
        Self {
            instance: typed(INSTANCE).or(instance.cloned()).unwrap_or_default(),
            client_id: typed(CLIENT).or(client_id.cloned()).unwrap_or_default(),
            user: typed(USER).unwrap_or_else(integration_user),
            ..Self::default()
        }
    }

    /// Takes the values that the provisioning is made with.
    pub(super) fn fill(&mut self, client_id: &str, user: &str) {
        client_id.clone_into(&mut self.client_id);
        user.clone_into(&mut self.user);
        self.client_error = None;
        self.keep();
    }

    /// Keeps it over a reload.
    fn keep(&self) {
        let text = Object::new()
            .text(INSTANCE, &self.instance)
            .text(CLIENT, &self.client_id)
            .text(USER, &self.user)
            .end();
        Browser::new().session_store().set(TYPED, &text);
    }

    /// What was typed, when all of it can be used and nothing waits to be confirmed. Says nothing
    /// of what is wrong, unlike [`read`].
    pub(super) fn ready(&self) -> Option<Ready> {
        let instance = self.url()?;
        if instance.is_look_alike() && self.confirmed.as_ref() != Some(&instance) {
            return None;
        }
        Some(Ready {
            instance,
            client_id: ClientId::parse(&self.client_id).ok()?,
            user: self.user.trim().to_owned(),
        })
    }

    /// The instance, if what was typed is the address of one.
    pub(super) fn url(&self) -> Option<InstanceUrl> {
        InstanceUrl::parse(&self.instance).ok()
    }
}

/// Three fields in a row, with what is wrong and what was meant.
pub(super) fn draw(app: &App, typed: &State<Typed>, inputs: &[NodeRef; 2]) -> El {
    let messages = &*app.messages();
    let now = typed.look();
    let [instance_input, client_input] = inputs;
    let on_instance = on_input(typed, |typed, value| {
        typed.instance = value;
        typed.instance_error = None;
        typed.doubtful = None;
    });
    let on_client = on_input(typed, |typed, value| {
        typed.client_id = value;
        typed.client_error = None;
    });
    let on_user = on_input(typed, |typed, value| typed.user = value);
    let doubt = now.doubtful.as_ref().map(|url| {
        let host = [("host", url.host())];
        messages.format("setup.doubtful", &host)
    });
    let supplied = |value: &str, of_host: Option<&String>, otherwise: &str| {
        let is_supplied = !value.is_empty() && of_host.is_some_and(|given| given == value);
        messages.text(if is_supplied {
            "setup.supplied"
        } else {
            otherwise
        })
    };
    let instance_error = doubt.or_else(|| says(messages, now.instance_error.as_ref()));
    let instance_hint = supplied(
        &now.instance,
        app.options.instance_url.as_ref(),
        "setup.instanceUrl.hint",
    );
    let client_hint = supplied(
        &now.client_id,
        app.options.client_id.as_ref(),
        "setup.clientId.hint",
    );
    let instance = Field {
        id: "instance-url",
        label: messages.text("setup.instanceUrl"),
        // What is wrong with an address comes with an example of its own.
        hint: instance_error.is_none().then_some(instance_hint),
        error: instance_error,
        used: None,
    };
    let client = Field {
        id: "client-id",
        label: messages.text("setup.clientId"),
        error: says(messages, now.client_error.as_ref()),
        hint: Some(client_hint),
        used: None,
    };
    let user = Field {
        id: "integration-user",
        label: messages.text("setup.userName"),
        error: None,
        hint: Some(messages.text("setup.userName.hint")),
        used: None,
    };
    let instance_control = input("url", &now.instance, on_instance).node(instance_input);
    let client_control = input("text", &now.client_id, on_client).node(client_input);
    let name_control = input("text", &now.user, on_user).attr("placeholder", needs::USER_NAME);
    let instance = instance
        .around(instance_control.attr("required", "required"))
        .child(proposal(messages, typed, instance_input));
    el("div.two")
        .child(instance)
        .child(client.around(client_control.attr("required", "required")))
        .child(user.around(name_control))
}

/// The button for what was meant, or for a host that is the right one in spite of its looks.
fn proposal(messages: &Messages, typed: &State<Typed>, input: &NodeRef) -> Option<El> {
    let now = typed.look();
    let (url, key) = match (&now.doubtful, &now.instance_error) {
        (Some(url), _) => (url.clone(), "setup.doubtful.use"),
        (None, Some(_)) => (InstanceUrl::meant(&now.instance)?, "setup.meant.use"),
        (None, None) => return None,
    };
    let text = messages.format(key, &[("url", url.as_str())]);
    let (typed, input) = (typed.clone(), input.clone());
    let take = Callback::from(move |()| {
        let mut next = typed.get();
        next.instance = url.as_str().to_owned();
        next.instance_error = None;
        if next.doubtful.take().is_some() {
            next.confirmed = Some(url.clone());
        }
        next.keep();
        typed.set(next);
        focus(&input);
    });
    Some(el("div.row").child(button("button.btn", take).child(text)))
}

fn input(kind: &'static str, value: &str, on_input: Callback<String>) -> El {
    el("input")
        .attr("type", kind)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .value(value.to_owned().into())
        .on_value("input", on_input)
}

fn on_input(typed: &State<Typed>, edit: fn(&mut Typed, String)) -> Callback<String> {
    let typed = typed.clone();
    Callback::from(move |value: String| {
        let mut next = typed.get();
        edit(&mut next, value);
        next.keep();
        typed.set(next);
    })
}

/// What was typed; `None` after saying what is wrong at the field that is.
pub(super) fn read(typed: &State<Typed>, inputs: &[NodeRef; 2]) -> Option<Ready> {
    let mut next = typed.get();
    let [instance_input, client_input] = inputs;
    let instance = InstanceUrl::parse(&next.instance);
    let doubtful = instance.as_ref().ok().filter(|url| url.is_look_alike());
    let doubtful = doubtful.filter(|url| next.confirmed.as_ref() != Some(url));
    next.doubtful = doubtful.cloned();
    match (instance, ClientId::parse(&next.client_id)) {
        (Ok(instance), Ok(client_id)) if next.doubtful.is_none() => Some(Ready {
            instance,
            client_id,
            user: next.user.trim().to_owned(),
        }),
        (instance, client_id) => {
            let wrong = instance.is_err() || next.doubtful.is_some();
            focus(if wrong { instance_input } else { client_input });
            next.instance_error = instance.err();
            next.client_error = client_id.err();
            typed.set(next);
            None
        }
    }
}

fn says(messages: &Messages, error: Option<&Error>) -> Option<AttrValue> {
    let what = part_of(messages, error?, ".what");
    let instead = part_of(messages, error?, ".do");
    Some([what.as_str(), " ", instead.as_str()].concat().into())
}

fn focus(node: &NodeRef) {
    if let Some(input) = node.cast::<HtmlElement>() {
        input.focus().ok();
    }
}
