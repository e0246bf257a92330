//! A connection that was removed: what became of its tokens, and what it leaves in ServiceNow. It is
//! said for as long as the page lives, because the way to the instance is gone with the connection.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::oauth::InstanceUrl;
use snowline_core::servicenow::leftovers::{Leftover, Setup, TOKENS, leftovers};
use snowline_core::servicenow::{Revocation, needs};
use yew::Callback;

use crate::app::App;
use crate::browser::navigation;
use crate::components::{Tone, external_link, note, note_body};
use crate::connection::{Connection, Status, integration_user};
use crate::dom::{El, button, el};
use crate::i18n::Messages;

thread_local! {
    static REMOVED: RefCell<Option<Rc<Removed>>> = const { RefCell::new(None) };
}

/// What is there to say of a connection that goes.
#[derive(Clone)]
pub(super) struct Removed {
    instance: InstanceUrl,
    left: Vec<Leftover>,
    /// What became of the tokens; `None` until that is known.
    revocation: Option<Revocation>,
}

impl Removed {
    /// Of the connection as it stands; `None` where what is remembered of it is none.
    pub(super) fn of(connection: &Connection) -> Option<Self> {
        let saved = connection.saved.as_ref()?;
        let user = integration_user();
        Some(Self {
            instance: InstanceUrl::parse(&saved.instance_url).ok()?,
            left: leftovers(&Setup {
                origin: &navigation::origin(),
                portal: &navigation::page_url(),
                client_id: &saved.client_id,
                user_name: match user.as_str() {
                    "" => needs::USER_NAME,
                    user => user,
                },
                proxied: saved.through.is_some(),
            }),
            revocation: None,
        })
    }

    /// Keeps it for the page, to be said from now on.
    pub(super) fn keep(self) {
        REMOVED.set(Some(Rc::new(self)));
    }

    /// The things that stay, each with the place where it is taken away.
    pub(super) fn list(&self, messages: &Messages) -> El {
        let mut list = el("ul.leftovers");
        for left in &self.left {
            let arguments: Vec<_> = left
                .arguments
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let what = el("span").child(messages.format(left.key, &arguments));
            let place = self.place(messages, (left.menu, &left.path));
            list = list.child(el("li").child(what).child(" ").child(place));
        }
        list
    }

    /// That tokens which were given earlier end by themselves, and where they are ended at once.
    pub(super) fn earlier(&self, messages: &Messages) -> El {
        let what = el("span").says(messages, "remove.earlier");
        let place = self.place(messages, TOKENS);
        el("p").child(what).child(" ").child(place)
    }

    /// A link to a list, named as in ServiceNow's own menus.
    fn place(&self, messages: &Messages, (menu, path): (&'static str, &str)) -> El {
        let address = self.instance.join(path);
        let menu = el("span").attr("lang", "en").child(menu);
        external_link(messages, address.into(), menu)
    }

    /// What became of the tokens.
    fn tokens(&self, messages: &Messages) -> El {
        let host = [("host", self.instance.host())];
        let (what, why) = match self.revocation {
            None => return status(messages.format("remove.revoking", &host)),
            Some(Revocation::Ended) => return status(messages.format("remove.revoked", &host)),
            Some(Revocation::Nothing) => return self.earlier(messages),
            Some(Revocation::StillGood) => ("remove.stillGood", "remove.stillGood.why"),
            Some(Revocation::Unconfirmed) => ("remove.unconfirmed", "remove.unconfirmed.why"),
        };
        let body = note_body()
            .child(el("strong").child(messages.format(what, &host)))
            .child(el("p").child(messages.format(why, &host)))
            .child(self.earlier(messages));
        note(Tone::Bad, body).attr("role", "alert")
    }
}

fn status(text: yew::AttrValue) -> El {
    el("p").attr("role", "status").child(text)
}

/// Notes what became of the tokens.
pub(super) fn note_revocation(revocation: Revocation) {
    let removed = REMOVED.take().map(|removed| Removed {
        revocation: Some(revocation),
        ..(*removed).clone()
    });
    REMOVED.set(removed.map(Rc::new));
}

/// What there is to say of the connection that was removed, until another is made.
pub(in crate::pages) fn removed_card(app: &Rc<App>) -> Option<El> {
    if app.connection().status == Status::SignedIn {
        REMOVED.take();
    }
    let removed = REMOVED.with_borrow(Clone::clone)?;
    let messages = app.messages();
    let close = {
        let app = app.clone();
        Callback::from(move |()| {
            REMOVED.take();
            app.begin_anew();
            app.redraw();
        })
    };
    let heading = el("h2").attr("id", "removed-heading");
    let close = button("button.btn", close).says(&messages, "action.close");
    Some(
        el("section.card")
            .attr("aria-labelledby", "removed-heading")
            .child(heading.says(&messages, "remove.left.title"))
            .child(removed.tokens(&messages))
            .child(el("p").says(&messages, "remove.left"))
            .child(removed.list(&messages))
            .child(el("div.row").child(close)),
    )
}
