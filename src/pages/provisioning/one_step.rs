//! Everything in one step: a file or a script that an administrator runs in ServiceNow.

use std::rc::Rc;

use snowline_core::oauth::ClientId;
use snowline_core::ports::Clock;
use snowline_core::servicenow::needs;
use snowline_core::servicenow::provisioning::{BODY, Provisioning, pages};
use snowline_core::{Error, Kind, Result};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html};

use crate::app::App;
use crate::browser::{Browser, clipboard, download, file, navigation};
use crate::components::{Tone, brief, error_note, external_link, tag};
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::mount::url_of;
use crate::part::{Cx, Part, State};

use super::fields::Typed;

/// The name of the file.
const FILE: &str = "snowline-provisioning.xml";

/// What it makes, the file, the script, and how either is run: what to begin with where nothing is
/// connected yet, and out of the way afterwards.
pub(super) struct OneStep {
    pub(super) app: Rc<App>,
    pub(super) typed: State<Typed>,
}

impl Part for OneStep {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let title = || messages.text("setup.oneStep");
        let body = self.body(cx, &messages);
        if self.app.connection().status != Status::NotConnected {
            let stack = body.into_iter().fold(el("div.stack"), El::child);
            return el("details.one-step")
                .child(el("summary").child(title()))
                .child(stack)
                .html();
        }
        let recommended = messages.text("setup.oneStep.recommended");
        let head = el("div.head")
            .child(el("h2").attr("id", "one-step-heading").child(title()))
            .child(tag(recommended, Some(Tone::Info)));
        let card = el("section.card")
            .attr("aria-labelledby", "one-step-heading")
            .child(head);
        body.into_iter().fold(card, El::child).html()
    }
}

impl OneStep {
    /// What it is, what it makes, and how it is run.
    fn body(&self, cx: &mut Cx<'_>, messages: &Messages) -> [El; 3] {
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
        let is_shown = !script.look().is_empty();
        let shown = script.clone();
        let toggle = match is_shown {
            true => Callback::from(move |()| shown.set(String::new())),
            false => self.with_plan(&failure, move |plan, body| shown.set(plan.script(body))),
        };
        let toggle = button("button.btn quiet", toggle)
            .attr("aria-expanded", if is_shown { "true" } else { "false" })
            .says(
                messages,
                match is_shown {
                    true => "setup.oneStep.hide",
                    false => "setup.oneStep.show",
                },
            );
        // Afterwards it shares its card with the button that authorizes.
        let first = match self.app.connection().status {
            Status::NotConnected => "button.btn primary",
            _ => "button.btn",
        };
        let buttons = el("div.row")
            .child(button(first, download).says(messages, "setup.oneStep.download"))
            .child(button("button.btn", copy).says(messages, "setup.oneStep.copy"))
            .child(toggle)
            .child(el("span.muted").attr("role", "status").child(said));
        let text = is_shown.then(|| {
            let label = messages.text("setup.oneStep.script");
            el("pre.script")
                .attr("tabindex", "0")
                .attr("role", "region")
                .set("aria-label", label)
                .child(script.get().as_str())
        });
        let error = failure.get();
        let error = error.map(|error| error_note(messages, &error, None, Vec::new()));
        let contents = el("details")
            .child(el("summary").says(messages, "setup.oneStep.makes"))
            .child(self.contents(messages));
        let take = el("div.stack")
            .child(el("p").says(messages, "setup.oneStep.take"))
            .child(buttons)
            .child(error)
            .child(text);
        [
            el("p.muted").says(messages, "setup.oneStep.what"),
            contents,
            self.steps(messages, take),
        ]
    }

    /// From taking the script along to authorizing, each with the page of the instance where it is
    /// done.
    fn steps(&self, messages: &Messages, take: El) -> El {
        let instance = self.typed.look().url();
        let open = |path: &str, place: &str| {
            let url = instance.as_ref()?.join(path);
            let text = messages.format("setup.oneStep.open", &[("place", place)]);
            Some(el("p").child(external_link(messages, url.into(), text)))
        };
        let run = el("div.stack")
            .child(el("p").says(messages, "setup.oneStep.run"))
            .child(el("p.muted").says(messages, "setup.oneStep.runFile"))
            .child(open(pages::FIX_SCRIPTS, "Fix Scripts"))
            .child(el("p.muted").says(messages, "setup.oneStep.runScript"))
            .child(open(pages::BACKGROUND, "Scripts - Background"));
        let users = pages::user(&user_name(&self.typed));
        let password = el("div.stack")
            .child(el("p").says(messages, "setup.oneStep.password"))
            .child(open(&users, "Users"));
        let line = |content: El| el("li").child(content);
        el("ol.steps")
            .child(line(take))
            .child(line(run))
            .child(line(el("p").says(messages, "setup.oneStep.read")))
            .child(line(password))
            .child(line(el("p").says(messages, "setup.oneStep.check")))
    }

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
                        next.fill(&plan.client_id, &plan.user_name);
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
