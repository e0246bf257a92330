//! Links: to a page of Snowline, and out of it.

use std::rc::Rc;

use web_sys::Event;
use yew::{AttrValue, Callback};

use crate::app::App;
use crate::dom::{Child, El, el};
use crate::i18n::Messages;
use crate::route::Route;

use super::{Shape, icon};

/// A link to a page of Snowline; its text is still to be added.
#[must_use]
pub fn link(app: &Rc<App>, to: Route) -> El {
    let href = ["#", to.path().as_ref()].concat();
    // With hash routing the browser follows the link by itself. Embedded, the host's address
    // must stay as it is, so the link is taken over here.
    let app = app.clone();
    let follow = Callback::from(move |event: Event| {
        if app.in_memory() {
            event.prevent_default();
            app.go(to.clone());
        }
    });
    el("a").set("href", href.into()).on("click", follow)
}

/// A link out of the portal, in a new tab that knows nothing of this one. Only `https:` (and
/// `http:` on this machine) gets through.
#[must_use]
pub fn external_link(messages: &Messages, href: AttrValue, text: impl Child) -> El {
    if !is_safe(&href) {
        return el("span").child(text);
    }
    let link = el("a")
        .set("href", href)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer");
    marked(messages, link.child(text))
}

/// Says and shows that a link opens another tab.
fn marked(messages: &Messages, link: El) -> El {
    link.child(el("span.visually-hidden").says(messages, "link.newTab"))
        .child(el("span.external").child(icon(Shape::External)))
}

fn is_safe(href: &str) -> bool {
    href.starts_with("https://")
        || ["http://localhost", "http://127.0.0.1", "http://[::1]"]
            .into_iter()
            .filter_map(|start| href.strip_prefix(start))
            // The whole host: `localhost.example.com` is another one.
            .any(|rest| rest.is_empty() || rest.starts_with([':', '/']))
}
