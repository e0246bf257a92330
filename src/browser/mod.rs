//! The browser, reached through the core's ports: one adapter a file, named as its port.
//!
//! [`Browser`] is all of them together. Next to the ports stand the few parts of a browser that
//! only views need: [`intl`], [`navigation`], [`clipboard`], [`page`]; and what the ways to be let in
//! need: [`host`], [`sign_in_window`].

mod clock;
mod digest;
mod fetch;
mod locks;
mod policy;
mod random;
mod storage;

pub mod clipboard;
pub mod download;
pub mod file;
pub mod host;
pub mod intl;
pub mod module;
pub mod navigation;
pub mod page;
pub mod sign_in_window;

use snowline_core::ports::{Ports, Store};

use storage::WebStorage;

/// The ports of this page. It holds nothing but two handles, so every mount has its own.
pub struct Browser {
    session: WebStorage,
    local: WebStorage,
}

impl Browser {
    /// The browser that this page runs in.
    #[must_use]
    pub fn new() -> Self {
        Self {
            session: WebStorage::session(),
            local: WebStorage::local(),
        }
    }
}

impl Default for Browser {
    fn default() -> Self {
        Self::new()
    }
}

impl Ports for Browser {
    fn session_store(&self) -> &impl Store {
        &self.session
    }

    fn local_store(&self) -> &impl Store {
        &self.local
    }

    fn origin(&self) -> String {
        navigation::origin()
    }
}
