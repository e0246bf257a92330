//! How far the run has come, and what can be done with it.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::bulk::{Counts, Phase, Row, Run};
use snowline_core::ports::Clock;
use snowline_core::task::TicketType;
use web_sys::HtmlElement;
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::browser::Browser;
use crate::components::{error_note, focused_beside, link};
use crate::dom::{El, button, el, list};
use crate::i18n::Messages;
use crate::part::Cx;
use crate::route::Route;

use super::fields::sign_in;
use super::file::save;
use super::steps::Steps;

const BUTTON: &str = "button.btn";
const PRIMARY: &str = "button.btn primary";

/// How far the run has come; nothing before it has begun.
pub(super) fn progress(cx: &mut Cx<'_>, steps: &Steps) -> Html {
    let messages = steps.app.messages();
    let run = steps.sharing.run();
    let counts = run.counts();
    let heading = take_focus(cx, &run);
    let begun = run.is_begun().then(|| {
        el("section.card share-progress")
            .attr("aria-labelledby", "share-progress")
            .child(
                el("h2")
                    .attr("id", "share-progress")
                    .attr("tabindex", "-1")
                    .node(&heading)
                    .says(&messages, "share.bulk.progress"),
            )
            .child(bar(&messages, counts))
            .child(el("p.num").child(results(&messages, counts)))
            .child(now(&messages, &run))
            .child(buttons(steps, &run, counts))
    });
    let error = match run.phase() {
        Phase::Stopped(Some(error)) => {
            let go_on = sign_in(steps).unwrap_or_else(|| {
                button(PRIMARY, steps.go_on(true)).says(&messages, "share.bulk.goOn")
            });
            let kept = el("span").says(&messages, "share.bulk.kept");
            Some(error_note(&messages, error, None, vec![kept, go_on]))
        }
        _ => None,
    };
    // The place is there before it says something, and it does not say every row.
    let said = el("p.visually-hidden").attr("role", "status");
    let said = said.child(run.is_begun().then(|| said_of(&messages, &run, counts)));
    list(vec![
        said.html(),
        error.map(El::html).unwrap_or_default(),
        begun.map(El::html).unwrap_or_default(),
    ])
}

/// With every stage of the run its buttons are others. Where the one that had the focus goes, the
/// heading takes it.
fn take_focus(cx: &mut Cx<'_>, run: &Run) -> NodeRef {
    let heading = cx.node();
    let begun = run.is_begun();
    let was_begun = cx.keep(|| Cell::new(begun));
    let begins = begun && !was_begun.replace(begun);
    let stage = match run.phase() {
        Phase::Planned => 0,
        Phase::Running => 1,
        Phase::Stopped(_) if run.is_busy() => 2,
        Phase::Stopped(None) => 3,
        Phase::Stopped(Some(_)) => 4,
        Phase::Ended => 5,
    };
    let focused = heading.get().and_then(|heading| focused_beside(&heading));
    let taking = heading.clone();
    cx.on_change(stage, move || {
        let is_lost = focused.is_some_and(|focused| !focused.is_connected());
        if (begins || is_lost)
            && let Some(heading) = taking.cast::<HtmlElement>()
        {
            heading.focus().ok();
        }
    });
    heading
}

fn bar(messages: &Messages, counts: Counts) -> El {
    let bar = el("progress")
        .attr("aria-labelledby", "share-progress")
        .set("max", counts.total.to_string().into())
        .set("value", counts.settled().to_string().into());
    let words = of_all(messages, counts.settled(), counts.total);
    el("div.row").child(bar).child(el("span.num").child(words))
}

/// `180 of 200 done`
fn of_all(messages: &Messages, done: usize, total: usize) -> AttrValue {
    let (done, total) = (messages.number(done as f64), messages.number(total as f64));
    messages.format("share.bulk.done", &[("done", &done), ("total", &total)])
}

/// `180 new tickets · 12 had one · 8 not sent`
fn results(messages: &Messages, counts: Counts) -> AttrValue {
    let mut text = String::new();
    for (key, count) in [
        ("share.bulk.made", counts.made),
        ("share.bulk.there", counts.there),
        ("share.bulk.failed", counts.failed),
        ("share.bulk.doubt", counts.in_doubt + counts.looked_for),
    ] {
        // How many were made is said in any case.
        if count > 0 || key == "share.bulk.made" {
            if !text.is_empty() {
                text.push_str(" \u{b7} ");
            }
            text.push_str(&messages.count(key, count as u64));
        }
    }
    text.into()
}

