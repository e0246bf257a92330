//! The setup page: where the connection is made, shown and removed.

mod at_once;
mod checklist;
mod checks;
mod fields;
mod form;
mod held;
mod looked;
mod one_step;
mod remove;
mod removed;
mod rules;
mod status;
mod way;

use std::rc::Rc;

use yew::{Callback, Html};

use crate::app::App;
use crate::components::{PageHeading, error_note, link};
use crate::connection::Status;
use crate::dom::el;
use crate::part::{Cx, Part, keyed, part};
use crate::route::Route;

pub(crate) use at_once::check_at_once;
pub(super) use checks::list;
pub(super) use remove::RemoveDialog;
pub(super) use removed::removed_card;

use form::ConnectionForm;
use status::ConnectionStatus;

/// The setup page.
pub struct Provisioning {
    /// What all parts share.
    pub app: Rc<App>,
}

impl Part for Provisioning {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let connection = app.connection();
        let removed = cx.state(|| false);
        let on_removed = {
            let (app, removed) = (app.clone(), removed.clone());
            Callback::from(move |()| {
                app.begin_anew();
                removed.set(true);
            })
        };
        let gone = removed.get() && connection.status == Status::NotConnected;
        let heading = PageHeading {
            app: app.clone(),
            title: messages.text("setup.title"),
            more: el("p.muted")
                .child(el("span").says(&messages, "setup.lead"))
                .child(" ")
                .child(link(app, Route::Data).says(&messages, "setup.data"))
                .html(),
        };
        let error = connection.error.as_ref();
        let error = error.map(|error| {
            let kept = el("span").says(&messages, "task.kept");
            let instead = way::instead(app);
            let more = instead.into_iter().chain([kept]).collect();
            error_note(&messages, error, None, more)
        });
        let connected = connection.status != Status::NotConnected;
        let status = connected.then(|| {
            let app = app.clone();
            part(ConnectionStatus { app, on_removed })
        });
        // It is there before it says something, so that it is heard.
        let said = el(if gone { "p.muted" } else { "p.visually-hidden" })
            .attr("role", "status")
            .child(gone.then(|| messages.text("remove.done")));
        let form = match connection.is_supplied() {
            true => way::supplied(app).html(),
            // Another form after the removal: nothing of what was typed or found is left.
            false => keyed(
                if gone { "removed-form" } else { "form" },
                ConnectionForm { app: app.clone() },
            ),
        };
        el("div.page narrow")
            // Another heading, which takes the focus that the button had.
            .child(keyed(if gone { "removed" } else { "" }, heading))
            .child(said)
            .child(removed_card(app))
            .child(error)
            .child(status)
            .child(form)
            .html()
    }
}
