//! The form as it is seen. It knows no connection and no store, so that a test can hold it.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::ports::Clock;
use snowline_core::task::{RecommendationSource, ValidTask};
use snowline_core::tickets::Ticket;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::browser::Browser;
use crate::i18n::{Messages, use_messages};

use super::actions::actions;
use super::controls::Controls;
use super::form::{Form, FormAction};
use super::notes::{hindrance, open_ticket, restored, use_failure_in_view};

/// The `id` of the dialog's heading.
pub(super) const HEADING: &str = "task-heading";

/// What can be done with a finished task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Somebody is signed in: it can be sent.
    Ready,
    /// A sign-in is under way.
    SigningIn,
    /// Somebody has to sign in first.
    SignedOut,
    /// There is no connection yet.
    NotConnected,
}

/// Properties of [`TaskView`].
#[derive(Properties, PartialEq)]
pub struct TaskViewProps {
    /// The form.
    pub form: UseReducerHandle<Form>,
    /// What can be done with it.
    pub access: Access,
    /// Why the last sign-in failed.
    #[prop_or_default]
    pub sign_in_error: Option<Error>,
    /// The action's open ticket, if it has one.
    #[prop_or_default]
    pub ticket: Option<Rc<Ticket>>,
    /// Its record's address.
    #[prop_or_default]
    pub ticket_url: Option<AttrValue>,
    /// The person sends it, and nothing is wrong with it.
    pub on_send: Callback<ValidTask>,
    /// The person wants to sign in first.
    pub on_sign_in: Callback<()>,
    /// The person wants a new draft instead of the restored one, where that can be had.
    #[prop_or_default]
    pub on_start_over: Option<Callback<()>>,
    /// The person wants out.
    pub on_close: Callback<()>,
}

/// The form: what it is about, its fields, what will be added, and what one can do.
#[component]
pub fn TaskView(props: &TaskViewProps) -> Html {
    let messages = use_messages();
    let form = &props.form;
    let failure = use_failure_in_view(&form.phase);
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(form.tries, move |tries| {
            if *tries > 0 {
                focus_first_wrong(&node);
            }
        });
    }
    let edit = {
        let form = form.dispatcher();
        use_callback((), move |edit, ()| form.dispatch(FormAction::Edit(edit)))
    };
    let onsubmit = {
        let form = form.clone();
        let on_send = props.on_send.clone();
        let ready = props.access == Access::Ready;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !ready || form.is_sending() {
                return;
            }
            match form.draft.validate(Browser::new().today()) {
                Ok(task) => on_send.emit(task),
                Err(_) => form.dispatch(FormAction::Tried),
            }
        })
    };
    let controls = Controls {
        messages: &messages,
        form,
        today: Browser::new().today(),
        edit: &edit,
    };
    html! {
        <>
            <div class="stack">
                <h2 id={HEADING}>{ heading(&messages, form) }</h2>
                <span class="muted">{ origin(&messages, form) }</span>
            </div>
            if let Some(at) = form.restored {
                { restored(&messages, at, props.on_start_over.as_ref()) }
            }
            if let Some(ticket) = &props.ticket {
                { open_ticket(
                    &messages,
                    ticket,
                    props.ticket_url.as_ref(),
                    ticket.ticket_type == form.draft.ticket_type,
                ) }
            }
            // The page's messages say what is wrong, not the browser's own.
            <form class="task" novalidate=true {onsubmit} ref={node}>
                // Another draft, other controls: a select keeps what a person chose in it.
                <fieldset key={form.begun} disabled={form.is_sending()}>
                    { controls.view() }
                </fieldset>
                <div class="added">
                    <h3>{ messages.text("task.added") }</h3>
                    <p class="code" lang="en">{ form.draft.footer().trim_start() }</p>
                </div>
                <div class="hindrance" ref={failure}>
                    { hindrance(
                        &messages,
                        &form.phase,
                        props.access,
                        props.sign_in_error.as_ref(),
                    ) }
                </div>
                { actions(&messages, props) }
            </form>
        </>
    }
}

fn heading(messages: &Messages, form: &Form) -> AttrValue {
    messages.text(match form.draft.source {
        RecommendationSource::Microsoft => "task.title.action",
        RecommendationSource::User => "task.title.own",
    })
}

/// `Microsoft recommendation · Identity`
fn origin(messages: &Messages, form: &Form) -> String {
    let source = messages.text(&["source.", form.draft.source.key()].concat());
    match form.draft.category {
        Some(category) => {
            let category = messages.text(&["category.", category.key()].concat());
            [source.as_str(), " \u{b7} ", category.as_str()].concat()
        }
        None => source.to_string(),
    }
}

fn focus_first_wrong(form: &NodeRef) {
    let wrong = form
        .cast::<Element>()
        .and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten())
        .and_then(|wrong| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(wrong).ok());
    if let Some(wrong) = wrong {
        wrong.focus().ok();
    }
}
