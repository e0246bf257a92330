//! Drafts kept between visits, so that what a person typed outlives a reload, a sign-in and a
//! crash of the tab. A store that keeps nothing loses the draft, never the form.

use super::{Draft, TicketType};
use crate::date::Timestamp;
use crate::json::{self, Object, Value, whole};
use crate::ports::Store;
use crate::text::integer;
use crate::tickets::CorrelationId;

const PREFIX: &str = "snowline.draft.";
/// Where [`NoteDraft`](crate::tickets::note_draft::NoteDraft)s are kept.
const NOTES: &str = "snowline.draft.note.";
/// Where [`EditDraft`](crate::tickets::edit_draft::EditDraft)s are kept.
const EDITS: &str = "snowline.draft.edit.";
const RESUME: &str = "snowline.resume";
/// A sign-in is void after this time, and so is the wish to go on after it.
const RESUME_MS: i64 = 15 * 60 * 1000;

/// Where a draft is kept: one place for each improvement action, and one for a person's own task
/// of each type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A task that everybody would give the same ID.
    Task(CorrelationId),
    /// A person's own task: its ID is in the draft.
    Own(TicketType),
}

impl Slot {
    fn name(&self) -> &str {
        match self {
            Self::Task(correlation) => correlation.as_str(),
            Self::Own(ticket_type) => ticket_type.key(),
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        TicketType::from_key(name)
            .map(Self::Own)
            .or_else(|| CorrelationId::parse(name).map(Self::Task))
    }

    fn key(&self) -> String {
        [PREFIX, self.name()].concat()
    }

    fn holds(&self, draft: &Draft) -> bool {
        match self {
            Self::Task(correlation) => correlation.is_same_task(&draft.correlation),
            Self::Own(_) => draft.action_id.is_none(),
        }
    }
}

/// A draft as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    /// What was typed.
    pub draft: Draft,
    /// When it was kept.
    pub at: Timestamp,
    /// It was sent, and whether a ticket came of it is not known.
    pub in_doubt: bool,
    /// The address of the instance that it was meant for; empty for none yet.
    pub instance: String,
}

impl KeptDraft {
    /// Keeps it; `false` when the store does not.
    pub fn keep(&self, store: &impl Store, slot: &Slot) -> bool {
        let json = Object::new()
            .number("at", self.at.0)
            .flag("inDoubt", self.in_doubt)
            .text("instance", &self.instance)
            .text("draft", &self.draft.to_json())
            .end();
        store.set(&slot.key(), &json)
    }

    /// What is kept there. Anything else that the store may hold counts as nothing.
    #[must_use]
    pub fn find(store: &impl Store, slot: &Slot) -> Option<Self> {
        let json = json::parse(&store.get(&slot.key())?).ok()?;
        let kept = Self {
            draft: Draft::from_json(json.text("draft")?)?,
            at: Timestamp(json.get("at")?.as_i64()?),
            in_doubt: json.get("inDoubt").and_then(Value::as_bool) == Some(true),
            instance: json.text("instance").unwrap_or_default().to_owned(),
        };
        slot.holds(&kept.draft).then_some(kept)
    }

    /// Forgets what is kept there.
    pub fn forget(store: &impl Store, slot: &Slot) {
        store.remove(&slot.key());
    }
}

/// How many drafts there are: of tasks, of notes, and of changes to tickets.
#[must_use]
pub fn count(store: &impl Store) -> usize {
    all(store).count() + others(store, NOTES).len() + others(store, EDITS).len()
}

/// All drafts as a file that a person can keep: JSON, each draft of a task as [`Draft::to_json`] has
/// it, and those of notes and of changes with the ID of their ticket.
#[must_use]
pub fn export(store: &impl Store) -> String {
    let list = |all: Vec<String>| ["[", &all.join(","), "]"].concat();
    let drafts = all(store).map(|(_, kept)| kept.draft.to_json()).collect();
    Object::new()
        .text("snowline", "drafts")
        .number("version", 1)
        .json("drafts", &list(drafts))
        .json("notes", &list(others(store, NOTES)))
        .json("edits", &list(others(store, EDITS)))
        .end()
}

/// Forgets all drafts.
pub fn forget_all(store: &impl Store) {
    for key in store.keys(PREFIX) {
        store.remove(&key);
    }
}

/// Those that other modules keep below a prefix, each with the ticket that it is about.
fn others(store: &impl Store, prefix: &str) -> Vec<String> {
    let mut all = Vec::new();
    for key in store.keys(prefix) {
        let text = store.get(&key).unwrap_or_default();
        if matches!(json::parse(&text), Ok(Value::Object(_))) {
            let ticket = key.strip_prefix(prefix).unwrap_or_default();
            let ticket = ticket.split_once('/').map_or(ticket, |(id, _)| id);
            all.push(
                Object::new()
                    .text("ticket", ticket)
                    .json("draft", &text)
                    .end(),
            );
        }
    }
    all
}

fn all(store: &impl Store) -> impl Iterator<Item = (Slot, KeptDraft)> {
    let keys = store.keys(PREFIX).into_iter();
    keys.filter_map(|key| {
        let slot = Slot::from_name(key.strip_prefix(PREFIX)?)?;
        let kept = KeptDraft::find(store, &slot)?;
        Some((slot, kept))
    })
}

