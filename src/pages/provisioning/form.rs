//! Which instance, as which client, and the button that leaves for it.

use snowline_core::Error;
use snowline_core::oauth::{ClientId, InstanceUrl};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser::Browser;
use crate::components::{Field, described_by};
use crate::connection::{SavedConnection, Status, use_connection};
use crate::hooks::use_options;
use crate::i18n::use_messages;

/// Properties of [`ConnectionForm`].
#[derive(Properties, PartialEq)]
pub struct ConnectionFormProps {
    /// The person pressed "Authorize" and both values can be used.
    pub on_authorize: Callback<(InstanceUrl, ClientId)>,
    /// What stands between the fields and the button.
    pub children: Html,
}

/// Both values, as typed, and what was wrong with them when the button was pressed last.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    instance: String,
    client_id: String,
    instance_error: Option<Error>,
    client_error: Option<Error>,
}

/// Which instance, as which client.
#[component]
pub fn ConnectionForm(props: &ConnectionFormProps) -> Html {
    let messages = use_messages();
    let options = use_options();
    let connection = use_connection();
    let typed = use_state(|| {
        let tried = SavedConnection::tried(&Browser::new());
        let saved = tried.as_ref().or(connection.saved.as_ref());
        Typed {
            instance: saved
                .map(|saved| saved.instance_url.clone())
                .or_else(|| options.instance_url.clone())
                .unwrap_or_default(),
            client_id: saved
                .map(|saved| saved.client_id.clone())
                .or_else(|| options.client_id.clone())
                .unwrap_or_default(),
            ..Typed::default()
        }
    });
    let instance_input = use_node_ref();
    let client_input = use_node_ref();
    let oninstance = on_input(&typed, |typed, value| {
        typed.instance = value;
        typed.instance_error = None;
    });
    let onclient = on_input(&typed, |typed, value| {
        typed.client_id = value;
        typed.client_error = None;
    });
    let busy = connection.status == Status::SigningIn;
    let onsubmit = {
        let typed = typed.clone();
        let on_authorize = props.on_authorize.clone();
        let inputs = (instance_input.clone(), client_input.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if busy {
                return;
            }
            let instance = InstanceUrl::parse(&typed.instance);
            let client_id = ClientId::parse(typed.client_id.trim());
            match (instance, client_id) {
                (Ok(instance), Ok(client_id)) => on_authorize.emit((instance, client_id)),
                (instance, client_id) => {
                    focus(if instance.is_err() {
                        &inputs.0
                    } else {
                        &inputs.1
                    });
                    typed.set(Typed {
                        instance_error: instance.err(),
                        client_error: client_id.err(),
                        ..(*typed).clone()
                    });
                }
            }
        })
    };
    let says = |error: &Option<Error>| {
        error.as_ref().map(|error| {
            let part = |part| messages.text(&["error.", error.key(), part].concat());
            AttrValue::from([part(".what").as_str(), part(".do").as_str()].join(" "))
        })
    };
    let instance_error = says(&typed.instance_error);
    let client_error = says(&typed.client_error);
    html! {
        // The page's messages say what is wrong, not the browser's own.
        <form class="stack form" novalidate=true {onsubmit}>
            <div class="two">
                <Field
                    id="instance-url"
                    label={messages.text("setup.instanceUrl")}
                    error={instance_error.clone()}
                    hint={messages.text("setup.instanceUrl.hint")}
                >
                    <input
                        id="instance-url"
                        ref={instance_input}
                        type="url"
                        autocomplete="off"
                        spellcheck="false"
                        required=true
                        value={typed.instance.clone()}
                        oninput={oninstance}
                        aria-invalid={instance_error.is_some().then_some("true")}
                        aria-describedby={described_by("instance-url", instance_error.is_some(), true)}
                    />
                </Field>
                <Field
                    id="client-id"
                    label={messages.text("setup.clientId")}
                    error={client_error.clone()}
                    hint={messages.text("setup.clientId.hint")}
                >
                    <input
                        id="client-id"
                        ref={client_input}
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        required=true
                        value={typed.client_id.clone()}
                        oninput={onclient}
                        aria-invalid={client_error.is_some().then_some("true")}
                        aria-describedby={described_by("client-id", client_error.is_some(), true)}
                    />
                </Field>
            </div>
            { props.children.clone() }
            <div class="row">
                <button class="btn primary" aria-disabled={busy.then_some("true")}>
                    { messages.text("setup.authorize.button") }
                </button>
                if busy {
                    <span role="status" class="muted">{ messages.text("setup.signingIn") }</span>
                }
            </div>
        </form>
    }
}

fn on_input(
    typed: &UseStateHandle<Typed>,
    edit: impl Fn(&mut Typed, String) + 'static,
) -> Callback<InputEvent> {
    let typed = typed.clone();
    Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            let mut next = (*typed).clone();
            edit(&mut next, input.value());
            typed.set(next);
        }
    })
}

fn focus(node: &NodeRef) {
    if let Some(input) = node.cast::<HtmlInputElement>() {
        input.focus().ok();
    }
}
