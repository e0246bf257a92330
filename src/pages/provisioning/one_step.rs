//! Everything in one step: a file or a script that an administrator runs in ServiceNow.

use std::rc::Rc;

use snowline_core::oauth::ClientId;
use snowline_core::ports::Clock;
use snowline_core::servicenow::needs;
use snowline_core::servicenow::provisioning::{BODY, Provisioning};
use snowline_core::{Error, Kind, Result};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html};

use crate::app::App;
use crate::browser::{Browser, clipboard, download, file, navigation};
use crate::components::{brief, error_note};
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::mount::url_of;
use crate::part::{Cx, Part, State};

use super::fields::Typed;

/// The name of the file.
const FILE: &str = "snowline-provisioning.xml";

/// What it makes, the file, the script, and how either is run.
pub(super) struct OneStep {
    pub(super) app: Rc<App>,
    pub(super) typed: State<Typed>,
}

impl Part for OneStep {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let (said, say) = brief(cx);
        let script = cx.state(String::new);
        let made = messages.text("setup.oneStep.downloaded");
        let failure = cx.state(|| None::<Error>);
        let download = self.with_plan(&failure, {
            let say = say.clone();
            move |plan, body| {
                let now = Browser::new().now();
                download::save(FILE, "application/xml", &plan.xml(body, now));
                say.emit(made.clone());
            }
        });
        let copied = messages.text("action.copied");
        let failed = messages.text("action.copyFailed");
        let copy = self.with_plan(&failure, move |plan, body| {
            let script = plan.script(body);
            let (say, copied, failed) = (say.clone(), copied.clone(), failed.clone());
            spawn_local(async move {
                let done = clipboard::copy(&script).await;
                say.emit(if done { copied } else { failed });
            });
        });
        let shown = script.clone();
        let show = self.with_plan(&failure, move |plan, body| shown.set(plan.script(body)));
        let buttons = el("div.row")
            .child(button("button.btn", download).says(&messages, "setup.oneStep.download"))
            .child(button("button.btn", copy).says(&messages, "setup.oneStep.copy"))
            .child(el("span.muted").attr("role", "status").child(said));
        let script = script.get();
        let text = (!script.is_empty()).then(|| {
            let label = messages.text("setup.oneStep.script");
            el("pre.script")
                .attr("tabindex", "0")
                .attr("role", "region")
                .set("aria-label", label)
                .child(script.as_str())
        });
        let error = failure.get();
        let error = error.map(|error| error_note(&messages, &error, None, Vec::new()));
        let show = button("button.btn quiet", show).says(&messages, "setup.oneStep.show");
        el("details.one-step")
            .child(el("summary").says(&messages, "setup.oneStep"))
            .child(
                el("div.stack")
                    .child(el("p.muted").says(&messages, "setup.oneStep.what"))
                    .child(self.contents(&messages))
                    .child(buttons)
                    .child(error)
                    .child(ways(&messages))
                    .child(el("div.row").child(show))
                    .child(text),
            )
            .html()
    }
}

impl OneStep {
    /// What is made, for those who must answer for it.
    fn contents(&self, messages: &Messages) -> El {
        let origin = navigation::origin();
        let redirect = self.app.connection().redirect_uri();
        let roles = needs::ROLES.join(", ");
        let apis: Vec<_> = needs::made_rules().map(|rule| rule.api).collect();
        let apis = apis.join(", ");
        let user = user_name(&self.typed);
        let line =
            |key: &str, arguments: &[(&str, &str)]| el("li").child(messages.format(key, arguments));
        el("ul.muted")
            .child(line(
                "setup.oneStep.property",
                &[("name", needs::TOKEN_PROPERTY), ("origin", &origin)],
            ))
            .child(line("setup.oneStep.entity", &[("redirect", &redirect)]))
            .child(line(
                "setup.oneStep.rules",
                &[("apis", &apis), ("origin", &origin)],
            ))
            .child(line(
                "setup.oneStep.user",
                &[("user", &user), ("roles", &roles)],
            ))
    }

    /// Does something with what is to be made, as it was typed. Fills in the client ID that the
    /// OAuth entity will have, and the user's name, unless they were typed.
    fn with_plan(
        &self,
        failure: &State<Option<Error>>,
        act: impl Fn(Provisioning, &str) + 'static,
    ) -> Callback<()> {
        let (app, typed, act) = (self.app.clone(), self.typed.clone(), Rc::new(act));
        let failure = failure.clone();
        Callback::from(move |()| {
            let (app, typed, act) = (app.clone(), typed.clone(), act.clone());
            let failure = failure.clone();
            spawn_local(async move {
                match plan(&app, &typed).await {
                    Ok((plan, body)) => {
                        let mut next = typed.get();
                        next.client_id.clone_from(&plan.client_id);
                        next.user.clone_from(&plan.user_name);
                        typed.set(next);
                        act(plan, &body);
                        failure.set(None);
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    }
}

/// What is to be made, and the part of the script that is the same for every portal.
async fn plan(app: &App, typed: &State<Typed>) -> Result<(Provisioning, String)> {
    let url = url_of(BODY, app.options.assets.as_deref());
    let body = file::get(&url).await;
    let body = body.map_err(|status| Kind::FileNotLoaded { url, status })?;
    let client_id = ClientId::parse(&typed.look().client_id).ok();
    let browser = Browser::new();
    let plan = Provisioning::new(
        &browser,
        navigation::origin(),
        app.connection().redirect_uri(),
        client_id.map(|id| id.as_str().to_owned()),
        user_name(typed),
    );
    let plan = plan.await.ok_or(Kind::NotSecureContext)?;
    Ok((plan, body))
}

fn user_name(typed: &State<Typed>) -> String {
    match typed.look().user.trim() {
        "" => needs::USER_NAME.to_owned(),
        name => name.to_owned(),
    }
}

/// How the file or the script is run.
fn ways(messages: &Messages) -> El {
    let line = |key: &str| el("li").says(messages, key);
    el("ol.muted")
        .child(line("setup.oneStep.run"))
        .child(line("setup.oneStep.read"))
        .child(line("setup.oneStep.password"))
        .child(line("setup.oneStep.check"))
}
