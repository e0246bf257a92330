//! What to know of the signed-in user: what the instance hides, and that it is not the expected one.

use std::rc::Rc;

use yew::Callback;

use crate::app::App;
use crate::dom::{El, button, el};

use super::{Tone, note, note_body};

/// Says that there are tickets which the signed-in user may not read. To the integration user, that
/// roles are missing; to anybody else, or where nobody knows who that is, to sign in as another:
/// with the way to do so, unless it is `offered` already.
#[must_use]
pub fn hidden_note(app: &Rc<App>, offered: bool) -> El {
    let connection = app.connection();
    let expected = connection.expected_user();
    let user = connection.user.as_ref();
    let is_it = !expected.is_empty() && user.is_some_and(|user| !user.is_another_than(&expected));
    match is_it {
        true => user_note(app, &expected, None, "tickets.hidden.roles", false, true),
        false => user_note(app, &expected, None, "tickets.hidden", !offered, false),
    }
}

/// Says that somebody else is signed in than the setup names, why it matters, and the ways out.
/// Nothing is asked of the instance for it.
#[must_use]
pub fn another_user(app: &Rc<App>) -> Option<El> {
    let connection = app.connection();
    let user = connection.user.as_ref()?;
    let expected = connection.expected_user();
    let another = user.is_another_than(&expected);
    let why = "home.another.why";
    another.then(|| user_note(app, &expected, Some("home.another"), why, true, true))
}

/// A note about the signed-in user, with the ways to become another and to check the setup.
fn user_note(
    app: &Rc<App>,
    expected: &str,
    title: Option<&str>,
    text: &str,
    sign_in: bool,
    check: bool,
) -> El {
    let messages = app.messages();
    let connection = app.connection();
    let somebody = messages.text("tickets.hidden.somebody");
    let user = connection.user.as_ref();
    let user = user.map_or(somebody.as_str(), |user| &user.user_name);
    let names = [("user", user), ("expected", expected)];
    let act = |on: bool, key, act: fn(&Rc<App>)| {
        let app = app.clone();
        on.then(|| button("button.btn", Callback::from(move |()| act(&app))).says(&messages, key))
    };
    let title = title.map(|title| el("strong").child(messages.format(title, &names)));
    let body = note_body()
        .child(title)
        .child(el("p").child(messages.format(text, &names)))
        .child(
            el("div.row")
                .child(act(sign_in, "status.signInAgain", App::sign_in_again))
                .child(act(check, "check.button", App::check_setup)),
        );
    note(Tone::Warn, body).attr("role", "status")
}