/// What it does at the moment, where that is not plain to see.
fn now(messages: &Messages, run: &Run) -> Option<El> {
    let waits = run.waits_ms(Browser::new().monotonic_ms());
    let words = match run.phase() {
        Phase::Stopped(_) if run.is_busy() => messages.text("share.bulk.stopping"),
        Phase::Running if waits > 0 => {
            let key = match run.is_asked_to_wait() {
                true => "share.bulk.waiting",
                false => "share.bulk.pausing",
            };
            messages.count(key, waits.div_ceil(1000))
        }
        Phase::Stopped(None) => messages.count("share.bulk.stopped", run.counts().left() as u64),
        _ => return None,
    };
    Some(el("p.muted").child(words))
}

/// What is heard of it: every quarter, and whenever it comes to a halt.
fn said_of(messages: &Messages, run: &Run, counts: Counts) -> AttrValue {
    let quarter = (counts.total / 4).max(1);
    match run.phase() {
        Phase::Running => {
            let done = counts.settled() / quarter * quarter;
            of_all(messages, done, counts.total)
        }
        Phase::Stopped(_) if run.is_busy() => messages.text("share.bulk.stopping"),
        _ => {
            let words = of_all(messages, counts.settled(), counts.total);
            let results = results(messages, counts);
            [words.as_str(), ". ", results.as_str()].concat().into()
        }
    }
}

fn buttons(steps: &Steps, run: &Run, counts: Counts) -> El {
    let messages = steps.app.messages();
    let busy = run.is_busy();
    let act_as = |kind: &'static str, key: &str, act: Callback<()>| {
        // Each is a button of its own: a click must not become the next one.
        button(kind, act).key(key).says(&messages, key)
    };
    let act = |key: &str, act: Callback<()>| act_as(BUTTON, key, act);
    let is_over = counts.without_ticket() == 0;
    let failed = counts.failed + counts.in_doubt;
    let stopped = matches!(run.phase(), Phase::Stopped(None)) && counts.left() > 0;
    // What leads to more tickets comes before being done with it.
    let main = match run.phase() {
        Phase::Running => Some(act("share.bulk.stop", steps.stop())),
        _ if stopped => {
            let button = act_as(PRIMARY, "share.bulk.goOn", steps.go_on(false));
            Some(button.attr_if(busy, "aria-disabled", "true"))
        }
        _ => None,
    };
    let again = (!busy && failed > 0 && *run.phase() != Phase::Running).then(|| {
        let key = match counts.in_doubt {
            0 => "share.bulk.again",
            _ => "share.bulk.again.doubt",
        };
        // Beside what stopped it stands another way to go on.
        let kind = match run.phase() {
            Phase::Ended => PRIMARY,
            _ => BUTTON,
        };
        act_as(kind, key, steps.go_on(true))
    });
    // Nothing goes on without a sign-in. What stopped it has its own button for that.
    let (main, again) = match sign_in(steps) {
        Some(_) if matches!(run.phase(), Phase::Stopped(Some(_))) => (main, None),
        Some(sign_in) if stopped || again.is_some() => (Some(sign_in), None),
        _ => (main, again),
    };
    let csv = (counts.settled() > 0).then(|| {
        let (app, sharing) = (steps.app.clone(), steps.sharing.clone());
        let save = Callback::from(move |()| save(&app, &sharing));
        act("share.bulk.csv", save)
    });
    let done = (!busy).then(|| {
        let kind = if is_over { PRIMARY } else { BUTTON };
        act_as(kind, "share.bulk.finish", steps.done())
    });
    el("div.row")
        .child(main)
        .child(again)
        .child(csv)
        .child((*run.phase() == Phase::Ended).then(|| lists(steps, run)))
        .child(done)
}

/// The way to the lists that the tickets are in.
fn lists(steps: &Steps, run: &Run) -> El {
    let messages = steps.app.messages();
    let mut links = el("span.row");
    for ticket_type in TicketType::ALL {
        let is_in = |row: &Rc<Row>| {
            row.made()
                .is_some_and(|made| made.ticket_type == ticket_type)
        };
        if run.rows().iter().any(is_in) {
            let key = ["tickets.", ticket_type.key(), ".title"].concat();
            let link = link(&steps.app, Route::Tickets(ticket_type)).key(ticket_type.key());
            links = links.child(link.says(&messages, &key));
        }
    }
    links
}
