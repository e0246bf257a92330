//! What is to be followed up, over the list: how many actions there are of each report, each a link
//! to them.

use std::rc::Rc;

use snowline_core::secure_score::{ActionFilter, ImprovementAction, Posture, Report};

use crate::app::App;
use crate::components::{Tone, link_by, note, note_body};
use crate::dom::{El, el};
use crate::route::Route;

use super::follow_up::{advice, report};

/// What is reported of each action, in their order: worked out once for a drawing.
pub(super) struct Reports(Vec<Option<Report>>);

impl Reports {
    pub(super) fn of(app: &App, posture: &Posture) -> Self {
        let actions = posture.actions.iter();
        Self(actions.map(|action| report(app, action)).collect())
    }
}

/// The actions that a report is about; all of them where there is none, or where nobody knows yet
/// which ticket is whose.
pub(super) fn reported(
    app: &App,
    posture: &Posture,
    found: &Reports,
    filter: &ActionFilter,
) -> Vec<Rc<ImprovementAction>> {
    let is_known = app.action_tickets().state().value().is_some();
    let Some(wanted) = filter.report.filter(|_| is_known) else {
        return posture.actions.clone();
    };
    let mut its = Vec::new();
    for (action, report) in posture.actions.iter().zip(&found.0) {
        if *report == Some(wanted) {
            its.push(action.clone());
        }
    }
    its
}

/// The links; nothing where there is nothing to follow up. The one that is shown says what to do.
pub(super) fn reports(app: &Rc<App>, found: &Reports, filter: &ActionFilter) -> Option<El> {
    let messages = app.messages();
    let count_of = |known: Option<Report>| found.0.iter().filter(|one| **one == known).count();
    let mut links = el("ul.reports");
    for known in Report::ALL {
        let count = count_of(Some(known));
        if count == 0 {
            continue;
        }
        let key = match known {
            Report::NotGained => "score.report.notGained",
            Report::StillOpen => "score.report.stillOpen",
        };
        let mut shown = filter.widened();
        shown.report = Some(known);
        let link = link_by(app, Route::SecureScore, &shown.write())
            .attr_if(filter.report == Some(known), "aria-current", "true")
            .child(messages.count(key, count as u64));
        links = links.child(el("li").key(known.key()).child(link));
    }
    let body = note_body()
        .child(
            el("strong")
                .attr("id", "score-reports")
                .says(&messages, "score.reports"),
        )
        .child(links)
        .child(
            filter
                .report
                .map(|shown| el("p").says(&messages, advice(shown))),
        );
    let section = el("section").attr("aria-labelledby", "score-reports");
    let is_something = count_of(None) < found.0.len();
    is_something.then(|| section.child(note(Tone::Warn, body)))
}
