//! What was chosen for a field of a ticket and not saved yet, kept between visits.

use super::{Shown, TicketField};
use crate::json::{self, Object, Value};
use crate::ports::Store;

/// Below the prefix of all drafts: who forgets those forgets these, too.
const PREFIX: &str = "snowline.draft.edit.";

/// The change of a field that is being made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditDraft {
    /// What the chosen fields held when it was begun: what they hold when it is gone on with may
    /// be somebody else's doing.
    pub held: Vec<(TicketField, String)>,
    /// What is chosen so far for the field, and for those that its new value needs.
    pub chosen: Vec<(TicketField, Shown)>,
}

impl EditDraft {
    /// What is kept of that field of the ticket with that ID.
    #[must_use]
    pub fn find(store: &impl Store, sys_id: &str, field: TicketField) -> Option<Self> {
        Self::parse(&store.get(&key(sys_id, field))?)
    }

    /// The first of the ticket's fields of which something is kept.
    #[must_use]
    pub fn field(store: &impl Store, sys_id: &str) -> Option<TicketField> {
        let is_kept = |field: &TicketField| Self::find(store, sys_id, *field).is_some();
        TicketField::ALL.into_iter().find(is_kept)
    }

    /// Keeps it; `false` when the store does not.
    pub fn keep(&self, store: &impl Store, sys_id: &str, field: TicketField) -> bool {
        let mut chosen = Vec::new();
        for (field, shown) in &self.chosen {
            let mut json = Object::new();
            json.text("field", field.key()).text("value", &shown.value);
            json.text_if_any("label", shown.label.as_deref());
            let held = self.held.iter().find(|(known, _)| known == field);
            json.text_if_any("held", held.map(|(_, held)| held.as_str()));
            chosen.push(json.end());
        }
        let json = Object::new()
            .json("chosen", &["[", &chosen.join(","), "]"].concat())
            .end();
        store.set(&key(sys_id, field), &json)
    }

    /// Forgets what is kept there.
    pub fn forget(store: &impl Store, sys_id: &str, field: TicketField) {
        store.remove(&key(sys_id, field));
    }

    fn parse(kept: &str) -> Option<Self> {
        let json = json::parse(kept).ok()?;
        let Some(Value::Array(list)) = json.get("chosen") else {
            return None;
        };
        let (mut chosen, mut held) = (Vec::new(), Vec::new());
        for one in list {
            let name = one.text("field")?;
            let mut all = TicketField::ALL.into_iter();
            let field = all.find(|field| field.key() == name)?;
            let value = one.text("value")?.to_owned();
            let label = one.text("label").map(str::to_owned);
            held.extend(one.text("held").map(|held| (field, held.to_owned())));
            chosen.push((field, Shown { value, label }));
        }
        Some(Self { held, chosen })
    }
}

fn key(sys_id: &str, field: TicketField) -> String {
    [PREFIX, sys_id, "/", field.key()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::Ports;
    use crate::ports::memory::Memory;
    use crate::task::kept::{count, export, forget_all};
    use crate::tickets::NoteKind;
    use crate::tickets::note_draft::NoteDraft;

    #[test]
    fn what_is_chosen_is_kept_for_its_field_and_goes_with_the_drafts() {
        let ports = Memory::new();
        let store = ports.local_store();
        let shown = |value: &str, label: Option<&str>| Shown {
            value: value.to_owned(),
            label: label.map(str::to_owned),
        };
        let draft = EditDraft {
            held: vec![
                (TicketField::State, "2".to_owned()),
                (TicketField::CloseNotes, "No\n\"luck\"".to_owned()),
            ],
            chosen: vec![
                (TicketField::State, shown("6", Some("Resolved"))),
                (TicketField::CloseNotes, shown("Zoë \"did\" it\n", None)),
            ],
        };
        assert!(draft.keep(store, "a", TicketField::State));
        let find = |id, field| EditDraft::find(store, id, field);
        assert_eq!(find("a", TicketField::State), Some(draft.clone()));
        assert_eq!(find("a", TicketField::Due), None);
        assert_eq!(find("b", TicketField::State), None);
        assert_eq!(EditDraft::field(store, "a"), Some(TicketField::State));
        assert_eq!(EditDraft::field(store, "b"), None);

        let note = NoteDraft {
            kind: NoteKind::Comment,
            text: "Almost".to_owned(),
            in_doubt: None,
        };
        note.keep(store, "a");
        store.set("snowline.draft.edit.c/x", "no JSON");
        assert_eq!(count(store), 2);
        let file = json::parse(&export(store)).unwrap();
        for (list, says) in [("notes", "Almost"), ("edits", "Resolved")] {
            let Some(Value::Array(found)) = file.get(list) else {
                panic!("{list}");
            };
            assert_eq!(found[0].text("ticket"), Some("a"));
            assert_eq!(found.len(), 1);
            assert!(export(store).contains(says), "{list}");
        }
        EditDraft::forget(store, "a", TicketField::State);
        assert_eq!((find("a", TicketField::State), count(store)), (None, 1));
        draft.keep(store, "a", TicketField::State);
        forget_all(store);
        assert_eq!(count(store), 0);
        for kept in ["", "{}", "{\"chosen\":[{}]}"] {
            store.set("snowline.draft.edit.a/ticket.state", kept);
            assert_eq!(find("a", TicketField::State), None, "{kept}");
        }
    }
}
