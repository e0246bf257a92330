//! A modal dialog, by the browser's `<dialog>`: it keeps the focus inside and closes on Escape.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, ShadowRoot};
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
            let before = dialog.as_ref().and_then(focused_beside);
            if let Some(dialog) = &dialog {
                dialog.show_modal().ok();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                // The browser gives the focus back itself, but not for a dialog that has left
                // the document, as this one has by now.
                if let Some(before) = before {
                    before.focus().ok();
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

/// What has the focus in the tree that the dialog is in.
fn focused_beside(dialog: &HtmlDialogElement) -> Option<HtmlElement> {
    let focused: Option<Element> = match dialog.get_root_node().dyn_into::<ShadowRoot>() {
        Ok(root) => root.active_element(),
        Err(_) => dialog.owner_document()?.active_element(),
    };
    focused?.dyn_into().ok()
}
