//! The configuration page: the connection, the names and the meaning of ticket states, what a new
//! task begins with, further fields, and all of it as a file.

mod connection;
mod defaults;
mod due_days;
mod editor;
mod field_row;
mod fields;
mod file;
mod group;
mod heard;
mod moved;
mod name;
mod row;
mod source;
mod states;

use std::rc::Rc;

use snowline_core::task::TicketType;
use yew::{Callback, Html};

use crate::app::App;
use crate::components::{PageHeading, Tone, link, note, note_body};
use crate::connection::Status;
use crate::dom::{El, el};
use crate::part::{Cx, Part, keyed, part};
use crate::route::Route;

pub(super) use file::NAME;

use connection::ConnectionCard;
use defaults::DefaultsCard;
use editor::Editor;
use fields::FieldsCard;
use file::FileCard;
use heard::hear;
use states::StatesCard;

use super::provisioning::removed_card;

/// The configuration page.
pub struct Configuration {
    /// What all parts share.
    pub app: Rc<App>,
}

impl Part for Configuration {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let removed = cx.state(|| false);
        let heard = hear(cx, app);
        let editor = Editor::of(cx, app, heard.clone());
        let on_removed = {
            let (app, removed) = (app.clone(), removed.clone());
            Callback::from(move |()| {
                app.begin_anew();
                removed.set(true);
            })
        };
        let connected = app.connection().status != Status::NotConnected;
        let gone = removed.get() && !connected;
        let heading = PageHeading {
            app: app.clone(),
            title: messages.text("card.manage"),
            more: el("p.muted").says(&messages, "configuration.lead").html(),
        };
        let said = el(if gone { "p.muted" } else { "p.visually-hidden" })
            .attr("role", "status")
            .child(gone.then(|| messages.text("remove.done")));
        let page = el("div.page narrow")
            // Another heading, which takes the focus that the button had.
            .child(keyed(if gone { "removed" } else { "" }, heading))
            .child(said)
            .child(removed_card(app));
        if !connected && !app.configured().of_host {
            return page.child(not_connected(app)).html();
        }
        let connection = connected.then(|| {
            let app = app.clone();
            part(ConnectionCard { app, on_removed })
        });
        let states = |ticket_type: TicketType| {
            let editor = editor.clone();
            keyed(
                ticket_type.key(),
                StatesCard {
                    editor,
                    ticket_type,
                },
            )
        };
        let [change, incident] = TicketType::ALL.map(states);
        let card = |editor: &Editor| editor.clone();
        page.child(connection)
            .child(of_host(&editor))
            .child(unkept(app))
            .child(change)
            .child(incident)
            .child(part(DefaultsCard {
                editor: card(&editor),
            }))
            .child(part(FieldsCard {
                editor: card(&editor),
            }))
            .child(part(FileCard {
                editor: card(&editor),
            }))
            .child(el("div.said").attr("role", "status").child(editor.said()))
            .html()
    }
}

/// Nothing can be set: it belongs to an instance.
fn not_connected(app: &Rc<App>) -> El {
    let messages = app.messages();
    let connect = link(app, Route::Provisioning).attr("class", "btn primary");
    el("section.card")
        .child(el("p").says(&messages, "configuration.notConnected"))
        .child(el("div.row").child(connect.says(&messages, "invitation.connect")))
}

/// The portal has set it all, and nobody here changes it.
fn of_host(editor: &Editor) -> Option<El> {
    if !editor.is_of_host() {
        return None;
    }
    let messages = editor.app.messages();
    let body = note_body()
        .child(el("strong").says(&messages, "configuration.ofHost"))
        .child(el("p").says(&messages, "configuration.ofHost.why"));
    let (tone, body) = match editor.fault_of_host() {
        Some(fault) => {
            let fault = el("p").child(file::reason(&messages, &fault));
            let left_out = el("p").says(&messages, "configuration.ofHost.fault");
            (Tone::Bad, body.child(fault).child(left_out))
        }
        None => (Tone::Info, body),
    };
    Some(note(tone, body))
}

/// What is set is gone with the page.
fn unkept(app: &App) -> Option<El> {
    let body = || note_body().says(&app.messages(), "configuration.unkept");
    app.configured()
        .is_unkept
        .then(|| note(Tone::Warn, body()).attr("role", "alert"))
}
