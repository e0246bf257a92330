//! An address that leads to no page.

use std::rc::Rc;

use yew::Html;

use crate::app::App;
use crate::components::{PageHeading, link};
use crate::dom::el;
use crate::part::{Cx, Part, part};
use crate::route::Route;

/// An address that leads to no page.
pub struct NotFound {
    /// What all parts share.
    pub app: Rc<App>,
}

impl Part for NotFound {
    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let heading = PageHeading {
            app: self.app.clone(),
            title: messages.text("notFound.title"),
            more: el("p.muted").says(&messages, "notFound.why").html(),
        };
        let home = link(&self.app, Route::Home).says(&messages, "notFound.home");
        el("div.page narrow")
            .child(part(heading))
            .child(el("p").child(home))
            .html()
    }
}
