//! Which instance, as which client, and the button that leaves for it.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::oauth::{ClientId, InstanceUrl};
use web_sys::{Event, HtmlElement};
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::app::App;
use crate::browser::Browser;
use crate::components::{Field, part_of};
use crate::connection::{SavedConnection, Status};
use crate::dom::{self, El, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part, State};
use crate::route::Route;

use super::checklist::checklist;
use super::checks::{Checks, look, summary};
use super::way;

/// Which instance, as which client, with the checklist between the fields and the button.
pub(super) struct ConnectionForm {
    pub(super) app: Rc<App>,
}

/// Both values, as typed, and what was wrong with them when the button was pressed last.
#[derive(Clone, Default)]
struct Typed {
    instance: String,
    client_id: String,
    instance_error: Option<Error>,
    client_error: Option<Error>,
}

impl Typed {
    /// What was used last, else what the host offers.
    fn first(app: &App) -> Self {
        let connection = app.connection();
        let tried = SavedConnection::tried(&Browser::new());
        let options = &app.options;
        let (instance, client_id) = match tried.as_ref().or(connection.saved.as_ref()) {
            Some(saved) => (Some(&saved.instance_url), Some(&saved.client_id)),
            None => (options.instance_url.as_ref(), options.client_id.as_ref()),
        };
        Self {
            instance: instance.cloned().unwrap_or_default(),
            client_id: client_id.cloned().unwrap_or_default(),
            ..Self::default()
        }
    }
}

impl Part for ConnectionForm {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let typed = cx.state(|| Typed::first(&self.app));
        let inputs = [cx.node(), cx.node()];
        let checks = cx.state(Checks::default);
        let busy = self.app.connection().status == Status::SigningIn;
        let submit = {
            let (app, typed, inputs) = (self.app.clone(), typed.clone(), inputs.clone());
            Callback::from(move |event: Event| {
                event.prevent_default();
                if let Some((instance, client_id)) = read(&typed, &inputs) {
                    app.connection()
                        .authorize(instance, client_id, &Route::Home);
                }
            })
        };
        let check = {
            let (app, typed, inputs) = (self.app.clone(), typed.clone(), inputs.clone());
            let checks = checks.clone();
            Callback::from(move |()| {
                if checks.look().is_loading() {
                    return;
                }
                if let Some((instance, client_id)) = read(&typed, &inputs) {
                    let connection = app.connection().to(instance, client_id);
                    look(&app, connection, &checks);
                }
            })
        };
        let on_instance = on_input(&typed, |typed, value| {
            typed.instance = value;
            typed.instance_error = None;
        });
        let on_client = on_input(&typed, |typed, value| {
            typed.client_id = value;
            typed.client_error = None;
        });
        let typed = typed.look();
        let [instance_input, client_input] = &inputs;
        let fields = el("div.two")
            .child(
                Field {
                    id: "instance-url",
                    label: messages.text("setup.instanceUrl"),
                    error: says(&messages, typed.instance_error.as_ref()),
                    hint: Some(messages.text("setup.instanceUrl.hint")),
                    used: None,
                }
                .around(input("url", instance_input, &typed.instance, on_instance)),
            )
            .child(
                Field {
                    id: "client-id",
                    label: messages.text("setup.clientId"),
                    error: says(&messages, typed.client_error.as_ref()),
                    hint: Some(messages.text("setup.clientId.hint")),
                    used: None,
                }
                .around(input("text", client_input, &typed.client_id, on_client)),
            );
        // Never disabled: who stopped the browser on its way presses again.
        let button = el("button.btn primary");
        let going_on = busy.then(|| {
            let status = el("span.muted").attr("role", "status");
            status.says(&messages, way::on_the_way(&self.app))
        });
        let checks = checks.look();
        let key = match checks.value() {
            None => "check.button",
            Some(_) => "check.again",
        };
        let check = dom::button("button.btn", check)
            .attr_if(checks.is_loading(), "aria-disabled", "true")
            .says(&messages, key);
        let actions = el("div.row")
            .child(button.says(&messages, "setup.authorize.button"))
            .child(check)
            .child(going_on)
            .child(summary(&messages, &checks));
        // The page's messages say what is wrong, not the browser's own.
        el("form.stack form")
            .attr("novalidate", "novalidate")
            .on("submit", submit)
            .child(way::way(&self.app))
            .child(fields)
            .child(checklist(&self.app, &checks))
            .child(actions)
            .html()
    }
}

fn input(kind: &'static str, node: &NodeRef, value: &str, on_input: Callback<String>) -> El {
    el("input")
        .node(node)
        .attr("type", kind)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("required", "required")
        .value(value.to_owned().into())
        .on_value("input", on_input)
}

fn on_input(typed: &State<Typed>, edit: fn(&mut Typed, String)) -> Callback<String> {
    let typed = typed.clone();
    Callback::from(move |value: String| {
        let mut next = typed.get();
        edit(&mut next, value);
        typed.set(next);
    })
}

/// What was typed; `None` after saying what is wrong at the field that is.
fn read(typed: &State<Typed>, inputs: &[NodeRef; 2]) -> Option<(InstanceUrl, ClientId)> {
    let mut next = typed.get();
    let instance = InstanceUrl::parse(&next.instance);
    let client_id = ClientId::parse(next.client_id.trim());
    match (instance, client_id) {
        (Ok(instance), Ok(client_id)) => Some((instance, client_id)),
        (instance, client_id) => {
            let [instance_input, client_input] = inputs;
            focus(if instance.is_err() {
                instance_input
            } else {
                client_input
            });
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
