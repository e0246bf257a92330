//! What tells one task's ticket from every other's.
//!
//! ServiceNow has no idempotency key, so the same task must give the same ID in every browser:
//! it is made from what the task is about. A person's own task is about nothing that could be
//! named, so its ID is random and stays with the draft.

use crate::ports::Random;
use crate::text::{hex, integer, number};

/// The most that fits into ServiceNow's `correlation_id` (an assumption: 100 is its usual width).
pub const CORRELATION_LIMIT: usize = 100;

const PREFIX: &str = "snowline/";
/// Room for `~` and any ordinal.
const BASE_LIMIT: usize = CORRELATION_LIMIT - 6;
const HASH_LENGTH: usize = 16;

/// The ID of a task, and of its ticket: `snowline/<tenant>/<action>`, and `…~2` for the ticket
/// that follows a closed one. Letters, digits and `/._-~` only, so that it may stand in any query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CorrelationId {
    text: String,
    base_length: usize,
}

impl CorrelationId {
    /// The ID of an improvement action of a tenant.
    #[must_use]
    pub fn for_action(tenant_id: &str, action_id: &str) -> Self {
        let wanted = [PREFIX, tenant_id, "/", action_id].concat();
        if wanted.len() <= BASE_LIMIT && wanted.bytes().all(is_plain) {
            return Self::first(wanted);
        }
        // What had to be left out or replaced still tells two actions apart: by the hash.
        let mut base = String::new();
        for c in wanted.chars().take(BASE_LIMIT - HASH_LENGTH - 1) {
            let plain = u8::try_from(c).is_ok_and(is_plain);
            base.push(if plain { c } else { '_' });
        }
        base.push('-');
        base.push_str(&hex(&fnv1a(wanted.as_bytes()).to_be_bytes()));
        Self::first(base)
    }

    /// A new ID for a person's own task. `None` where the browser has no randomness.
    #[must_use]
    pub fn for_person(random: &impl Random) -> Option<Self> {
        let mut bytes = [0; 16];
        if !random.fill(&mut bytes) {
            return None;
        }
        Some(Self::first([PREFIX, "user/", &hex(&bytes)].concat()))
    }

    /// Reads an ID that [`CorrelationId::as_str`] wrote; `None` for anybody else's.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (base, ordinal) = match text.split_once('~') {
            Some((base, ordinal)) => (base, number(ordinal)?.try_into().ok()?),
            None => (text, 1),
        };
        if !base.starts_with(PREFIX) || base.len() > BASE_LIMIT || !base.bytes().all(is_plain) {
            return None;
        }
        let id = Self::first(base.to_owned()).with_ordinal(ordinal);
        (id.text == text).then_some(id)
    }

    /// The ID as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The ID of that task's first, second, third ticket.
    #[must_use]
    pub fn with_ordinal(&self, ordinal: u16) -> Self {
        let mut text = self.task().to_owned();
        if ordinal > 1 {
            text.push('~');
            text.push_str(&integer(ordinal));
        }
        Self {
            text,
            base_length: self.base_length,
        }
    }

    /// Which ticket of the task it is: 1 for the first.
    #[must_use]
    pub fn ordinal(&self) -> u16 {
        self.text
            .get(self.base_length + 1..)
            .and_then(|ordinal| number(ordinal)?.try_into().ok())
            .unwrap_or(1)
    }

    /// Whether both are of one task, whichever of its tickets.
    #[must_use]
    pub fn is_same_task(&self, other: &Self) -> bool {
        self.task() == other.task()
    }

    /// What all its tickets' IDs begin with.
    pub(super) fn task(&self) -> &str {
        self.text.get(..self.base_length).unwrap_or(&self.text)
    }

    fn first(text: String) -> Self {
        Self {
            base_length: text.len(),
            text,
        }
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/._-".contains(&byte)
}

/// FNV-1a, 64 bits: small, and the same everywhere and always. It guards against accidents only;
/// nobody gains by a collision.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
