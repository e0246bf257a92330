//! Writing a comment or a work note. What is written is kept until it is sent.

use snowline_core::ports::Ports;
use snowline_core::servicenow::{NOTE_LIMIT, NoteFailure};
use snowline_core::task::length;
use snowline_core::tickets::NoteKind;
use snowline_core::tickets::note_draft::NoteDraft;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;
use yew::{AttrValue, Callback, Html};

use crate::browser::Browser;
use crate::components::{Field, Tone, brief, error_note, note, note_body};
use crate::connection::Status;
use crate::dom::{El, el};
use crate::part::{Cx, Part, State};

use super::desk::Desk;

/// The form for a comment or a work note.
pub(super) struct NoteForm {
    pub(super) desk: Desk,
}

/// What its callbacks know.
#[derive(Clone)]
struct Writing {
    desk: Desk,
    draft: State<NoteDraft>,
    busy: State<bool>,
    failed: State<Option<NoteFailure>>,
    say: Callback<AttrValue>,
}

impl Part for NoteForm {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let desk = &self.desk;
        let messages = desk.app.messages();
        let (said, say) = brief(cx);
        let writing = Writing {
            desk: desk.clone(),
            draft: cx.state(|| NoteDraft::find(Browser::new().local_store(), &desk.sys_id)),
            busy: cx.state(|| false),
            failed: cx.state(|| None),
            say,
        };
        let submit = {
            let writing = writing.clone();
            Callback::from(move |event: Event| {
                event.prevent_default();
                writing.send();
            })
        };
        let draft = writing.draft.get();
        let length = length(&draft.text);
        let too_long = length > NOTE_LIMIT;
        let is_idle = desk.app.connection().status != Status::SignedIn
            || writing.busy.get()
            || draft.text.trim().is_empty()
            || too_long;
        let key = match (writing.busy.get(), draft.kind) {
            (true, _) => "ticketPage.note.sending",
            (false, NoteKind::Comment) => "ticketPage.note.send.comment",
            (false, NoteKind::WorkNote) => "ticketPage.note.send.workNote",
        };
        let send = el("button.btn primary")
            .attr("type", "submit")
            .attr_if(is_idle, "aria-disabled", "true")
            .says(&messages, key);
        let status = el("span.muted").attr("role", "status").child(said);
        el("form.form stack")
            .attr("novalidate", "novalidate")
            .on("submit", submit)
            .child(writing.text(&draft, length, too_long))
            .child(writing.kinds(draft.kind))
            .child(writing.failure(&draft))
            .child(el("div.row").child(send).child(status))
            .html()
    }
}

impl Writing {
    fn text(&self, draft: &NoteDraft, length: usize, too_long: bool) -> El {
        let messages = self.desk.app.messages();
        let writing = self.clone();
        let typed = Callback::from(move |text: String| {
            writing.edit(|draft| draft.text = text);
        });
        let limit = NOTE_LIMIT.to_string();
        let length = length.to_string();
        let error = too_long.then(|| {
            let what = [("max", limit.as_str()), ("length", length.as_str())];
            messages.format("ticketPage.note.tooLong", &what)
        });
        let used = [length.as_str(), " / ", &limit].concat();
        let control = el("textarea")
            .attr("rows", "3")
            .attr("dir", "auto")
            .value(draft.text.clone().into())
            .on_value("input", typed);
        Field {
            id: "ticket-note",
            label: messages.text("ticketPage.note.label"),
            error,
            hint: Some(messages.text("ticketPage.note.hint")),
            used: Some(used.into()),
        }
        .around(control)
    }

    /// Who is to see it.
    fn kinds(&self, chosen: NoteKind) -> El {
        let messages = self.desk.app.messages();
        let legend = el("legend").says(&messages, "ticketPage.note.who");
        let mut kinds = el("fieldset.choices").child(legend);
        for kind in NoteKind::ALL {
            let writing = self.clone();
            let choose = Callback::from(move |_: Event| writing.edit(|draft| draft.kind = kind));
            let radio = el("input")
                .attr("type", "radio")
                .attr("name", "ticket-note-kind")
                .attr("value", kind.key())
                .checked(kind == chosen)
                .on("change", choose);
            let (name, who) = match kind {
                NoteKind::Comment => ("ticketPage.note.comment", "ticketPage.note.comment.who"),
                NoteKind::WorkNote => ("ticketPage.note.workNote", "ticketPage.note.workNote.who"),
            };
            let words = el("span")
                .child(el("strong").says(&messages, name))
                .child(" ")
                .child(el("span.muted").says(&messages, who));
            kinds = kinds.child(el("label.choice").child(radio).child(words));
        }
        kinds
    }

    fn failure(&self, draft: &NoteDraft) -> Option<El> {
        let messages = self.desk.app.messages();
        match self.failed.get() {
            Some(failure) => {
                let writing = self.clone();
                let retry = Callback::from(move |()| writing.send());
                Some(error_note(
                    &messages,
                    &failure.error,
                    Some(retry),
                    Vec::new(),
                ))
            }
            // The page was left in doubt.
            None if draft.in_doubt.is_some() => {
                let body = note_body().says(&messages, "ticketPage.note.inDoubt");
                Some(note(Tone::Warn, body))
            }
            None => None,
        }
    }

    fn edit(&self, change: impl FnOnce(&mut NoteDraft)) {
        let mut draft = self.draft.get();
        let before = draft.clone();
        change(&mut draft);
        // Another text is another note.
        if (draft.kind, &draft.text) != (before.kind, &before.text) {
            draft.in_doubt = None;
            self.failed.set(None);
        }
        self.keep(draft);
    }

    fn keep(&self, draft: NoteDraft) {
        draft.keep(Browser::new().local_store(), &self.desk.sys_id);
        self.draft.set(draft);
    }

    fn send(&self) {
        let Some(servicenow) = self.desk.app.connection().servicenow.clone() else {
            return;
        };
        let draft = self.draft.get();
        let is_sent = !draft.text.trim().is_empty() && length(&draft.text) <= NOTE_LIMIT;
        if self.busy.get() || !is_sent {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let writing = self.clone();
        spawn_local(async move {
            let desk = &writing.desk;
            let what = (draft.kind, draft.text.as_str());
            let adding = servicenow.add_note(desk.ticket_type, &desk.sys_id, what, draft.in_doubt);
            let answer = adding.await;
            writing.busy.set(false);
            // What was typed meanwhile is the next one.
            let is_same = writing.draft.look().text == draft.text;
            match answer {
                Ok(journal) => {
                    if is_same {
                        let kind = draft.kind;
                        writing.keep(NoteDraft {
                            kind,
                            ..NoteDraft::default()
                        });
                    }
                    writing
                        .say
                        .emit(desk.app.messages().text("ticketPage.note.sent"));
                    desk.written(journal);
                }
                Err(failure) => {
                    if is_same {
                        writing.keep(NoteDraft {
                            in_doubt: failure.in_doubt,
                            ..draft
                        });
                    }
                    writing.failed.set(Some(failure));
                }
            }
        });
    }
}
