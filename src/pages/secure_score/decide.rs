//! Setting an action's status in Secure Score, where the host lets people do so. What is typed is
//! kept until Secure Score has it.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::graph::{COMMENT_LIMIT, Decided, state_of};
use snowline_core::ports::Ports;
use snowline_core::secure_score::{Decision, DecisionDraft, ImprovementAction, Status};
use snowline_core::task::length;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement};
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::app::App;
use crate::browser::Browser;
use crate::components::{Choice, Field, SelectField, Tone, error_note, note, note_body};
use crate::dom::{El, button, el, list};
use crate::later::{score, source};
use crate::part::{Cx, Part, State};
use crate::posture::Source;

use super::load::sign_in_button;
use super::words;

/// The form for it.
pub(super) struct Decide {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// The action.
    pub(super) action: Rc<ImprovementAction>,
    /// The tenant's ID.
    pub(super) tenant: AttrValue,
}

/// Whether there is anything to set: the score is Graph's, and so is the action.
pub(super) fn can_be_decided(app: &App, action: &ImprovementAction) -> bool {
    let is_hosts = app.posture().source == Some(Source::Host);
    is_hosts && action.decision.is_some() && source::writes(app)
}

/// What its callbacks know.
#[derive(Clone)]
struct Deciding {
    app: Rc<App>,
    action: Rc<ImprovementAction>,
    tenant: AttrValue,
    /// What was typed, if anything.
    typed: State<Option<DecisionDraft>>,
    busy: State<bool>,
    failed: State<Option<Error>>,
    /// It was set, and whether the comment was kept.
    done: State<Option<bool>>,
}

impl Part for Decide {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let store = Browser::new();
        let place = cx.node();
        let deciding = Deciding {
            app: self.app.clone(),
            action: self.action.clone(),
            tenant: self.tenant.clone(),
            typed: cx
                .state(|| DecisionDraft::find(store.local_store(), &self.tenant, &self.action.id)),
            busy: cx.state(|| false),
            failed: cx.state(|| None),
            done: cx.state(|| None),
        };
        if self.action.status == Status::Completed {
            let why = el("p.muted").says(&messages, "score.decide.completed");
            return list(vec![why.html(), deciding.said().html()]);
        }
        let submit = {
            let deciding = deciding.clone();
            Callback::from(move |event: Event| {
                event.prevent_default();
                deciding.send();
            })
        };
        let draft = deciding.draft();
        let is_idle = deciding.busy.get() || length(&draft.comment) > COMMENT_LIMIT;
        let key = match deciding.busy.get() {
            true => "score.decide.saving",
            false => "score.decide.save",
        };
        let save = el("button.btn")
            .attr("type", "submit")
            .attr_if(is_idle, "aria-disabled", "true")
            .says(&messages, key);
        el("form.form stack")
            .attr("novalidate", "novalidate")
            .node(&place)
            .on("submit", submit)
            .child(deciding.kept())
            .child(deciding.status(draft.status))
            .child(deciding.comment(&draft.comment))
            .child(deciding.failure())
            .child(el("div.row").child(save).child(deciding.drop_button(place)))
            .child(deciding.said())
            .html()
    }
}

impl Deciding {
    /// What is decided already, as far as the page knows.
    fn known(&self) -> Decision {
        self.action.decision.clone().unwrap_or_default()
    }

    /// That what is shown is not set yet, and what somebody else has set since it was begun.
    fn kept(&self) -> Option<El> {
        let messages = self.app.messages();
        let draft = self.typed.get()?;
        if draft.held == self.known() {
            let text = el("p.muted small").says(&messages, "score.decide.draft");
            return Some(el("div").attr("role", "status").child(text));
        }
        let status = words::status(&messages, self.action.status);
        let theirs = [
            ("score.status", status),
            ("score.decide.comment", self.known().comment.into()),
        ];
        let mut facts = el("dl.facts");
        for (label, value) in theirs {
            if !value.is_empty() {
                let value = el("dd").child(el("bdi").child(value));
                facts = facts.child(el("dt").says(&messages, label)).child(value);
            }
        }
        let body = note_body()
            .child(el("strong").says(&messages, "score.decide.moved"))
            .child(facts)
            .child(el("p").says(&messages, "score.decide.moved.do"));
        Some(note(Tone::Warn, body).attr("role", "alert"))
    }

