//! Links: to a page of Snowline, and out of it.

use std::rc::Rc;

use web_sys::Event;
use yew::{AttrValue, Callback};

use crate::app::App;
use crate::dom::{Child, El, el};
use crate::i18n::Messages;
use crate::route::{Route, with_query};

use super::{Shape, icon};

/// A link to a page of Snowline; its text is still to be added.
#[must_use]
pub fn link(app: &Rc<App>, to: Route) -> El {
    link_by(app, to, "")
}

/// The same, to a page that shows what it has by a query.
#[must_use]
pub fn link_by(app: &Rc<App>, to: Route, query: &str) -> El {
    let href = ["#", with_query(&to.path(), query).as_str()].concat();
    // With hash routing the browser follows the link by itself. Embedded, the host's address
    // must stay as it is, so the link is taken over here.
    let (app, query) = (app.clone(), query.to_owned());
    let follow = Callback::from(move |event: Event| {
        if app.in_memory() {
            event.prevent_default();
            app.go_by(to.clone(), &query);
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
