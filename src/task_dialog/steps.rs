//! What the dialog does with the form: keeps the draft, sends the task, leaves for the sign-in,
//! starts over.

use std::rc::Rc;

use snowline_core::ports::{Clock, Ports};
use snowline_core::task::ValidTask;
use snowline_core::task::kept::{KeptDraft, resume_later};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::Browser;
use crate::connection::{Status, use_connection, use_sign_in_again};
use crate::hooks::{use_action_tickets, use_navigator, use_tickets_changed};
use crate::i18n::use_messages;
use crate::posture::use_posture;

use super::form::{Form, FormAction, Keeping};
use super::seed::{Author, Seed};

/// Keeps the draft in the browser's store, true to every change.
#[hook]
pub(super) fn use_keeping(form: &UseReducerHandle<Form>) {
    let form = form.clone();
    use_effect_with(
        (form.draft.clone(), form.keeping()),
        move |(_, keeping)| match *keeping {
            Keeping::AsItIs => {}
            Keeping::Keep { in_doubt } => keep(&form, in_doubt),
            Keeping::Forget => KeptDraft::forget(Browser::new().local_store(), &form.slot),
        },
    );
}

fn keep(form: &Form, in_doubt: bool) {
    let browser = Browser::new();
    let kept = KeptDraft {
        draft: form.draft.clone(),
        at: browser.now(),
        in_doubt,
    };
    kept.keep(browser.local_store(), &form.slot);
}

/// Sends the task, and tells everybody who shows tickets when it has one.
#[hook]
pub(super) fn use_send(form: &UseReducerHandle<Form>) -> Callback<ValidTask> {
    let servicenow = use_connection().servicenow;
    let tickets = use_action_tickets();
    let changed = use_tickets_changed();
    let form = form.clone();
    Callback::from(move |task: ValidTask| {
        let Some(servicenow) = servicenow.clone() else {
            return;
        };
        form.dispatch(FormAction::Send);
        let (form, tickets, changed) = (form.clone(), tickets.clone(), changed.clone());
        spawn_local(async move {
            let answer = servicenow.send(&task, &form.draft.correlation).await;
            if let Ok(sent) = &answer {
                if let Some(action) = form.draft.action_id.clone() {
                    tickets.note(action, Rc::new(sent.ticket.clone()));
                }
                changed.bump();
            }
            form.dispatch(FormAction::Answer(answer.map(Rc::new)));
        });
    })
}

/// Leaves for the sign-in, or for the setup page where there is no connection yet. The dialog
/// opens again with the draft when the person is back.
#[hook]
pub(super) fn use_sign_in(form: &UseReducerHandle<Form>, on_close: &Callback<()>) -> Callback<()> {
    let connected = use_connection().status != Status::NotConnected;
    let sign_in_again = use_sign_in_again();
    let form = form.clone();
    let on_close = on_close.clone();
    Callback::from(move |()| {
        let browser = Browser::new();
        keep(&form, form.in_doubt);
        resume_later(browser.session_store(), &form.slot, browser.now());
        if !connected {
            on_close.emit(());
        }
        sign_in_again.emit(());
    })
}

/// Begins anew instead of with the restored draft. `None` where nothing was restored, or where
/// the draft may have become a ticket already.
#[hook]
pub(super) fn use_start_over(
    form: &UseReducerHandle<Form>,
    user: &AttrValue,
) -> Option<Callback<()>> {
    let messages = use_messages();
    let navigator = use_navigator();
    let posture = use_posture();
    if form.restored.is_none() || form.in_doubt {
        return None;
    }
    let posture = posture.state().posture.value();
    let seed = Seed::of_kept(&form.slot, &form.draft, posture.map(Rc::as_ref))?;
    let form = form.clone();
    let user = user.clone();
    Some(Callback::from(move |()| {
        let author = Author {
            messages: &messages,
            navigator: &navigator,
            user: &user,
        };
        if let Some(draft) = author.draft(&seed) {
            KeptDraft::forget(Browser::new().local_store(), &form.slot);
            form.dispatch(FormAction::StartOver(draft));
        }
    }))
}
