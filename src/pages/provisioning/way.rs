//! The way to be let in at the instance: what a person may choose, and what the host has chosen.

use std::rc::Rc;

use snowline_core::Kind;
use web_sys::Event;
use yew::{AttrValue, Callback};

use crate::app::App;
use crate::browser::navigation;
use crate::connection::{Choice, Way};
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::route::Route;

/// One of the answers to a question: its value, its name and what it means.
struct Answer {
    id: &'static str,
    name: &'static str,
    means: AttrValue,
    chosen: bool,
    choice: Choice,
}

/// Both questions: which way requests go, and where the sign-in page is shown.
pub(super) fn way(app: &Rc<App>) -> El {
    let messages = app.messages();
    let connection = app.connection();
    let now = connection.choice();
    let proxy = navigation::origin() + connection.proxy_path();
    let ways = [
        Answer {
            id: "way-direct",
            name: "way.direct",
            means: messages.text("way.direct.what"),
            chosen: !now.proxy,
            choice: Choice {
                proxy: false,
                ..now
            },
        },
        Answer {
            id: "way-proxy",
            name: "way.proxy",
            means: messages.format("way.proxy.what", &[("address", &proxy)]),
            chosen: now.proxy,
            choice: Choice { proxy: true, ..now },
        },
    ];
    let redirect = connection.redirect_uri_for(true);
    let places = [
        Answer {
            id: "sign-in-redirect",
            name: "way.redirect",
            means: messages.text("way.redirect.what"),
            chosen: !now.popup,
            choice: Choice {
                popup: false,
                ..now
            },
        },
        Answer {
            id: "sign-in-popup",
            name: "way.popup",
            means: messages.format("way.popup.what", &[("redirect", &redirect)]),
            chosen: now.popup,
            choice: Choice { popup: true, ..now },
        },
    ];
    el("div.two")
        .child(question(app, "way.title", ways, connection.way.is_some()))
        .child(question(
            app,
            "way.signIn",
            places,
            connection.sign_in.is_some(),
        ))
}

/// A question with its answers; with the one answer alone that the host has given.
fn question(app: &Rc<App>, title: &str, answers: [Answer; 2], fixed: bool) -> El {
    let messages = app.messages();
    let legend = el("legend").says(&messages, title);
    let mut list = el("fieldset.choices").child(legend);
    for answer in answers {
        if !fixed {
            list = list.child(radio(app, &messages, title, answer));
        } else if answer.chosen {
            list = list
                .child(el("p").says(&messages, answer.name))
                .child(el("p.muted small").child(answer.means))
                .child(el("p.muted small").says(&messages, "way.fixed"));
        }
    }
    list
}

fn radio(app: &Rc<App>, messages: &Messages, group: &str, answer: Answer) -> El {
    let Answer { id, choice, .. } = answer;
    let means = AttrValue::from([id, "-hint"].concat());
    let app = app.clone();
    let choose = Callback::from(move |_: Event| {
        choice.remember();
        app.redraw();
    });
    let input = el("input")
        .attr("type", "radio")
        .attr("id", id)
        .set("name", group.to_owned().into())
        .set("aria-describedby", means.clone())
        .attr_if(answer.chosen, "checked", "checked")
        .on("change", choose);
    let text = el("div")
        .child(el("label").attr("for", id).says(messages, answer.name))
        .child(el("p.muted small").set("id", means).child(answer.means));
    el("div.choice").key(id).child(input).child(text)
}

/// In the place of everything to set up, where the page supplies tokens.
pub(super) fn supplied(app: &App) -> El {
    let messages = app.messages();
    let connection = app.connection();
    let what = match connection.way {
        Some(Way::Session) => "way.session.what",
        _ => "way.token.what",
    };
    let host = connection.saved.as_ref().map(|saved| &saved.instance_url);
    let host = host.map(String::as_str).unwrap_or_default();
    el("section.card")
        .child(el("h2").says(&messages, "way.title"))
        .child(el("p").child(messages.format(what, &[("instance", host)])))
        .child(el("p.muted").says(&messages, "way.fixed"))
}

/// What one can do when a window did not do: sign in here.
pub(super) fn instead(app: &Rc<App>) -> Option<El> {
    let connection = app.connection();
    let error = connection.error.as_ref()?;
    if !matches!(
        error.kind(),
        Kind::SignInWindowBlocked | Kind::SignInWindowGone
    ) {
        return None;
    }
    let messages = app.messages();
    let app = app.clone();
    let here = Callback::from(move |()| {
        // What cannot be read cannot have been tried.
        app.connection().sign_in_here(&Route::Home.path()).ok();
    });
    Some(button("button.btn", here).says(&messages, "way.here"))
}

/// What is said while a sign-in is under way.
pub(super) fn on_the_way(app: &App) -> &'static str {
    match app.connection().waits_for_window() {
        true => "status.signingIn",
        false => "setup.signingIn",
    }
}
