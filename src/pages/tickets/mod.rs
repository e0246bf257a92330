//! All tickets of a type: filtered, sorted and counted by the instance, a page at a time.

mod export;
mod filters;
mod list;
mod table;
mod view;

use std::rc::Rc;

use snowline_core::task::TicketType;
use yew::{Callback, Html};

use crate::app::App;
use crate::components::{PageHeading, link, skeleton_lines};
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::part::{Cx, Part, part};
use crate::route::Route;

use list::List;

/// All tickets of a type.
pub struct Tickets {
    /// What all parts share.
    pub app: Rc<App>,
    /// Which.
    pub ticket_type: TicketType,
}

impl Part for Tickets {
    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let ticket_type = self.ticket_type;
        let title = messages.text(&["tickets.", ticket_type.key(), ".title"].concat());
        let create = {
            let app = app.clone();
            Callback::from(move |()| app.create_ticket(ticket_type))
        };
        let heading = PageHeading {
            app: app.clone(),
            title: title.clone(),
            more: self.types().html(),
        };
        let bar = el("div.bar")
            .child(part(heading))
            .child(button("button.btn primary", create).says(&messages, "card.create"));
        let content = match app.connection().status {
            Status::SignedIn => part(List {
                app: app.clone(),
                ticket_type,
                title,
            }),
            Status::SigningIn => skeleton_lines(&messages, 10).html(),
            Status::SignedOut => self.signed_out("status.signInAgain").html(),
            Status::NotConnected => self.signed_out("invitation.connect").html(),
        };
        el("div.page").child(bar).child(content).html()
    }
}

impl Tickets {
    /// The way to the other type.
    fn types(&self) -> El {
        let messages = self.app.messages();
        let mut types = el("nav")
            .attr("class", "row")
            .set("aria-label", messages.text("tickets.title"));
        for other in TicketType::ALL {
            let link = link(&self.app, Route::Tickets(other))
                .key(other.key())
                .attr_if(other == self.ticket_type, "aria-current", "page");
            let key = ["tickets.", other.key(), ".short"].concat();
            types = types.child(link.says(&messages, &key));
        }
        types
    }

    fn signed_out(&self, sign_in: &str) -> El {
        let messages = self.app.messages();
        let app = self.app.clone();
        let go = Callback::from(move |()| app.sign_in_again());
        let button = button("button.btn primary", go).says(&messages, sign_in);
        el("section.card")
            .child(el("p").says(&messages, "tickets.signedOut"))
            .child(el("div.row").child(button))
    }
}
