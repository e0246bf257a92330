//! The page's body: what is there of the ticket, and why the rest is not.

use std::rc::Rc;

use snowline_core::Kind;
use snowline_core::task::TicketType;
use snowline_core::tickets::WholeTicket;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::browser::page;
use crate::components::{PageHeading, Tone, error_note, external_link, note, note_body, state_tag};
use crate::connection::Status;
use crate::dom::{El, button, el, list};
use crate::pages::keep_fresh;
use crate::part::{Cx, Part, part};

use super::attachments::Attachments;
use super::desk::Desk;
use super::facts::{facts, overdue};
use super::journal::Timeline;
use super::note_form::NoteForm;
use super::prose::prose;
use super::waiting::waiting;

/// The page's body.
pub(super) struct Whole {
    pub(super) app: Rc<App>,
    pub(super) ticket_type: TicketType,
    pub(super) sys_id: Rc<str>,
}

impl Part for Whole {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let desk = Desk::new(cx, app, self.ticket_type, &self.sys_id);
        let load = {
            let desk = desk.clone();
            Callback::from(move |()| desk.load())
        };
        let status = app.connection().status;
        // The instance may be another one, or another user is signed in.
        keep_fresh(cx, app, u64::from(status == Status::SignedIn), &load);
        let known = desk.known();
        self.name_page(cx, known.as_deref());
        let remote = desk.whole.look();
        let error = remote.error().map(|error| {
            let again = matches!(error.kind(), Kind::NotFound | Kind::Forbidden { .. });
            let more = again.then(|| self.sign_in("status.signInAgain", "button.btn"));
            error_note(
                &app.messages(),
                error,
                Some(load),
                more.into_iter().collect(),
            )
        });
        let is_signed_out = matches!(status, Status::SignedOut | Status::NotConnected);
        let out = is_signed_out.then(|| self.signed_out(known.is_some(), status));
        let heading = part(PageHeading {
            app: app.clone(),
            title: self.title(known.as_deref()),
            more: known
                .as_deref()
                .map(|whole| self.below(whole))
                .unwrap_or_default(),
        });
        let body = match &known {
            Some(whole) => content(&desk, whole),
            None if error.is_none() && out.is_none() => waiting(&app.messages()),
            None => Html::default(),
        };
        list(vec![
            el("div.bar").child(heading).html(),
            out.map(El::html).unwrap_or_default(),
            error.map(El::html).unwrap_or_default(),
            body,
        ])
    }
}

impl Whole {
    fn title(&self, known: Option<&WholeTicket>) -> AttrValue {
        let messages = self.app.messages();
        match known {
            Some(whole) if whole.detail.ticket.name.is_empty() => messages.text("ticket.noName"),
            Some(whole) => whole.detail.ticket.name.clone().into(),
            None => messages.text("ticketPage.title"),
        }
    }

    /// The number in the page's title, so that two tabs are told apart.
    fn name_page(&self, cx: &mut Cx<'_>, known: Option<&WholeTicket>) {
        let app = self.app.clone();
        let number = known.map(|whole| whole.detail.ticket.number.clone());
        let cause = u64::from(app.version()) << 1 | u64::from(number.is_some());
        cx.on_change(cause, move || {
            if let Some(number) = number.filter(|_| !app.in_memory()) {
                let title = [number.as_str(), " \u{b7} Snowline"].concat();
                page::set_title(&title, app.messages().language().tag());
            }
        });
    }

    /// Number, state, whether it is late, the way to ServiceNow.
    fn below(&self, whole: &WholeTicket) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let ticket = &whole.detail.ticket;
        let connection = app.connection();
        let url = connection.servicenow.as_ref();
        let url = url.map(|servicenow| servicenow.record_url(ticket));
        let open =
            url.map(|url| external_link(&messages, url.into(), messages.text("ticketPage.open")));
        el("div.row")
            .child(el("span.num ticket-number").child(ticket.number.as_str()))
            .child(state_tag(app, ticket))
            .child(overdue(&messages, ticket))
            .child(open)
            .html()
    }

    fn signed_out(&self, known: bool, status: Status) -> El {
        let messages = self.app.messages();
        let key = match status {
            Status::NotConnected => "invitation.connect",
            _ => "status.signInAgain",
        };
        if known {
            let row = el("div.row between")
                .says(&messages, "ticketPage.signedOut")
                .child(self.sign_in(key, "button.btn"));
            return note(Tone::Warn, note_body().child(row)).attr("role", "status");
        }
        el("section.card")
            .child(el("p").says(&messages, "tickets.signedOut"))
            .child(el("div.row").child(self.sign_in(key, "button.btn primary")))
    }

    fn sign_in(&self, key: &str, kind: &'static str) -> El {
        let app = self.app.clone();
        let go = Callback::from(move |()| app.sign_in_again());
        button(kind, go).says(&self.app.messages(), key)
    }
}

/// A card with a heading.
pub(super) fn card(desk: &Desk, id: &'static str, title: &str) -> El {
    let messages = desk.app.messages();
    el("section.card")
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).says(&messages, title))
}

fn content(desk: &Desk, whole: &Rc<WholeTicket>) -> Html {
    let messages = desk.app.messages();
    let description = match whole.detail.description.trim() {
        "" => el("p.muted").says(&messages, "ticketPage.noDescription"),
        text => prose(&messages, text),
    };
    let news = desk.news.get().map(|news| news.view(desk, whole));
    let journal = card(desk, "ticket-journal", "ticketPage.journal")
        .child(part(NoteForm { desk: desk.clone() }))
        .child(part(Timeline {
            desk: desk.clone(),
            whole: whole.clone(),
        }));
    let files = card(desk, "ticket-files", "ticketPage.files").child(part(Attachments {
        desk: desk.clone(),
        whole: whole.clone(),
    }));
    let main = el("div.page-part")
        .child(card(desk, "ticket-description", "ticketPage.description").child(description))
        .child(journal)
        .child(files);
    let details = card(desk, "ticket-facts", "ticketPage.details").child(facts(desk, whole));
    let side = el("div.page-part ticket-side")
        .child(el("div").attr("role", "status").child(news))
        .child(details);
    el("div.action-page").child(main).child(side).html()
}
