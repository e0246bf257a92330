//! The open dialog: the form, tied to the connection, the browser's store and the tickets.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::{Callback, Html};

use crate::app::App;
use crate::components::Dialog;
use crate::connection::Status;
use crate::part::{Cx, Part, State, part};

use super::form::{Form, FormAction, Phase};
use super::learn::{learn, look_up_templates};
use super::seed::Opening;
use super::sent::sent_view;
use super::steps::{keep_draft, reopen, send, sign_in, start_over};
use super::view::{Access, HEADING, TaskView};

/// The open dialog.
pub(crate) struct TaskDialog {
    /// What all parts share.
    pub(crate) app: Rc<App>,
    /// How it begins.
    pub(crate) opening: Rc<Opening>,
}

impl Part for TaskDialog {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let form = cx.state(|| Rc::new(Form::new((*self.opening).clone())));
        learn_user(cx, app, &form);
        learn(cx, app, &form);
        let heading = cx.node();
        let now = form.get();
        let is_sent = matches!(now.phase, Phase::Sent(_));
        {
            // The button that had the focus is gone.
            let heading = heading.clone();
            cx.on_change(is_sent.into(), move || {
                if is_sent && let Some(heading) = heading.cast::<HtmlElement>() {
                    heading.focus().ok();
                }
            });
        }
        keep_draft(cx, app, &now);
        let on_close = {
            let (app, form) = (app.clone(), form.clone());
            Callback::from(move |()| {
                if !form.look().is_sending() {
                    app.show_task(None);
                }
            })
        };
        let body = if let Phase::Sent(sent) = &now.phase {
            sent_view(app, &now, sent, &heading, &on_close)
        } else {
            let connection = app.connection();
            part(TaskView {
                app: app.clone(),
                access: access(connection.status),
                sign_in_error: connection.error.clone(),
                on_send: send(app, &form),
                on_reopen: reopen(app, &form),
                on_standard: look_up_templates(app, &form),
                on_sign_in: sign_in(app, &form),
                on_start_over: start_over(app, &form),
                on_close: on_close.clone(),
                form,
            })
        };
        part(Dialog {
            labelled_by: HEADING,
            on_cancel: on_close,
            body,
        })
    }
}

/// Tells the form who the person is, as soon as that is known.
fn learn_user(cx: &mut Cx<'_>, app: &Rc<App>, form: &State<Rc<Form>>) {
    let (user, form) = (app.initiating_user(), form.clone());
    let is_news = user != form.look().draft.initiating_user;
    cx.on_change(is_news.into(), move || {
        if is_news {
            form.dispatch(FormAction::Initiator(user));
        }
    });
}

fn access(status: Status) -> Access {
    match status {
        Status::SignedIn => Access::Ready,
        Status::SigningIn => Access::SigningIn,
        Status::SignedOut => Access::SignedOut,
        Status::NotConnected => Access::NotConnected,
    }
}
