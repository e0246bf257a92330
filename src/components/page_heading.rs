//! A page's heading.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::{AttrValue, Html};

use crate::app::App;
use crate::dom::el;
use crate::part::{Cx, Part};

/// A page's heading. After a change of page it takes the focus, so that a keyboard or a screen
/// reader starts where the new page starts; on the first page the focus stays with the host.
pub struct PageHeading {
    /// What all parts share.
    pub app: Rc<App>,
    /// The page's name.
    pub title: AttrValue,
    /// What stands below it.
    pub more: Html,
}

impl Part for PageHeading {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let heading = cx.node();
        let shown = heading.clone();
        let moved = self.app.has_moved();
        cx.on_change(0, move || {
            if moved && let Some(heading) = shown.cast::<HtmlElement>() {
                heading.focus().ok();
            }
        });
        let title = el("h1").attr("tabindex", "-1").node(&heading);
        el("div.stack")
            .child(title.child(self.title.clone()))
            .child(self.more.clone())
            .html()
    }
}
