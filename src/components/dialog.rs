//! A modal dialog, by the browser's `<dialog>`: it keeps the focus inside and closes on Escape.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, Node, ShadowRoot};
use yew::{Callback, Html, NodeRef};

use crate::dom::el;
use crate::part::{Cx, Part};

/// A modal dialog. It is open for as long as it is placed.
pub struct Dialog {
    /// The `id` of the heading that names the dialog.
    pub labelled_by: &'static str,
    /// The person wants out: Escape. The owner decides whether the dialog goes.
    pub on_cancel: Callback<()>,
    /// What is in it.
    pub body: Html,
}

impl Part for Dialog {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let node = cx.node();
        let shown = node.clone();
        cx.on_arrival(move || show(&shown));
        let cancel = {
            let on_cancel = self.on_cancel.clone();
            Callback::from(move |event: Event| {
                event.prevent_default();
                on_cancel.emit(());
            })
        };
        // A second Escape in a row closes the dialog whatever `cancel` was told. It is the
        // owner's to close, so it comes back.
        let close = {
            let on_cancel = self.on_cancel.clone();
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
        el("dialog")
            .node(&node)
            .attr("aria-labelledby", self.labelled_by)
            .on("cancel", cancel)
            .on("close", close)
            .child(el("div.dialog-body").child(self.body.clone()))
            .html()
    }
}

/// Shows the dialog; what it gives closes it.
fn show(node: &NodeRef) -> Box<dyn FnOnce()> {
    let dialog = node.cast::<HtmlDialogElement>();
    let before = dialog.as_deref().and_then(|dialog| focused_beside(dialog));
    if let Some(dialog) = &dialog {
        dialog.show_modal().ok();
    }
    Box::new(move || {
        if let Some(dialog) = dialog {
            dialog.close();
        }
        // The browser gives the focus back itself, but not for a dialog that has left the
        // document, as this one has by now.
        if let Some(before) = before {
            before.focus().ok();
        }
    })
}

/// What has the focus in the tree that the node is in.
pub fn focused_beside(node: &Node) -> Option<HtmlElement> {
    let focused: Option<Element> = match node.get_root_node().dyn_into::<ShadowRoot>() {
        Ok(root) => root.active_element(),
        Err(_) => node.owner_document()?.active_element(),
    };
    focused?.dyn_into().ok()
}
