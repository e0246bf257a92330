//! A modal dialog, by the browser's `<dialog>`: it keeps the focus, closes on Escape and gives
//! the focus back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// The `id` of the heading that names the dialog.
    pub labelled_by: AttrValue,
    /// The person wants out: Escape. The owner decides whether the dialog goes.
    pub on_cancel: Callback<()>,
    /// What is in it.
    pub children: Html,
}

/// A modal dialog. It is open for as long as it is mounted.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                dialog.show_modal().ok();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    let oncancel = {
        let on_cancel = props.on_cancel.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            on_cancel.emit(());
        })
    };
    // A second Escape in a row closes the dialog whatever `cancel` was told. It is the owner's to
    // close, so it comes back.
    let onclose = {
        let on_cancel = props.on_cancel.clone();
        let node = node.clone();
        Callback::from(move |_: Event| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>()
                && !dialog.open()
            {
                dialog.show_modal().ok();
                on_cancel.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} aria-labelledby={props.labelled_by.clone()} {oncancel} {onclose}>
            <div class="dialog-body">{ props.children.clone() }</div>
        </dialog>
    }
}
