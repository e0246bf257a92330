//! `sessionStorage` and `localStorage`. Either may be switched off or full; then nothing is
//! kept, and nothing fails.

use snowline_core::ports::Store;

/// One of the two, or neither where the browser forbids it.
pub(super) struct WebStorage(Option<web_sys::Storage>);

impl WebStorage {
    /// This tab's, until it is closed.
    pub(super) fn session() -> Self {
        Self(web_sys::window().and_then(|window| window.session_storage().ok().flatten()))
    }

    /// This origin's.
    pub(super) fn local() -> Self {
        Self(web_sys::window().and_then(|window| window.local_storage().ok().flatten()))
    }
}

impl Store for WebStorage {
    fn get(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get_item(key).ok().flatten()
    }

    fn set(&self, key: &str, value: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|storage| storage.set_item(key, value).is_ok())
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = &self.0 {
            storage.remove_item(key).ok();
        }
    }

    fn keys(&self, beginning: &str) -> Vec<String> {
        let mut keys = Vec::new();
        if let Some(storage) = &self.0 {
            let count = storage.length().unwrap_or(0);
            let all = (0..count).filter_map(|at| storage.key(at).ok().flatten());
            keys.extend(all.filter(|key| key.starts_with(beginning)));
        }
        keys.sort();
        keys
    }
}
