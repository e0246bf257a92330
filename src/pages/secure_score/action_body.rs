//! One improvement action: what it is about, how it is done, how its points went, its tickets.

use std::rc::Rc;

use snowline_core::rich_text::RichText;
use snowline_core::secure_score::ImprovementAction;
use yew::{AttrValue, Html};

use crate::app::App;
use crate::components::{PageHeading, Tone, external_link, note, note_body, rich_text};
use crate::dom::{El, el, list};
use crate::i18n::Messages;
use crate::part::{Cx, Part, part};

use super::chart::{Chart, Unit};
use super::decide::{Decide, can_be_decided};
use super::facts::facts;
use super::its_tickets::ItsTickets;
use super::said::said;
use super::share_menu::share_menu;
use super::words;

/// One improvement action, with its facts and its tickets beside it.
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
        let tickets = ItsTickets {
            app: app.clone(),
            action: action.clone(),
            tenant: self.tenant.clone(),
        };
        let decide = can_be_decided(app, action).then(|| {
            let decide = Decide {
                app: app.clone(),
                action: action.clone(),
                tenant: self.tenant.clone(),
            };
            card(&messages, "action-decide", "score.decide").child(part(decide))
        });
        let side = el("div.action-side")
            .child(card(&messages, "action-ticket", "score.tickets").child(part(tickets)))
            .child(card(&messages, "action-facts", "score.facts").child(facts(&messages, action)))
            .child(decide);
        let main = el("div.action-texts")
            .child(texts(app, action))
            .child(history(app, action));
        let page = el("div.action-page").child(main).child(side);
        list(vec![
            bar.html(),
            deprecated.unwrap_or_default(),
            page.html(),
            said,
        ])
    }
}

/// How its points went; nothing where fewer than two days are known.
fn history(app: &App, action: &ImprovementAction) -> Option<El> {
    let messages = app.messages();
    let state = app.posture();
    let trend = state.posture.value()?.trend_of(action)?;
    let chart = Chart {
        messages: &messages,
        trend: &trend,
        title: "score.pointsHistory",
        unit: Unit::Points,
    };
    Some(card(&messages, "action-history", chart.title).child(chart.view()))
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
