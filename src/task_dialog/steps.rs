//! What the dialog does with the form: keeps the draft, sends the task, leaves for the sign-in,
//! starts over.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::ports::{Clock, Ports};
use snowline_core::servicenow::{Outcome, Sent};
use snowline_core::task::ValidTask;
use snowline_core::task::kept::{KeptDraft, resume_later, take_resume};
use snowline_core::tickets::Ticket;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::App;
use crate::browser::Browser;
use crate::connection::Status;
use crate::later::tickets::{note_sent, note_ticket};
use crate::part::{Cx, State};

use super::form::{Form, FormAction, Keeping};
use super::seed::{Author, Opening, Seed, instance};

/// Opens the dialog if that was where the person left for the sign-in.
pub(crate) fn take_up_task(app: &App) {
    let browser = Browser::new();
    let left = take_resume(browser.session_store(), browser.now());
    if let Some(opening) = left.and_then(|slot| Opening::of_slot(app, slot)) {
        app.show_task(Some(opening));
    }
}

/// Opens the dialog with the draft that was kept for that seed, else with a new one.
pub(crate) fn open_task(app: &App, seed: &Seed) {
    let author = Author {
        messages: &app.messages(),
        app,
        user: &app.initiating_user(),
    };
    app.show_task(Opening::of(seed, &author));
}

/// Keeps the draft in the browser's store, true to every change.
pub(super) fn keep_draft(cx: &mut Cx<'_>, app: &App, form: &Rc<Form>) {
    let last = cx.keep(|| RefCell::new(None));
    let now = Some((form.draft.clone(), form.keeping()));
    if *last.borrow() == now {
        return;
    }
    last.replace(now);
    match form.keeping() {
        Keeping::AsItIs => {}
        Keeping::Keep { in_doubt } => keep(app, form, in_doubt),
        Keeping::Forget => KeptDraft::forget(Browser::new().local_store(), &form.slot),
    }
}

fn keep(app: &App, form: &Form, in_doubt: bool) {
    let browser = Browser::new();
    let kept = KeptDraft {
        draft: form.draft.clone(),
        at: browser.now(),
        in_doubt,
        instance: instance(app),
    };
    kept.keep(browser.local_store(), &form.slot);
}

/// Sends the task, and tells everybody who shows tickets when it has one.
pub(super) fn send(app: &Rc<App>, form: &State<Rc<Form>>) -> Callback<ValidTask> {
    let (app, form) = (app.clone(), form.clone());
    Callback::from(move |task: ValidTask| {
        let Some(servicenow) = app.connection().servicenow.clone() else {
            return;
        };
        form.dispatch(FormAction::Send);
        let (app, form) = (app.clone(), form.clone());
        spawn_local(async move {
            let draft = form.get();
            let answer = servicenow.send(&task, &draft.draft.correlation).await;
            if let Ok(sent) = &answer {
                note_sent(
                    &app,
                    &servicenow,
                    draft.draft.action_id.clone(),
                    &sent.ticket,
                );
            }
            form.dispatch(FormAction::Answer(answer.map(Rc::new)));
        });
    })
}

/// Takes a closed ticket up again instead of making another one.
pub(super) fn reopen(app: &Rc<App>, form: &State<Rc<Form>>) -> Callback<Rc<Ticket>> {
    let (app, form) = (app.clone(), form.clone());
    Callback::from(move |ticket: Rc<Ticket>| {
        let Some(servicenow) = app.connection().servicenow.clone() else {
            return;
        };
        form.dispatch(FormAction::Reopen);
        let (app, form) = (app.clone(), form.clone());
        spawn_local(async move {
            let draft = form.get();
            let note = app.messages().text("task.reopen.note");
            let note = [note.as_str(), "\n", draft.draft.footer().trim()].concat();
            let answer = servicenow.reopen(&ticket, &note).await.map(|ticket| {
                let known = Rc::new(ticket.clone());
                note_ticket(&app, draft.draft.action_id.clone(), known);
                Rc::new(Sent {
                    ticket,
                    outcome: Outcome::Reopened,
                    priority_differs: false,
                })
            });
            form.dispatch(FormAction::Answer(answer));
        });
    })
}

/// Leaves for the sign-in, or for the setup page where there is no connection yet. The dialog
/// opens again with the draft when the person is back.
pub(super) fn sign_in(app: &Rc<App>, form: &State<Rc<Form>>) -> Callback<()> {
    let (app, form) = (app.clone(), form.clone());
    Callback::from(move |()| {
        let form = form.get();
        let browser = Browser::new();
        keep(&app, &form, form.in_doubt);
        resume_later(browser.session_store(), &form.slot, browser.now());
        if app.connection().status == Status::NotConnected {
            app.show_task(None);
        }
        app.sign_in_again();
    })
}

/// Begins anew instead of with the restored draft. `None` where nothing was restored, or where
/// the draft may have become a ticket already.
pub(super) fn start_over(app: &Rc<App>, form: &State<Rc<Form>>) -> Option<Callback<()>> {
    let now = form.get();
    if now.restored.is_none() || now.in_doubt {
        return None;
    }
    let state = app.posture();
    let posture = state.posture.value().map(Rc::as_ref);
    let seed = Seed::of_kept(&now.slot, &now.draft, posture)?;
    let (app, form) = (app.clone(), form.clone());
    Some(Callback::from(move |()| {
        let author = Author {
            messages: &app.messages(),
            app: &app,
            user: &app.initiating_user(),
        };
        if let Some(draft) = author.draft(&seed) {
            KeptDraft::forget(Browser::new().local_store(), &form.look().slot);
            form.dispatch(FormAction::StartOver(Box::new(draft)));
        }
    }))
}
