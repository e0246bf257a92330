//! What the instance hides from whoever is signed in.

use std::rc::Rc;

use yew::Callback;

use crate::app::App;
use crate::dom::{El, button, el};

use super::{Tone, note, note_body};

/// Says that there are tickets which the signed-in user may not read, and offers to sign in as
/// another.
#[must_use]
pub fn hidden_note(app: &Rc<App>) -> El {
    let messages = app.messages();
    let connection = app.connection();
    let somebody = messages.text("tickets.hidden.somebody");
    let user = connection.user.as_ref().map(|user| &user.user_name);
    let user = user.map_or(somebody.as_str(), String::as_str);
    let what = messages.format("tickets.hidden", &[("user", user)]);
    let app = app.clone();
    let sign_in = Callback::from(move |()| app.sign_in_again());
    let button = button("button.btn", sign_in).says(&messages, "status.signInAgain");
    let body = note_body()
        .child(el("p").child(what))
        .child(el("div.row").child(button));
    note(Tone::Warn, body).attr("role", "status")
}
