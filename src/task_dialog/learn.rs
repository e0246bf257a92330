//! What the dialog asks the instance before anything is sent.

use std::rc::Rc;

use snowline_core::Result;
use snowline_core::task::Reference;
use snowline_core::task::kept::Slot;
use snowline_core::tickets::{CorrelationId, Remote, Ticket};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::App;
use crate::connection::PageServiceNow;
use crate::part::{Cx, State};

use super::form::{Form, FormAction};

/// Asks for the instance's own forms and for the ticket that the task has already, as soon as
/// somebody is signed in.
pub(super) fn learn(cx: &mut Cx<'_>, app: &Rc<App>, form: &State<Rc<Form>>) {
    let servicenow = app.connection().servicenow.clone();
    let cause = servicenow
        .as_ref()
        .map_or(0, |one| Rc::as_ptr(one) as usize);
    let (app, form) = (app.clone(), form.clone());
    cx.on_change(cause as u64, move || {
        let Some(servicenow) = servicenow else {
            return;
        };
        let draft = form.get();
        // A person's own task is nobody else's: it has a ticket only if it was sent from here.
        if matches!(draft.slot, Slot::Task(_)) {
            look_up_ticket(&app, &servicenow, &form, &draft);
        }
        if form.look().draft.is_standard() {
            look_up_templates(&app, &form).emit(());
        }
        spawn_local(async move {
            // What it does not tell the form goes without; sending says what is wrong.
            if let Ok(forms) = servicenow.forms().await {
                let user = app.connection().user.clone();
                let user = user.and_then(|user| Reference::new(&user.sys_id, &user.name));
                form.dispatch(FormAction::Forms(Rc::new(forms), user));
            }
        });
    });
}

fn look_up_ticket(
    app: &App,
    servicenow: &Rc<PageServiceNow>,
    form: &State<Rc<Form>>,
    draft: &Form,
) {
    // The page may have looked it up before.
    let action = draft.draft.action_id.as_deref();
    let known = action.and_then(|action| app.action_tickets().of(action));
    form.dispatch(FormAction::Ticket(Remote::Loading(known.map(Some))));
    let (servicenow, form) = (servicenow.clone(), form.clone());
    let correlation = draft.draft.correlation.clone();
    spawn_local(async move {
        let found = ticket_of(&servicenow, correlation).await;
        form.dispatch(FormAction::Ticket(Remote::Idle.finish(found)));
    });
}

/// The task's ticket of either type: the open one, else the newest.
pub(super) async fn ticket_of(
    servicenow: &PageServiceNow,
    correlation: CorrelationId,
) -> Result<Option<Rc<Ticket>>> {
    let found = servicenow.tickets_for(&[correlation]).await?;
    Ok(found.into_iter().next().map(|(_, ticket)| Rc::new(ticket)))
}

/// Asks what standard changes can be made from.
pub(super) fn look_up_templates(app: &Rc<App>, form: &State<Rc<Form>>) -> Callback<()> {
    let (app, form) = (app.clone(), form.clone());
    Callback::from(move |()| {
        let known = form.look().known.templates.clone();
        let servicenow = app.connection().servicenow.clone();
        let Some(servicenow) = servicenow.filter(|_| known.value().is_none()) else {
            return;
        };
        form.dispatch(FormAction::Templates(Remote::Loading(None)));
        let form = form.clone();
        spawn_local(async move {
            let found = servicenow.templates().await.map(Rc::new);
            form.dispatch(FormAction::Templates(Remote::Idle.finish(found)));
        });
    })
}
