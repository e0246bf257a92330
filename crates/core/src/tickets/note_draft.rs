//! What was written for a ticket's journal and not sent yet, kept between visits.

use super::NoteKind;
use crate::json::{self, Object};
use crate::ports::Store;

/// Below the prefix of all drafts: who forgets those forgets these, too.
const PREFIX: &str = "snowline.draft.note.";

/// A comment or a work note that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    /// Who is to see it.
    pub kind: NoteKind,
    /// What is written so far.
    pub text: String,
    /// It was sent, and whether it arrived is not known: so many entries said the same before.
    pub in_doubt: Option<usize>,
}

impl Default for NoteDraft {
    fn default() -> Self {
        Self {
            // What more people see than was meant cannot be taken back.
            kind: NoteKind::WorkNote,
            text: String::new(),
            in_doubt: None,
        }
    }
}

impl NoteDraft {
    /// What is kept for the ticket with that ID; an empty draft where nothing is.
    #[must_use]
    pub fn find(store: &impl Store, sys_id: &str) -> Self {
        let kept = store.get(&key(sys_id));
        kept.and_then(|kept| Self::parse(&kept)).unwrap_or_default()
    }

    /// Keeps it, or forgets it where nothing is written; `false` when the store does not keep it.
    pub fn keep(&self, store: &impl Store, sys_id: &str) -> bool {
        if self.text.trim().is_empty() {
            store.remove(&key(sys_id));
            return true;
        }
        let mut json = Object::new();
        json.text("kind", self.kind.key()).text("text", &self.text);
        if let Some(before) = self.in_doubt.and_then(|before| i64::try_from(before).ok()) {
            json.number("inDoubt", before);
        }
        store.set(&key(sys_id), &json.end())
    }

    fn parse(kept: &str) -> Option<Self> {
        let json = json::parse(kept).ok()?;
        let in_doubt = json.get("inDoubt").and_then(json::Value::as_u64);
        Some(Self {
            kind: NoteKind::from_key(json.text("kind")?)?,
            text: json.text("text")?.to_owned(),
            in_doubt: in_doubt.and_then(|before| before.try_into().ok()),
        })
    }
}

fn key(sys_id: &str) -> String {
    [PREFIX, sys_id].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::Ports;
    use crate::ports::memory::Memory;
    use crate::task::kept::forget_all;

    #[test]
    fn what_is_written_is_kept_for_its_ticket_and_goes_with_the_drafts() {
        let ports = Memory::new();
        let store = ports.local_store();
        let draft = NoteDraft {
            kind: NoteKind::Comment,
            text: "Almost \"done\"\n".to_owned(),
            in_doubt: Some(1),
        };
        assert!(draft.keep(store, "a"));
        assert_eq!(NoteDraft::find(store, "a"), draft);
        assert_eq!(NoteDraft::find(store, "b"), NoteDraft::default());
        forget_all(store);
        assert_eq!(NoteDraft::find(store, "a"), NoteDraft::default());
        draft.keep(store, "a");
        let empty = NoteDraft {
            text: " \n".to_owned(),
            ..draft
        };
        empty.keep(store, "a");
        assert_eq!(store.keys("snowline.draft."), [""; 0]);
        store.set("snowline.draft.note.a", "{\"kind\":\"x\"}");
        assert_eq!(NoteDraft::find(store, "a"), NoteDraft::default());
    }
}
