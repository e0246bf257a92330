//! What was said and noted about the ticket, newest first.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::tickets::{Entry, Journal, NoteKind, WholeTicket};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::components::{Tone, error_note, tag};
use crate::dom::{El, button, el, list};
use crate::i18n::Messages;
use crate::part::{Cx, Part, State};

use super::desk::Desk;
use super::prose::prose;

/// The entries, and the way to older ones.
pub(super) struct Timeline {
    pub(super) desk: Desk,
    pub(super) whole: Rc<WholeTicket>,
}

impl Part for Timeline {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.desk.app.messages();
        let busy = cx.state(|| false);
        let failed = cx.state(|| None);
        let (entries, more) = self.desk.entries(&self.whole);
        if entries.is_empty() {
            return el("p.muted")
                .says(&messages, "ticketPage.journal.empty")
                .html();
        }
        let mut shown = el("ol.journal");
        for entry in &entries {
            shown = shown.child(view(&messages, entry));
        }
        let load = self.load(entries.len(), &busy, &failed);
        let error = failed.get();
        let error =
            error.map(|error: Error| error_note(&messages, &error, Some(load.clone()), Vec::new()));
        let older = (more && error.is_none()).then(|| {
            let busy = busy.get();
            let key = if busy { "loading" } else { "ticketPage.older" };
            let older = button("button.btn", load).attr_if(busy, "aria-disabled", "true");
            el("div.row").child(older.says(&messages, key))
        });
        list(vec![
            shown.html(),
            error.map(El::html).unwrap_or_default(),
            older.map(El::html).unwrap_or_default(),
        ])
    }
}

impl Timeline {
    fn load(
        &self,
        after: usize,
        busy: &State<bool>,
        failed: &State<Option<Error>>,
    ) -> Callback<()> {
        let (desk, busy, failed) = (self.desk.clone(), busy.clone(), failed.clone());
        Callback::from(move |()| {
            let Some(servicenow) = desk.app.connection().servicenow.clone() else {
                return;
            };
            if busy.get() {
                return;
            }
            busy.set(true);
            failed.set(None);
            let (desk, busy, failed) = (desk.clone(), busy.clone(), failed.clone());
            spawn_local(async move {
                let answer = servicenow.older_entries(&desk.sys_id, after).await;
                busy.set(false);
                match answer {
                    Ok(found) => {
                        let mut entries = desk.older.look().entries.clone();
                        entries.extend(found.entries);
                        let more = found.more;
                        desk.older.set(Rc::new(Journal { entries, more }));
                    }
                    Err(error) => failed.set(Some(error)),
                }
            });
        })
    }
}

fn view(messages: &Messages, entry: &Entry) -> El {
    let kind = match entry.kind {
        NoteKind::Comment => tag(messages.text("ticketPage.note.comment"), Some(Tone::Info)),
        NoteKind::WorkNote => tag(messages.text("ticketPage.note.workNote"), None),
    };
    let when: AttrValue = match entry.at {
        Some(at) => messages.moment(at).into(),
        None => entry.shown_at.clone().into(),
    };
    let head = el("p.row small")
        .child(kind)
        .child(el("strong").child(el("bdi").child(entry.author.as_str())))
        .child(el("span.muted num").child(when));
    el("li.stack")
        .child(head)
        .child(prose(messages, &entry.text))
}
