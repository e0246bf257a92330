//! The doors to what comes later. The first part of the module calls nothing else of it.
//!
//! They must stay functions: what the compiler puts into its caller is no door any more.

use std::rc::Rc;

use yew::Html;

use crate::app::App;
use crate::bulk::forget_removed;
use crate::connection::{Hub, supplied};
use crate::dom::el;
use crate::pages;
use crate::part::{keyed, part};
use crate::route::Route;
use crate::task_dialog::{Seed, TaskDialog, open_task, take_up_task};

use super::waiting::waiting;
use super::{Here, Wanted, score, tickets};

/// What happens once, as soon as it is here.
#[inline(never)]
pub fn begin(_: Here, app: &Rc<App>) {
    forget_removed();
    supplied::take(&Hub::of_page(), &app.options);
    score::load_posture(app);
    take_up_task(app);
}

/// Asks who is signed in.
#[inline(never)]
pub fn learn_user(_: Here) {
    Hub::of_page().learn_user();
}

/// The connection is another one.
#[inline(never)]
pub fn follow(_: Here, app: &Rc<App>) {
    forget_removed();
    tickets::look_up_tickets(app);
}

/// Does what a person wants.
#[inline(never)]
pub(crate) fn give(_: Here, app: &Rc<App>, wanted: Wanted) {
    match wanted {
        Wanted::Ticket(ticket_type) => open_task(app, &Seed::Own(ticket_type)),
        Wanted::Check => {
            pages::check_at_once();
            app.go(Route::Provisioning);
        }
        Wanted::SignIn => {
            let connection = app.connection();
            if connection.saved.is_none() || connection.sign_in_again(&app.path()).is_err() {
                app.go(Route::Provisioning);
            }
        }
    }
}

/// What stands over the pages: the dialog, while a task is being written; what is said while a
/// sign-in's window is waited for, which the dialog says itself.
#[inline(never)]
pub fn dialog(_: Here, app: &Rc<App>) -> Html {
    let Some(opening) = app.task() else {
        let bar = waiting(app).map(|said| el("div.waiting").child(said).html());
        return bar.unwrap_or_default();
    };
    let app = app.clone();
    el("div").child(part(TaskDialog { app, opening })).html()
}

/// What is special of a page, for its title.
#[inline(never)]
pub fn title(_: Here, app: &App, route: &Route) -> Option<String> {
    let id = match route {
        Route::Action(id) => id,
        Route::Share => return Some(app.messages().text("share.bulk").to_string()),
        _ => return None,
    };
    let state = app.posture();
    let action = state.posture.value()?.find(id)?;
    Some(action.title.clone())
}

/// The page of a route.
#[inline(never)]
pub fn page(_: Here, app: &Rc<App>, route: &Route) -> Html {
    let path = route.path();
    let app = app.clone();
    match route {
        Route::SecureScore => keyed(&path, pages::SecureScore { app }),
        Route::Share => keyed(&path, pages::Share { app }),
        Route::Action(id) => {
            let id = id.clone();
            keyed(&path, pages::Action { app, id })
        }
        Route::Tickets(ticket_type) => {
            let ticket_type = *ticket_type;
            keyed(&path, pages::Tickets { app, ticket_type })
        }
        Route::Ticket(ticket_type, id) => {
            let (ticket_type, sys_id) = (*ticket_type, id.as_str().into());
            let ticket = pages::Ticket {
                app,
                ticket_type,
                sys_id,
            };
            keyed(&path, ticket)
        }
        Route::Provisioning => keyed(&path, pages::Provisioning { app }),
        Route::Data => keyed(&path, pages::DataExchange { app }),
        Route::Configuration => keyed(&path, pages::Configuration { app }),
        // These are here from the beginning.
        Route::Home | Route::NotFound => Html::default(),
    }
}