/// Notes, before the page is left for a sign-in, which draft to go on with afterwards.
pub fn resume_later(session: &impl Store, slot: &Slot, now: Timestamp) {
    session.set(RESUME, &[&integer(now.0), " ", slot.name()].concat());
}

/// Whether there is a draft to go on with, perhaps: [`take_resume`] tells.
#[must_use]
pub fn is_resumed(session: &impl Store) -> bool {
    session.get(RESUME).is_some()
}

/// The draft to go on with, once.
#[must_use]
pub fn take_resume(session: &impl Store, now: Timestamp) -> Option<Slot> {
    let note = session.get(RESUME)?;
    session.remove(RESUME);
    let (at, name) = note.split_once(' ')?;
    let age = now.0.checked_sub(whole(at)?)?;
    (0..RESUME_MS)
        .contains(&age)
        .then(|| Slot::from_name(name))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::ports::memory::{Memory, MemoryStore};

    const NOW: Timestamp = Timestamp(1_795_262_400_000);

    fn action() -> Slot {
        Slot::Task(CorrelationId::for_action("tenant", "AdminMFAV2"))
    }

    fn kept(correlation: CorrelationId) -> KeptDraft {
        let today = Date::parse("2026-11-21").unwrap();
        let mut draft = Draft::of_person(correlation, "megan", today);
        draft.name = "Zoë \u{202e}\"^\u{1f512}".to_owned();
        KeptDraft {
            draft,
            at: NOW,
            in_doubt: false,
            instance: "https://one.example.com".to_owned(),
        }
    }

    fn own() -> KeptDraft {
        kept(CorrelationId::for_person(&Memory::new()).unwrap())
    }

    #[test]
    fn a_draft_comes_back_from_its_slot_only() {
        let store = MemoryStore::default();
        let mut mine = own();
        mine.in_doubt = true;
        mine.keep(&store, &Slot::Own(TicketType::Incident));
        assert_eq!(
            KeptDraft::find(&store, &Slot::Own(TicketType::Incident)),
            Some(mine)
        );
        assert_eq!(
            KeptDraft::find(&store, &Slot::Own(TicketType::ChangeRequest)),
            None
        );
        assert_eq!(KeptDraft::find(&store, &action()), None);
    }

    #[test]
    fn a_sent_draft_is_gone() {
        let store = MemoryStore::default();
        let slot = Slot::Own(TicketType::Incident);
        own().keep(&store, &slot);
        KeptDraft::forget(&store, &slot);
        assert_eq!(KeptDraft::find(&store, &slot), None);
    }

    #[test]
    fn all_drafts_go_into_one_file_and_can_be_forgotten_together() {
        let store = MemoryStore::default();
        store.set("snowline.language", "sv");
        let slots = [
            Slot::Own(TicketType::Incident),
            Slot::Own(TicketType::ChangeRequest),
        ];
        let drafts = slots.clone().map(|slot| {
            let kept = own();
            kept.keep(&store, &slot);
            kept.draft
        });
        store.set("snowline.draft.change", "no draft");
        own().keep(&store, &slots[1]);
        assert_eq!(count(&store), 2);
        let file = json::parse(&export(&store)).unwrap();
        let Some(Value::Array(found)) = file.get("drafts") else {
            panic!("{file:?}");
        };
        let names = found.iter().map(|draft| draft.text("name"));
        assert!(names.eq(drafts.iter().map(|draft| Some(draft.name.as_str()))));
        forget_all(&store);
        assert_eq!(count(&store), 0);
        assert_eq!(store.entries().len(), 1, "the language stays");
    }

    #[test]
    fn the_draft_of_another_action_is_not_taken_for_this_one() {
        let store = MemoryStore::default();
        kept(CorrelationId::for_action("tenant", "Other")).keep(&store, &action());
        assert_eq!(KeptDraft::find(&store, &action()), None);
    }

    #[test]
    fn what_is_no_draft_counts_as_nothing() {
        let store = MemoryStore::default();
        for text in ["", "null", "{}", "{\"at\":1,\"draft\":\"{}\"}", "[1"] {
            store.set(&action().key(), text);
            assert_eq!(KeptDraft::find(&store, &action()), None, "{text}");
        }
    }

    #[test]
    fn a_closed_store_keeps_nothing_and_fails_nothing() {
        let store = MemoryStore::default();
        store.close();
        assert!(!own().keep(&store, &action()));
        assert_eq!(KeptDraft::find(&store, &action()), None);
    }

    #[track_caller]
    fn check_resume(slot: &Slot, later_ms: i64, expect: bool) {
        let session = MemoryStore::default();
        resume_later(&session, slot, NOW);
        let then = Timestamp(NOW.0 + later_ms);
        assert_eq!(
            take_resume(&session, then),
            expect.then(|| slot.clone()),
            "{slot:?} after {later_ms} ms"
        );
        assert_eq!(take_resume(&session, then), None, "taken twice");
    }

    #[test]
    fn the_draft_to_go_on_with_is_named_once_and_not_for_long() {
        check_resume(&action(), 60_000, true);
        check_resume(&Slot::Own(TicketType::Incident), 0, true);
        check_resume(&action(), RESUME_MS, false);
        check_resume(&action(), -1, false);
    }
}
