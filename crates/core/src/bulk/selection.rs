//! The improvement actions that a person has chosen.

use crate::json::{self, Object, Value, quoted};
use crate::ports::Store;

const KEY: &str = "snowline.selected";

/// The improvement actions of one tenant that a person has chosen, whatever of them is in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    tenant: String,
    /// In their order, each once.
    ids: Vec<String>,
}

impl Selection {
    /// None yet, of that tenant.
    #[must_use]
    pub fn of(tenant: &str) -> Self {
        Self {
            tenant: tenant.to_owned(),
            ids: Vec::new(),
        }
    }

    /// Whose actions they are.
    #[must_use]
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// Whether that action is among them.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.place(id).is_ok()
    }

    /// Adds that action, or takes it out.
    pub fn set(&mut self, id: &str, chosen: bool) {
        match (self.place(id), chosen) {
            (Err(place), true) => self.ids.insert(place, id.to_owned()),
            (Ok(place), false) => {
                self.ids.remove(place);
            }
            _ => {}
        }
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.ids.clear();
    }

    /// Keeps it; where there is none, nothing is kept.
    pub fn keep(&self, store: &impl Store) {
        if self.ids.is_empty() {
            return store.remove(KEY);
        }
        let ids: Vec<_> = self.ids.iter().map(|id| quoted(id)).collect();
        let json = Object::new()
            .text("tenant", &self.tenant)
            .json("ids", &["[", &ids.join(","), "]"].concat())
            .end();
        store.set(KEY, &json);
    }

    /// What was kept for that tenant; else none.
    #[must_use]
    pub fn find(store: &impl Store, tenant: &str) -> Self {
        let mut found = Self::of(tenant);
        let kept = store.get(KEY).and_then(|text| json::parse(&text).ok());
        let kept = kept.filter(|kept| kept.text("tenant") == Some(tenant));
        if let Some(Value::Array(ids)) = kept.as_ref().and_then(|kept| kept.get("ids")) {
            for id in ids.iter().filter_map(Value::as_str) {
                found.set(id, true);
            }
        }
        found
    }

    fn place(&self, id: &str) -> Result<usize, usize> {
        self.ids.binary_search_by(|known| known.as_str().cmp(id))
    }
}
