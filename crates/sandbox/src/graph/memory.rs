//! What Graph and Entra remember while the sandbox runs.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use time::OffsetDateTime;

use super::entra::{Grant, Login, Renewal};

/// What becomes of a change of a control profile's state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Patching {
    /// It is answered as if it were made, and nothing changes.
    #[default]
    NoEffect,
    /// It is refused, even as the documentation has it.
    BadRequest,
    /// It is made.
    Works,
}

/// What a person has said of a control.
#[derive(Debug, Clone)]
pub(super) struct Update {
    pub(super) state: String,
    pub(super) assigned_to: String,
    pub(super) comment: String,
    pub(super) at: OffsetDateTime,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    codes: HashMap<String, Login>,
    grants: HashMap<String, Grant>,
    renewals: HashMap<String, Renewal>,
    updates: BTreeMap<String, Vec<Update>>,
}

impl Memory {
    pub(super) fn put_code(&self, code: String, login: Login) {
        self.lock().codes.insert(code, login);
    }

    /// Takes a code in, which works once.
    pub(super) fn take_code(&self, code: &str) -> Option<Login> {
        self.lock().codes.remove(code)
    }

    pub(super) fn put_grant(&self, token: String, grant: Grant) {
        self.lock().grants.insert(token, grant);
    }

    pub(super) fn grant_of(&self, token: &str) -> Option<Grant> {
        self.lock().grants.get(token).cloned()
    }

    pub(super) fn put_renewal(&self, token: String, renewal: Renewal) {
        self.lock().renewals.insert(token, renewal);
    }

    pub(super) fn renewal_of(&self, token: &str) -> Option<Renewal> {
        self.lock().renewals.get(token).cloned()
    }

    pub(super) fn update(&self, control: &str, update: Update) {
        let mut known = self.lock();
        known
            .updates
            .entry(control.to_owned())
            .or_default()
            .push(update);
    }

    pub(super) fn updates_of(&self, control: &str) -> Vec<Update> {
        self.lock()
            .updates
            .get(control)
            .cloned()
            .unwrap_or_default()
    }

    /// Forgets all.
    pub fn clear(&self) {
        *self.lock() = Known::default();
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
