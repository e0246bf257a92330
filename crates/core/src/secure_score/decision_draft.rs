//! What was to be set in Secure Score and is not yet, kept between visits.

use super::{Decision, Status};
use crate::json::{self, Object};
use crate::ports::Store;

/// Below the prefix of all drafts: who forgets those forgets these, too.
const PREFIX: &str = "snowline.draft.decision.";

/// A status that is being chosen for an action, with a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionDraft {
    /// The status.
    pub status: Status,
    /// Why.
    pub comment: String,
    /// What was decided when it was begun: what is decided when it is gone on with may be somebody
    /// else's doing.
    pub held: Decision,
}

impl DecisionDraft {
    /// What is kept for an action of a tenant.
    #[must_use]
    pub fn find(store: &impl Store, tenant: &str, action: &str) -> Option<Self> {
        let json = json::parse(&store.get(&key(tenant, action))?).ok()?;
        Some(Self {
            status: Status::from_key(json.text("status")?)?,
            comment: json.text("comment")?.to_owned(),
            held: Decision {
                state: json.text("heldState")?.to_owned(),
                comment: json.text("heldComment")?.to_owned(),
            },
        })
    }

    /// Keeps it; `false` when the store does not.
    pub fn keep(&self, store: &impl Store, tenant: &str, action: &str) -> bool {
        let mut json = Object::new();
        json.text("status", self.status.key())
            .text("comment", &self.comment)
            .text("heldState", &self.held.state)
            .text("heldComment", &self.held.comment);
        store.set(&key(tenant, action), &json.end())
    }

    /// Forgets what is kept.
    pub fn forget(store: &impl Store, tenant: &str, action: &str) {
        store.remove(&key(tenant, action));
    }
}

fn key(tenant: &str, action: &str) -> String {
    [PREFIX, tenant, "/", action].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::Ports;
    use crate::ports::memory::Memory;
    use crate::task::kept::forget_all;

    #[test]
    fn what_was_chosen_is_kept_for_its_action_and_goes_with_the_drafts() {
        let ports = Memory::new();
        let store = ports.local_store();
        let draft = DecisionDraft {
            status: Status::RiskAccepted,
            comment: "Not \"now\"\n".to_owned(),
            held: Decision {
                state: "Reviewed".to_owned(),
                comment: "Next \"year\"".to_owned(),
            },
        };
        assert!(draft.keep(store, "t", "A"));
        assert_eq!(DecisionDraft::find(store, "t", "A"), Some(draft.clone()));
        assert_eq!(DecisionDraft::find(store, "t", "B"), None);
        assert_eq!(DecisionDraft::find(store, "u", "A"), None);
        DecisionDraft::forget(store, "t", "A");
        assert_eq!(DecisionDraft::find(store, "t", "A"), None);
        draft.keep(store, "t", "A");
        forget_all(store);
        assert_eq!(DecisionDraft::find(store, "t", "A"), None);
        store.set("snowline.draft.decision.t/A", "{\"status\":\"x\"}");
        assert_eq!(DecisionDraft::find(store, "t", "A"), None);
    }
}
