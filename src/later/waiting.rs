//! What is said while a sign-in's window is waited for. Nobody but the person knows for sure whether
//! it is still open, so they can always go on without it.

use std::rc::Rc;

use yew::Callback;

use crate::app::App;
use crate::components::{Tone, note, note_body};
use crate::dom::{El, button, el};
use crate::route::Route;

/// That it is waited for, and the ways out; `None` where it is not.
pub(crate) fn waiting(app: &Rc<App>) -> Option<El> {
    if !app.connection().waits_for_window() {
        return None;
    }
    let messages = app.messages();
    let here = {
        let app = app.clone();
        Callback::from(move |()| {
            let back = match app.route() {
                Route::Provisioning => Route::Home.path().into_owned(),
                _ => app.path(),
            };
            // What cannot be read cannot have been tried.
            app.connection().sign_in_here(&back).ok();
        })
    };
    let cancel = {
        let app = app.clone();
        Callback::from(move |()| app.connection().cancel_sign_in())
    };
    let buttons = el("div.row")
        .child(button("button.btn", here).says(&messages, "way.hereInstead"))
        .child(button("button.btn quiet", cancel).says(&messages, "action.cancel"));
    let body = note_body()
        .child(
            el("div.stack")
                .attr("role", "status")
                .child(el("strong").says(&messages, "way.waiting"))
                .child(el("p").says(&messages, "way.waiting.what")),
        )
        .child(buttons);
    Some(note(Tone::Info, body))
}
