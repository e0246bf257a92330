//! The home page: the invitation to connect, or the two cards.

mod card;
mod cards;
mod invitation;
mod rows;

use std::rc::Rc;

use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{PageHeading, Tone, another_user, note, note_body, skeleton_card};
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::part::{Cx, Part, part};

use cards::Cards;
use invitation::invitation;

/// The home page.
pub struct Home {
    /// What all parts share.
    pub app: Rc<App>,
}

impl Part for Home {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let body = match app.connection().status {
            Status::NotConnected => invitation(app).html(),
            Status::SigningIn => el("div.grid")
                .child(skeleton_card(&messages))
                .child(skeleton_card(&messages))
                .html(),
            Status::SignedOut => signed_out(app).html(),
            Status::SignedIn => part(Cards {
                app: app.clone(),
                page: cx.redraw(),
            }),
        };
        let heading = PageHeading {
            app: app.clone(),
            title: messages.text("nav.home"),
            more: Html::default(),
        };
        let bar = el("div.bar")
            .child(part(heading))
            .child(el("span.muted").child(connected_to(app)));
        el("div.page")
            .child(bar)
            .child(another_user(app))
            .child(body)
            .html()
    }
}

/// Who is connected and to what, since when and until when, in one line.
fn connected_to(app: &App) -> Option<AttrValue> {
    let connection = app.connection();
    let servicenow = connection.servicenow.as_ref()?;
    let host = servicenow.instance().host();
    let who = match &connection.user {
        Some(user) => app.messages().format(
            "home.connectedAs",
            &[("host", host), ("user", &user.user_name)],
        ),
        None => app.messages().format("home.connected", &[("host", host)]),
    };
    let moments = [
        (
            "home.since",
            connection.saved.as_ref().map(|saved| saved.since),
        ),
        ("home.until", connection.until()),
        ("home.lastCall", connection.contact().at),
    ];
    // Not `to_string`, which brings all of the formatting of texts.
    let mut line = who.as_str().to_owned();
    for (key, moment) in moments {
        if let Some(moment) = moment {
            let when = app.messages().moment(moment);
            line.push_str(" \u{b7} ");
            line.push_str(&app.messages().format(key, &[("when", &when)]));
        }
    }
    Some(line.into())
}

/// There is a connection, but nobody is signed in.
fn signed_out(app: &Rc<App>) -> El {
    let messages = app.messages();
    let why = app.connection().why_signed_out();
    let app = app.clone();
    let sign_in = Callback::from(move |()| app.sign_in_again());
    let button = button("button.btn primary", sign_in).says(&messages, "status.signInAgain");
    let body = note_body()
        .child(el("strong").says(&messages, "home.signedOut"))
        .child(el("p").says(&messages, why))
        .child(el("div.row").child(button));
    note(Tone::Info, body)
}
