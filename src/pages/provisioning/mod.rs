//! The setup page: where the connection is made, shown and removed.

mod checklist;
mod form;
mod remove;
mod status;

use std::rc::Rc;

use yew::Html;

use crate::app::App;
use crate::components::{PageHeading, error_note};
use crate::connection::Status;
use crate::dom::el;
use crate::part::{Cx, Part, part};

use form::ConnectionForm;
use status::ConnectionStatus;

/// The setup page.
pub struct Provisioning {
    /// What all parts share.
    pub app: Rc<App>,
}

impl Part for Provisioning {
    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let connection = app.connection();
        let heading = PageHeading {
            app: app.clone(),
            title: messages.text("setup.title"),
            more: el("p.muted").says(&messages, "setup.lead").html(),
        };
        let error = connection.error.as_ref();
        let error = error.map(|error| error_note(&messages, error, None, Vec::new()));
        let connected = connection.status != Status::NotConnected;
        let status = connected.then(|| part(ConnectionStatus { app: app.clone() }));
        let form = el("section.card")
            .child(el("h2").says(&messages, "setup.checklist"))
            .child(part(ConnectionForm { app: app.clone() }));
        el("div.page narrow")
            .child(part(heading))
            .child(error)
            .child(status)
            .child(form)
            .html()
    }
}