    /// Gives up what was typed. The button goes with it, so the first field takes the focus.
    fn drop_button(&self, form: NodeRef) -> Option<El> {
        let is_wanted = self.typed.look().is_some() && !self.busy.get();
        let deciding = self.clone();
        let discard = Callback::from(move |()| {
            deciding.forget();
            deciding.failed.set(None);
            deciding.done.set(None);
            let first = form.cast::<Element>();
            let first = first.and_then(|form| form.query_selector("select").ok().flatten());
            if let Some(first) = first.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                first.focus().ok();
            }
        });
        let messages = self.app.messages();
        is_wanted.then(|| button("button.btn", discard).says(&messages, "score.decide.discard"))
    }

    fn forget(&self) {
        let store = Browser::new();
        DecisionDraft::forget(store.local_store(), &self.tenant, &self.action.id);
        self.typed.set(None);
    }

    fn keep(&self, draft: DecisionDraft) {
        draft.keep(Browser::new().local_store(), &self.tenant, &self.action.id);
        self.typed.set(Some(draft));
    }

    /// What was typed, else what is set already, with the ticket's number where nobody has said why.
    fn draft(&self) -> DecisionDraft {
        if let Some(typed) = self.typed.get() {
            return typed;
        }
        let held = self.known();
        let ticket = self.app.action_tickets().of(&self.action.id);
        let of_ticket = ticket.map(|ticket| {
            let number = [("number", ticket.number.as_str())];
            let messages = self.app.messages();
            messages
                .format("score.decide.ofTicket", &number)
                .to_string()
        });
        DecisionDraft {
            status: self.action.status,
            comment: match held.comment.is_empty() {
                true => of_ticket.unwrap_or_default(),
                false => held.comment.clone(),
            },
            held,
        }
    }

    fn status(&self, chosen: Status) -> El {
        let messages = self.app.messages();
        let can_be_set = Status::ALL
            .into_iter()
            .filter(|status| state_of(*status).is_some());
        let choices = can_be_set.map(|status| Choice {
            value: status.key(),
            label: words::status(&messages, status),
        });
        let deciding = self.clone();
        let on_choose = Callback::from(move |key: String| {
            if let Some(status) = Status::from_key(&key) {
                deciding.edit(|draft| draft.status = status);
            }
        });
        let field = SelectField {
            id: "decide-status",
            label: messages.text("score.status"),
            value: chosen.key(),
            placeholder: None,
            choices: choices.collect(),
            required: false,
            disabled: false,
            error: None,
            on_choose,
        };
        field.view()
    }

    fn comment(&self, text: &str) -> El {
        let messages = self.app.messages();
        let (max, length) = (COMMENT_LIMIT.to_string(), length(text));
        let used = length.to_string();
        let error = (length > COMMENT_LIMIT).then(|| {
            let what = [("max", max.as_str()), ("length", used.as_str())];
            messages.format("score.decide.tooLong", &what)
        });
        let deciding = self.clone();
        let typed = Callback::from(move |text: String| {
            deciding.edit(|draft| draft.comment = text);
        });
        let control = el("textarea")
            .attr("rows", "3")
            .attr("dir", "auto")
            .value(text.to_owned().into())
            .on_value("input", typed);
        Field {
            id: "decide-comment",
            label: messages.text("score.decide.comment"),
            error,
            hint: Some(messages.text("score.decide.hint")),
            used: Some([used.as_str(), " / ", &max].concat().into()),
        }
        .around(control)
    }

    fn failure(&self) -> Option<El> {
        let error = self.failed.get()?;
        let retry = error.may_retry().then(|| {
            let deciding = self.clone();
            Callback::from(move |()| deciding.send())
        });
        let more = sign_in_button(&self.app).into_iter().collect();
        Some(error_note(&self.app.messages(), &error, retry, more))
    }

    /// The place is there before it says something: so it is heard.
    fn said(&self) -> El {
        let messages = self.app.messages();
        let said = self.done.get().map(|comment_kept| match comment_kept {
            true => note(Tone::Ok, note_body().says(&messages, "score.decide.done")),
            false => note(
                Tone::Warn,
                note_body().says(&messages, "score.decide.noComment"),
            ),
        });
        el("div").attr("role", "status").child(said)
    }

    fn edit(&self, change: impl FnOnce(&mut DecisionDraft)) {
        let mut draft = self.draft();
        change(&mut draft);
        self.done.set(None);
        self.keep(draft);
    }

    fn send(&self) {
        let draft = self.draft();
        let Some(state) = state_of(draft.status) else {
            return;
        };
        if self.busy.get() || length(&draft.comment) > COMMENT_LIMIT {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        self.done.set(None);
        let deciding = self.clone();
        spawn_local(async move {
            let (app, action) = (&deciding.app, &deciding.action);
            let answer = score::decide(app, action, state, &draft.comment).await;
            deciding.busy.set(false);
            match answer {
                Ok(Decided::Done {
                    decision,
                    comment_kept,
                }) => {
                    // What was typed meanwhile is not set yet.
                    let typed = deciding.typed.get();
                    match typed.unwrap_or_else(|| draft.clone()) {
                        typed if comment_kept && typed == draft => deciding.forget(),
                        mut typed => {
                            typed.held = decision;
                            deciding.keep(typed);
                        }
                    }
                    deciding.done.set(Some(comment_kept));
                }
                // It is shown with what Graph has, and what was to be set stays.
                Ok(Decided::Otherwise(_)) => {
                    let typed = deciding.typed.get();
                    deciding.keep(typed.unwrap_or(draft));
                }
                Err(error) => deciding.failed.set(Some(error)),
            }
        });
    }
}
