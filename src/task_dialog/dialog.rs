//! The open dialog: the form, tied to the connection, the browser's store and the tickets.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::components::Dialog;
use crate::connection::{Connection, Status, use_connection};
use crate::hooks::use_action_tickets;
use crate::i18n::use_messages;

use super::form::{Form, FormAction, Phase};
use super::seed::Opening;
use super::sent::sent_view;
use super::steps::{use_keeping, use_send, use_sign_in, use_start_over};
use super::view::{Access, HEADING, TaskView};

/// Properties of [`TaskDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct TaskDialogProps {
    /// How it begins.
    pub opening: Opening,
    /// The initiating user's ID; empty if unknown.
    pub user: AttrValue,
    /// The dialog is to go.
    pub on_close: Callback<()>,
}

/// The open dialog.
#[component]
pub(super) fn TaskDialog(props: &TaskDialogProps) -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let tickets = use_action_tickets();
    let opening = props.opening.clone();
    let form = use_reducer(move || Form::new(opening));
    {
        let form = form.dispatcher();
        use_effect_with(props.user.clone(), move |user| {
            form.dispatch(FormAction::Initiator(user.to_string()));
        });
    }
    let heading = use_node_ref();
    {
        // The button that had the focus is gone.
        let heading = heading.clone();
        use_effect_with(matches!(form.phase, Phase::Sent(_)), move |sent| {
            if *sent && let Some(heading) = heading.cast::<HtmlElement>() {
                heading.focus().ok();
            }
        });
    }
    use_keeping(&form);
    let on_send = use_send(&form);
    let on_sign_in = use_sign_in(&form, &props.on_close);
    let on_start_over = use_start_over(&form, &props.user);
    let on_close = {
        let on_close = props.on_close.clone();
        let is_sending = form.is_sending();
        Callback::from(move |()| {
            if !is_sending {
                on_close.emit(());
            }
        })
    };
    let record_url = |ticket| {
        let servicenow = connection.servicenow.as_ref()?;
        Some(AttrValue::from(servicenow.record_url(ticket)))
    };
    let body = if let Phase::Sent(sent) = &form.phase {
        let url = record_url(&sent.ticket);
        sent_view(&messages, &form, sent, url.as_ref(), &heading, &on_close)
    } else {
        let ticket = form
            .draft
            .action_id
            .as_deref()
            .and_then(|id| tickets.of(id));
        let ticket = ticket.filter(|ticket| ticket.open);
        html! {
            <TaskView
                form={form.clone()}
                access={access(&connection)}
                sign_in_error={connection.error.clone()}
                ticket_url={ticket.as_ref().and_then(|ticket| record_url(ticket))}
                {ticket}
                {on_send}
                {on_sign_in}
                {on_start_over}
                on_close={on_close.clone()}
            />
        }
    };
    html! { <Dialog labelled_by={HEADING} on_cancel={on_close}>{ body }</Dialog> }
}

fn access(connection: &Connection) -> Access {
    match connection.status {
        Status::SignedIn => Access::Ready,
        Status::SigningIn => Access::SigningIn,
        Status::SignedOut => Access::SignedOut,
        Status::NotConnected => Access::NotConnected,
    }
}
