//! One improvement action: what it is about, how it is done, its ticket.

use std::rc::Rc;

use snowline_core::rich_text::RichText;
use snowline_core::secure_score::ImprovementAction;
use yew::{AttrValue, Html};

use crate::app::App;
use crate::components::{
    PageHeading, Tone, due, external_link, note, note_body, rich_text, skeleton_lines,
};
use crate::connection::Status;
use crate::dom::{El, el, list};
use crate::i18n::Messages;
use crate::part::{Cx, Part, part};

use super::facts::facts;
use super::said::said;
use super::share_menu::share_menu;
use super::ticket::{ticket_view, tickets_note};
use super::words;

/// One improvement action, with its facts and its ticket beside it.
pub(super) struct ActionBody {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// The action.
    pub(super) action: Rc<ImprovementAction>,
    /// The tenant's ID.
    pub(super) tenant: AttrValue,
}

impl Part for ActionBody {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let (app, action) = (&self.app, &self.action);
        let messages = app.messages();
        let (said, say) = said(cx);
        let below = AttrValue::from(words::threats_and_tier(action));
        let heading = PageHeading {
            app: app.clone(),
            title: action.title.clone().into(),
            more: el("p.muted").child(below).html(),
        };
        let bar =
            el("div.bar")
                .child(part(heading))
                .child(share_menu(app, action, &self.tenant, &say));
        let deprecated = action.deprecated.then(|| {
            let body = note_body().says(&messages, "score.deprecated.what");
            note(Tone::Warn, body).html()
        });
        let side = el("div.action-side")
            .child(card(&messages, "action-ticket", "score.ticket").child(self.ticket()))
            .child(card(&messages, "action-facts", "score.facts").child(facts(&messages, action)));
        let page = el("div.action-page").child(texts(app, action)).child(side);
        list(vec![
            bar.html(),
            deprecated.unwrap_or_default(),
            page.html(),
            said,
        ])
    }
}

impl ActionBody {
    /// The action's ticket with its due date, or why none is shown.
    fn ticket(&self) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let tickets = app.action_tickets();
        if let Some(ticket) = tickets.of(&self.action.id) {
            let due = el("dl.facts")
                .child(el("dt").says(&messages, "ticket.due"))
                .child(el("dd").child(due(&messages, &ticket)));
            let ticket = ticket_view(app, &self.action, &ticket);
            return list(vec![ticket.html(), due.html()]);
        }
        let state = tickets.state();
        if state.is_loading() {
            return skeleton_lines(&messages, 2).html();
        }
        if state.error().is_some() || app.connection().status == Status::SignedOut {
            return tickets_note(app).map(El::html).unwrap_or_default();
        }
        let none = el("p.muted").says(&messages, "score.ticket.noneYet");
        none.html()
    }
}

fn card(messages: &Messages, id: &'static str, title: &str) -> El {
    el("section.card")
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).says(messages, title))
}

/// What it is about and how it is done.
fn texts(app: &App, action: &ImprovementAction) -> El {
    let messages = &*app.messages();
    let are_given = words::are_given(app);
    let says_how = !action.remediation.is_empty() || !action.impact.is_empty();
    let no_steps = match are_given {
        true => "score.noSteps.given",
        false => "score.noSteps",
    };
    let opens = match are_given {
        true => "score.open.given",
        false => "score.open",
    };
    // A score without a profile says hardly anything.
    let nothing = (!says_how).then(|| el("p.muted").says(messages, no_steps));
    let open = action.action_url.as_ref().map(|url| {
        let url = AttrValue::from(url.as_str().to_owned());
        el("p").child(external_link(messages, url, messages.text(opens)))
    });
    el("section.card action-main")
        .child(section(messages, "score.description", &action.description))
        .child(section(messages, "score.steps", &action.remediation))
        .child(section(messages, "score.impact", &action.impact))
        .child(nothing)
        .child(open)
}

/// A text under its heading; nothing where the file has none.
fn section(messages: &Messages, title: &str, text: &RichText) -> Option<El> {
    if text.is_empty() {
        return None;
    }
    let section = el("div.section").child(el("h2").says(messages, title));
    Some(section.child(rich_text(messages, text)))
}
