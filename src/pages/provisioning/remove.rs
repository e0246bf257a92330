//! Removing the connection: says what goes before it goes.

use yew::{Callback, Html};

use crate::app::App;
use crate::components::Dialog;
use crate::dom::{button, el, list};
use crate::part::part;

/// Asks whether the connection is to be removed. `on_close`: the dialog is to go, whatever was
/// decided. `on_removed`: the connection is gone.
pub(in crate::pages) fn remove_dialog(
    app: &App,
    on_close: &Callback<()>,
    on_removed: &Callback<()>,
) -> Html {
    let messages = app.messages();
    let connection = app.connection();
    let remove = {
        let (on_close, on_removed) = (on_close.clone(), on_removed.clone());
        Callback::from(move |()| {
            on_close.emit(());
            connection.remove();
            on_removed.emit(());
        })
    };
    let heading = el("h2").attr("id", "remove-heading");
    let text = el("div.prose")
        .child(el("p").says(&messages, "remove.goes"))
        .child(el("p").says(&messages, "remove.stays"));
    let actions = el("div.row end")
        .child(button("button.btn", on_close.clone()).says(&messages, "action.cancel"))
        .child(button("button.btn danger", remove).says(&messages, "remove.confirm"));
    part(Dialog {
        labelled_by: "remove-heading",
        on_cancel: on_close.clone(),
        body: list(vec![
            heading.says(&messages, "remove.title").html(),
            text.html(),
            actions.html(),
        ]),
    })
}
