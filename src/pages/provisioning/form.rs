//! Which instance, as which client, for which user; the checklist; and the button that leaves for
//! the instance.

use std::rc::Rc;

use web_sys::Event;
use yew::{Callback, Html};

use crate::app::App;
use crate::browser::page;
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part, part};
use crate::route::Route;

use super::checklist::checklist;
use super::checks::{Checks, look, looks_again, summary};
use super::fields::{Typed, draw, read};
use super::one_step::OneStep;
use super::way;

/// The fields, the checklist, and the way to the instance.
pub(super) struct ConnectionForm {
    pub(super) app: Rc<App>,
}

impl Part for ConnectionForm {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let typed = cx.state(|| Typed::first(&self.app));
        let inputs = [cx.node(), cx.node()];
        let checks = cx.state(Checks::default);
        let submit = {
            let (app, typed, inputs) = (self.app.clone(), typed.clone(), inputs.clone());
            Callback::from(move |event: Event| {
                event.prevent_default();
                if let Some(ready) = read(&typed, &inputs) {
                    ready.remember();
                    app.connection()
                        .authorize(ready.instance, ready.client_id, &Route::Home);
                }
            })
        };
        let check = {
            let (app, typed, inputs) = (self.app.clone(), typed.clone(), inputs.clone());
            let checks = checks.clone();
            Callback::from(move |()| {
                if !checks.look().is_loading()
                    && let Some(ready) = read(&typed, &inputs)
                {
                    ready.remember();
                    look(&app, ready, &checks);
                }
            })
        };
        // Who comes back from another tab has been in ServiceNow, to do what was missing.
        let again = {
            let (checks, check) = (checks.clone(), check.clone());
            Rc::new(move || {
                if looks_again(&checks.look()) {
                    check.emit(());
                }
            })
        };
        cx.keep(|| page::listen_to_return(again));
        // What was found before the sign-in, which a window of its own leaves on the page.
        let signed_in = self.app.connection().status == Status::SignedIn;
        {
            let (checks, check) = (checks.clone(), check.clone());
            cx.on_change(signed_in.into(), move || {
                if signed_in && looks_again(&checks.look()) {
                    check.emit(());
                }
            });
        }
        let one_step = OneStep {
            app: self.app.clone(),
            typed: typed.clone(),
        };
        let fields = el("section.card")
            .attr("aria-labelledby", "instance-heading")
            .child(
                el("h2")
                    .attr("id", "instance-heading")
                    .says(&messages, "setup.instance"),
            )
            .child(draw(&messages, &typed, &inputs))
            .child(way::way(&self.app));
        let checked = checks.look();
        // What to begin with, until there is a connection; then it is in nobody's way.
        let begins = self.app.connection().status == Status::NotConnected;
        let (first, later) = match begins {
            true => (Some(part(one_step)), None),
            false => (None, Some(part(one_step))),
        };
        let steps = el("section.card")
            .attr("aria-labelledby", "checklist-heading")
            .child(head(&messages, &checked, check))
            .child(later)
            .child(checklist(&self.app, &checked, &typed.look()))
            .child(actions(&messages, &self.app));
        // The page's messages say what is wrong, not the browser's own.
        el("form.page-part")
            .attr("novalidate", "novalidate")
            .on("submit", submit)
            .child(fields)
            .child(first)
            .child(steps)
            .html()
    }
}

fn head(messages: &Messages, checks: &Checks, check: Callback<()>) -> El {
    let heading = el("h2").attr("id", "checklist-heading");
    let key = match checks.value() {
        None => "check.button",
        Some(_) => "check.again",
    };
    let check = button("button.btn", check)
        .attr_if(checks.is_loading(), "aria-disabled", "true")
        .says(messages, key);
    let title = el("div.stack")
        .child(heading.says(messages, "setup.checklist"))
        .child(el("p.muted").says(messages, "setup.checklist.what"))
        .child(summary(messages, checks));
    el("div.head").child(title).child(check)
}

fn actions(messages: &Messages, app: &App) -> El {
    let busy = app.connection().status == Status::SigningIn;
    // Never disabled: who stopped the browser on its way presses again.
    let button = el("button.btn primary").says(messages, "setup.authorize.button");
    let going_on = busy.then(|| {
        let status = el("span.muted").attr("role", "status");
        status.says(messages, way::on_the_way(app))
    });
    el("div.row").child(button).child(going_on)
}
