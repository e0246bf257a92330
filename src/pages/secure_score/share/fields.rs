//! The form for all of them.

use snowline_core::bulk::{NOTE_LIMIT, Offered, Phase};
use snowline_core::task::length;
use web_sys::{Element, Event};
use yew::{AttrValue, Callback, NodeRef};

use crate::browser::page::put_open;
use crate::components::Field;
use crate::connection::Status;
use crate::dom::{El, button, el};
use crate::part::Cx;
use crate::task_dialog::CommonFields;

use super::steps::Steps;

/// The form for all of them, with the button that begins.
pub(super) struct Fields<'a> {
    pub(super) steps: &'a Steps,
    /// The element around the fields.
    pub(super) node: &'a NodeRef,
}

impl Fields<'_> {
    /// Out of the way once the run has begun, unless something in it is wrong; gone when nothing is
    /// left to be sent.
    pub(super) fn view(&self, cx: &mut Cx<'_>) -> El {
        let steps = self.steps;
        let messages = steps.app.messages();
        let counts = steps.sharing.run().counts();
        let is_open = !steps.sharing.run().is_begun();
        let errors = steps.form.look().told(|| steps.errors());
        // Who closed it sees what is wrong at the next try all the same.
        let (tries, details) = (steps.form.look().tries, cx.node());
        let opening = details.clone();
        cx.on_change(tries.into(), move || {
            if tries > 0
                && let Some(details) = opening.cast::<Element>()
            {
                put_open(&details);
            }
        });
        let own = match steps.offered() {
            Offered::None => None,
            Offered::Same(_) | Offered::Differ => Some(messages.text("share.bulk.own")),
        };
        let fields = CommonFields {
            app: &steps.app,
            form: &steps.form,
            errors: &errors,
            own_priority: own,
            node: self.node,
        };
        let busy = steps.sharing.run().is_busy();
        let fieldset = el("fieldset.task")
            .attr_if(busy, "disabled", "disabled")
            .child(fields.view(cx))
            .child(self.note());
        let what = el("p.muted small").says(&messages, "share.bulk.common.what");
        let go = steps.go_on(false);
        let submit = Callback::from(move |event: Event| {
            event.prevent_default();
            go.emit(());
        });
        // The page's messages say what is wrong, not the browser's own.
        let form = el("form.task")
            .attr("novalidate", "novalidate")
            .attr("aria-labelledby", "share-common")
            .node(self.node)
            .on("submit", submit)
            .child(what)
            .child(fieldset)
            .child(self.buttons());
        let heading = el("h2").attr("id", "share-common");
        let heading = heading.says(&messages, "share.bulk.common");
        let is_wrong = !errors.is_empty() || steps.note_too_long().is_some();
        let is_over = counts.without_ticket() == 0;
        el("details.card share-form")
            .node(&details)
            .attr_if(is_open || is_wrong, "open", "open")
            .attr_if(is_over, "hidden", "hidden")
            .child(el("summary").child(heading))
            .child(form)
    }

    fn note(&self) -> El {
        let messages = self.steps.app.messages();
        let note = self.steps.note.get();
        let too_long = self.steps.note_too_long().map(|length| {
            let (length, max) = (length.to_string(), NOTE_LIMIT.to_string());
            let what = [("length", length.as_str()), ("max", max.as_str())];
            messages.format("field.extra.tooLong", &what)
        });
        let used = [
            &length(note.trim()).to_string(),
            " / ",
            &NOTE_LIMIT.to_string(),
        ]
        .concat();
        let set = self.steps.note.clone();
        let control = el("textarea")
            .attr("rows", "3")
            .attr("dir", "auto")
            .value(note.into())
            .on_value("input", Callback::from(move |text| set.set(text)));
        let field = Field {
            id: "share-note",
            label: messages.text("share.bulk.note"),
            error: too_long,
            hint: Some(messages.text("share.bulk.note.hint")),
            used: Some(AttrValue::from(used)),
        };
        field.around(control)
    }

    /// The button that begins, until it has begun.
    fn buttons(&self) -> Option<El> {
        let steps = self.steps;
        let messages = steps.app.messages();
        let run = steps.sharing.run();
        if *run.phase() != Phase::Planned {
            return None;
        }
        let button = sign_in(steps).unwrap_or_else(|| {
            let waits = steps.app.connection().status == Status::SigningIn;
            let count = messages.count("share.bulk.send", run.counts().total as u64);
            el("button.btn primary")
                .attr_if(waits, "aria-disabled", "true")
                .child(count)
        });
        Some(el("div.row end").child(button))
    }
}

/// The button that leads to the sign-in, where somebody has to sign in first.
pub(super) fn sign_in(steps: &Steps) -> Option<El> {
    let app = steps.app.clone();
    let key = match app.connection().status {
        Status::SignedIn | Status::SigningIn => return None,
        Status::SignedOut => "task.signIn",
        Status::NotConnected => "task.connect",
    };
    let messages = app.messages();
    let sign_in = Callback::from(move |()| app.sign_in_again());
    // Not the same element as the button that sends: a click must not become the other.
    let button = button("button.btn primary", sign_in).key("sign-in");
    Some(button.says(&messages, key))
}
