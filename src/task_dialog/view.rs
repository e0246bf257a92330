//! The form as it is seen. It knows no connection and no store, so that a test can hold it.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::ports::Clock;
use snowline_core::task::{
    DraftAction, Pair, Priority, RecommendationSource, Reference, ValidTask,
};
use snowline_core::tickets::Ticket;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};
use yew::{AttrValue, Callback, Html, NodeRef, Reducible};

use crate::app::App;
use crate::browser::Browser;
use crate::browser::page::put_value;
use crate::dom::{El, el, list};
use crate::i18n::Messages;
use crate::later::waiting::waiting;
use crate::part::{Cx, Part, State};

use super::actions::actions;
use super::before::before;
use super::controls::Controls;
use super::form::{Form, FormAction, Phase};
use super::notes::{hindrance, restored};
use super::seed::defaults;

/// The `id` of the dialog's heading.
pub(super) const HEADING: &str = "task-heading";

/// What can be done with a finished task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Somebody is signed in: it can be sent.
    Ready,
    /// A sign-in is under way.
    SigningIn,
    /// Somebody has to sign in first.
    SignedOut,
    /// There is no connection yet.
    NotConnected,
}

/// The form: what it is about, its fields, what will be added, and what one can do.
pub struct TaskView {
    /// What all parts share; here the words.
    pub app: Rc<App>,
    /// The form.
    pub form: State<Rc<Form>>,
    /// What can be done with it.
    pub access: Access,
    /// Why the last sign-in failed.
    pub sign_in_error: Option<Error>,
    /// The person sends it, and nothing is wrong with it.
    pub on_send: Callback<ValidTask>,
    /// The person wants a closed ticket open again.
    pub on_reopen: Callback<Rc<Ticket>>,
    /// The person wants a standard change.
    pub on_standard: Callback<()>,
    /// The person wants to sign in first.
    pub on_sign_in: Callback<()>,
    /// The person wants a new draft instead of the restored one, where that can be had.
    pub on_start_over: Option<Callback<()>>,
    /// The person wants out.
    pub on_close: Callback<()>,
}

impl State<Rc<Form>> {
    /// Does something to the form.
    pub fn dispatch(&self, action: FormAction) {
        self.update(|form| form.reduce(action));
    }
}

impl Part for TaskView {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let form = self.form.get();
        let node = cx.node();
        let failure = cx.node();
        focus_and_scroll(cx, &form, &node, &failure);
        follow_pair(cx, &form, &node);
        let edit = {
            let form = self.form.clone();
            Callback::from(move |edit| form.dispatch(FormAction::Edit(edit)))
        };
        let defaults = defaults(&self.app);
        let today = Browser::new().today();
        let controls = Controls {
            app: &self.app,
            on_standard: &self.on_standard,
            defaults: &defaults,
            messages: &messages,
            form: &form,
            errors: &form.errors(today),
            own_priority: None,
            today,
            edit: &edit,
        };
        let heading = el("h2")
            .attr("id", HEADING)
            .child(heading(&messages, &form));
        let about = el("div.stack")
            .child(heading)
            .child(el("span.muted").child(origin(&messages, &form)));
        let restored = form
            .restored
            .map(|at| restored(&messages, at, self.on_start_over.as_ref()));
        let before = before(self, &form);
        // Another draft, other controls: a select keeps what a person chose in it.
        let fields = el("fieldset")
            .key(&form.begun.to_string())
            .attr_if(form.is_sending(), "disabled", "disabled")
            .child(controls.view());
        let footer = form.draft.footer();
        let added = el("div.added")
            .child(el("h3").says(&messages, "task.added"))
            .child(el("p.code").attr("lang", "en").child(footer.trim_start()));
        let preview = el("details.preview")
            .child(el("summary").says(&messages, "task.preview"))
            .child(
                el("p.title")
                    .attr("dir", "auto")
                    .child(AttrValue::from(form.draft.name.clone())),
            )
            .child(
                el("p.code")
                    .attr("dir", "auto")
                    .child(AttrValue::from(form.draft.whole_description())),
            );
        let hindrance = el("div.hindrance").node(&failure).child(hindrance(
            &messages,
            &form.phase,
            self.access,
            self.sign_in_error.as_ref(),
        ));
        // The page's messages say what is wrong, not the browser's own.
        let task = el("form.task")
            .attr("novalidate", "novalidate")
            .node(&node)
            .on("submit", self.submit())
            .child(fields)
            .child(added)
            .child(preview)
            .child(hindrance)
            .child(waiting(&self.app))
            .child(actions(self));
        list(vec![
            about.html(),
            restored.map(El::html).unwrap_or_default(),
            before,
            task.html(),
        ])
    }
}

