//! Removing the connection: says what goes before it goes.

use yew::prelude::*;

use crate::components::Dialog;
use crate::connection::use_connection;
use crate::i18n::use_messages;

/// Properties of [`RemoveDialog`].
#[derive(Properties, PartialEq)]
pub struct RemoveDialogProps {
    /// The dialog is to go, whatever was decided.
    pub on_close: Callback<()>,
}

/// Asks whether the connection is to be removed.
#[component]
pub fn RemoveDialog(props: &RemoveDialogProps) -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let cancel = props.on_close.reform(|_: MouseEvent| ());
    let remove = {
        let on_close = props.on_close.clone();
        Callback::from(move |_: MouseEvent| {
            on_close.emit(());
            connection.remove();
        })
    };
    html! {
        <Dialog labelled_by="remove-heading" on_cancel={props.on_close.clone()}>
            <h2 id="remove-heading">{ messages.text("remove.title") }</h2>
            <div class="prose">
                <p>{ messages.text("remove.goes") }</p>
                <p>{ messages.text("remove.stays") }</p>
            </div>
            <div class="row end">
                <button type="button" class="btn" onclick={cancel}>
                    { messages.text("action.cancel") }
                </button>
                <button type="button" class="btn danger" onclick={remove}>
                    { messages.text("remove.confirm") }
                </button>
            </div>
        </Dialog>
    }
}
