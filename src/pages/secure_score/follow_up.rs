//! What an action's points and its ticket say of each other, in words, with what to do about it.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::secure_score::{FollowUp, ImprovementAction, Report};
use snowline_core::tickets::Ticket;

use crate::app::App;
use crate::browser::Browser;
use crate::components::{Tone, link, note, note_body, tag};
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::route::Route;

use super::words;

/// What is to be said of an action and its ticket now.
pub(super) fn follow_up(
    app: &App,
    action: &ImprovementAction,
    ticket: &Ticket,
) -> Option<FollowUp> {
    let now = Browser::new().now();
    let state = app.posture();
    let seen = action.synced.or(state.posture.value()?.synced);
    // What the host passes in has no age: it is how things are now.
    let seen = seen.or_else(|| words::are_given(app).then_some(now));
    FollowUp::of(action, ticket, seen, now)
}

/// What is reported of an action, `None` also where its ticket is not known.
pub(super) fn report(app: &App, action: &ImprovementAction) -> Option<Report> {
    let ticket = app.action_tickets().of(&action.id)?;
    follow_up(app, action, &ticket)?.report()
}

/// In a few words, for a row.
pub(super) fn hint(messages: &Messages, follow_up: FollowUp) -> El {
    match follow_up {
        FollowUp::NotGained => tag(messages.text("score.follow.notGained"), Some(Tone::Warn)),
        FollowUp::StillOpen => tag(messages.text("score.follow.stillOpen"), Some(Tone::Warn)),
        FollowUp::OldScore { .. } => tag(messages.text("score.follow.oldScore"), None),
        FollowUp::Waits { by } => {
            let day = messages.day(by);
            tag(
                messages.format("score.follow.waits", &[("day", &day)]),
                None,
            )
        }
    }
}

/// What to do about it.
pub(super) fn advice(report: Report) -> &'static str {
    match report {
        Report::NotGained => "score.follow.notGained.do",
        Report::StillOpen => "score.follow.stillOpen.do",
    }
}

/// The whole of it, for the action's own page.
pub(super) fn follow_up_note(
    app: &Rc<App>,
    action: &ImprovementAction,
    ticket: &Ticket,
) -> Option<El> {
    let messages = app.messages();
    let follow_up = follow_up(app, action, ticket)?;
    let (tone, what) = match follow_up {
        FollowUp::NotGained => {
            let left = action.points_left().unwrap_or_default();
            let what = messages.amount("score.follow.notGained.what", left, &[]);
            (Tone::Warn, what)
        }
        FollowUp::StillOpen => (Tone::Warn, messages.text("score.follow.stillOpen.what")),
        FollowUp::Waits { by } => {
            let until = messages.moment(by);
            let what = messages.format("score.follow.waits.what", &[("until", &until)]);
            (Tone::Info, what)
        }
        FollowUp::OldScore { by } => {
            let until = messages.moment(by);
            let what = messages.format("score.follow.oldScore.what", &[("until", &until)]);
            (Tone::Info, what)
        }
    };
    let Some(report) = follow_up.report() else {
        return Some(note(tone, note_body().child(el("p").child(what))));
    };
    let to = Route::Ticket(ticket.ticket_type, ticket.sys_id.clone());
    let open = messages.format("score.follow.open", &[("number", &ticket.number)]);
    let body = note_body()
        .child(el("strong").child(what))
        .child(el("p").says(&messages, advice(report)))
        .child(el("p").child(link(app, to).child(open)));
    Some(note(tone, body))
}