impl TaskView {
    fn submit(&self) -> Callback<Event> {
        let (form, on_send) = (self.form.clone(), self.on_send.clone());
        let ready = self.access == Access::Ready;
        Callback::from(move |event: Event| {
            event.prevent_default();
            let now = form.get();
            if !ready || now.is_sending() {
                return;
            }
            // The button says that it makes a second ticket, where there is an open one.
            if let Some(open) = now.doubled() {
                let ticket = Reference::new(&open.sys_id, &open.number);
                form.dispatch(FormAction::Edit(DraftAction::Follow {
                    ticket,
                    beside: true,
                }));
            }
            let now = form.get();
            match now.draft.validate(Browser::new().today(), &now.fields()) {
                Ok(task) => on_send.emit(task),
                Err(_) => form.dispatch(FormAction::Tried),
            }
        })
    }
}

/// Goes to the first field that is wrong after a try, and brings what failed into view: in a
/// small window the button that was pressed may be all that is seen.
fn focus_and_scroll(cx: &mut Cx<'_>, form: &Form, node: &NodeRef, failure: &NodeRef) {
    let (node, tries) = (node.clone(), form.tries);
    cx.on_change(tries.into(), move || {
        if tries > 0 {
            focus_first_wrong(&node);
        }
    });
    let failure = failure.clone();
    let failed = matches!(form.phase, Phase::Failed(_));
    cx.on_change(failed.into(), move || {
        if failed && let Some(note) = failure.cast::<Element>() {
            note.scroll_into_view_with_bool(false);
        }
    });
}

/// Priority, impact and urgency follow each other. A select keeps what a person chose in it, so it
/// is told.
pub(super) fn follow_pair(cx: &mut Cx<'_>, form: &Form, node: &NodeRef) {
    let draft = &form.draft;
    let pair = draft.pair.or(draft.priority.map(Pair::of));
    let values = [
        ("#task-priority", draft.priority.map_or("", Priority::key)),
        ("#task-impact", pair.map_or("", |pair| pair.impact.key())),
        ("#task-urgency", pair.map_or("", |pair| pair.urgency.key())),
    ];
    let mut cause = u64::from(form.begun);
    for byte in values.iter().flat_map(|(_, value)| value.bytes()) {
        cause = cause.wrapping_mul(31).wrapping_add(byte.into());
    }
    let node = node.clone();
    cx.on_change(cause, move || {
        let Some(form) = node.cast::<Element>() else {
            return;
        };
        for (id, value) in values {
            if let Ok(Some(control)) = form.query_selector(id) {
                put_value(control, value);
            }
        }
    });
}

fn heading(messages: &Messages, form: &Form) -> AttrValue {
    messages.text(match form.draft.source {
        RecommendationSource::Microsoft => "task.title.action",
        RecommendationSource::User => "task.title.own",
    })
}

/// `Microsoft recommendation · Identity`
fn origin(messages: &Messages, form: &Form) -> AttrValue {
    let source = messages.text(&["source.", form.draft.source.key()].concat());
    match form.draft.category {
        Some(category) => {
            let category = messages.text(&["category.", category.key()].concat());
            [source.as_str(), " \u{b7} ", category.as_str()]
                .concat()
                .into()
        }
        None => source,
    }
}

pub(super) fn focus_first_wrong(form: &NodeRef) {
    let wrong = form
        .cast::<Element>()
        .and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten())
        .and_then(|wrong| wrong.dyn_into::<HtmlElement>().ok());
    if let Some(wrong) = wrong {
        wrong.focus().ok();
    }
}
