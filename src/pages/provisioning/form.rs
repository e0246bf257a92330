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

use super::at_once;
use super::checklist::checklist;
use super::checks::summary;
use super::fields::{Typed, draw, read};
use super::held::Held;
use super::looked::{Checks, Looked, Settings, look};
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
        let looked = cx.state(Looked::default);
        let ready = typed.look().ready();
        let settings = ready.map(|ready| Settings::of(&self.app, &ready));
        let checked = looked.look().of(settings.as_ref());
        let held = Held::new(cx, &self.app, &checked, settings.as_ref());
        let leave = {
            let (app, typed, inputs) = (self.app.clone(), typed.clone(), inputs.clone());
            Callback::from(move |()| {
                if let Some(ready) = read(&typed, &inputs) {
                    ready.remember();
                    app.connection().authorize(
                        ready.instance,
                        ready.client_id,
                        &Route::Home.path(),
                    );
                }
            })
        };
        let submit = {
            let (typed, inputs) = (typed.clone(), inputs.clone());
            let (leave, hold) = (leave.clone(), held.hold());
            Callback::from(move |event: Event| {
                event.prevent_default();
                match &hold {
                    Some(hold) if read(&typed, &inputs).is_some() => hold.emit(()),
                    _ => leave.emit(()),
                }
            })
        };
        let check = {
            let (app, typed, inputs) = (self.app.clone(), typed.clone(), inputs.clone());
            let looked = looked.clone();
            Callback::from(move |()| {
                if let Some(ready) = read(&typed, &inputs) {
                    ready.remember();
                    look(&app, Settings::of(&app, &ready), &looked);
                }
            })
        };
        // Who comes back from another tab has been in ServiceNow, to do what was missing.
        let again = {
            let (app, typed, looked) = (self.app.clone(), typed.clone(), looked.clone());
            Rc::new(move || {
                let ready = typed.look().ready();
                let settings = ready.map(|ready| Settings::of(&app, &ready));
                if let Some(settings) = settings
                    && looked.get().may_look_again(&settings)
                {
                    look(&app, settings, &looked);
                }
            })
        };
        cx.keep(|| page::listen_to_return(again));
        // Who came here from a warning wants it, and so does whoever was here before.
        let (app, first, first_look) = (self.app.clone(), settings.clone(), looked.clone());
        cx.on_change(0, move || {
            let asked = at_once::take();
            if let Some(settings) = first.filter(|first| asked || first.were_checked()) {
                look(&app, settings, &first_look);
            }
        });
        // What was found before the sign-in, which a window of its own leaves on the page.
        let signed_in = self.app.connection().status == Status::SignedIn;
        let (app, now, look_again) = (self.app.clone(), settings.clone(), looked.clone());
        cx.on_change(signed_in.into(), move || {
            if let Some(settings) = now.filter(|_| signed_in)
                && look_again.get().may_look_again(&settings)
            {
                look(&app, settings, &look_again);
            }
        });
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
            .child(draw(&self.app, &typed, &inputs))
            .child(way::way(&self.app));
        let former = looked.look().is_former(settings.as_ref());
        let user = typed.look().user.trim().to_owned();
        // What to begin with, until there is a connection; then it is in nobody's way.
        let begins = self.app.connection().status == Status::NotConnected;
        let (first, later) = match begins {
            true => (Some(part(one_step)), None),
            false => (None, Some(part(one_step))),
        };
        let steps = el("section.card")
            .attr("aria-labelledby", "checklist-heading")
            .child(head(&messages, &checked, former, check.clone()))
            .child(later)
            .child(checklist(&self.app, &checked, &typed.look()))
            .child(actions(&messages, &self.app, &user))
            .child(held.draw(&messages, check, leave));
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

fn head(messages: &Messages, checks: &Checks, former: bool, check: Callback<()>) -> El {
    let heading = el("h2").attr("id", "checklist-heading");
    let key = match former || checks.value().is_some() {
        true => "check.again",
        false => "check.button",
    };
    let check = button("button.btn", check)
        .attr_if(checks.is_loading(), "aria-disabled", "true")
        .says(messages, key);
    let title = el("div.stack")
        .child(heading.says(messages, "setup.checklist"))
        .child(el("p.muted").says(messages, "setup.checklist.what"))
        .child(summary(messages, checks, former));
    el("div.head").child(title).child(check)
}

fn actions(messages: &Messages, app: &App, user: &str) -> El {
    let busy = app.connection().status == Status::SigningIn;
    // Never disabled: who stopped the browser on its way presses again.
    let button = el("button.btn primary").says(messages, "setup.authorize.button");
    let going_on = busy.then(|| {
        let status = el("span.muted").attr("role", "status");
        status.says(messages, way::on_the_way(app))
    });
    let who = match user {
        "" => messages.text("setup.authorize.asAny"),
        user => messages.format("setup.authorize.as", &[("user", user)]),
    };
    el("div.stack")
        .child(el("p.muted").child(who))
        .child(el("div.row").child(button).child(going_on))
}
