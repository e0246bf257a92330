//! The configuration that holds on this page: the host's, else the one that this browser keeps for
//! the instance. What every page needs of it is read here; the rest is for what comes later.

use std::rc::Rc;

use snowline_core::configuration::States;
use snowline_core::json::{self, Value};
use snowline_core::ports::{Ports, Store};

use crate::browser::Browser;

/// What the keys in `localStorage` begin with; the instance's address follows.
const KEY: &str = "snowline.configuration.";

/// A configuration that holds.
pub struct Configured {
    /// The instance that it is for; empty for none, and where it is the host's.
    instance: String,
    /// As it is written; empty where nothing is set.
    pub text: String,
    /// The same, read; `null` where nothing is set.
    pub json: Value,
    /// What is set of the ticket states.
    pub states: Rc<States>,
    /// The host has set it, and nobody here changes it.
    pub of_host: bool,
    /// The browser did not keep it: it is gone with the page.
    pub is_unkept: bool,
}

impl Default for Configured {
    fn default() -> Self {
        Self::read(String::new(), String::new())
    }
}

impl Configured {
    /// The one that this browser keeps for an instance, unless it is this one.
    #[must_use]
    pub fn news(&self, browser: &Browser, instance: &str) -> Option<Self> {
        let same = self.instance == instance;
        if self.of_host || (same && self.is_unkept) {
            return None;
        }
        let kept = browser.local_store().get(&key(instance));
        let text = kept.unwrap_or_default();
        if same && self.text == text {
            return None;
        }
        Some(Self::read(instance.to_owned(), text))
    }

    /// The host's.
    #[must_use]
    pub fn of_host(text: &str) -> Self {
        let mut of_host = Self::read(String::new(), text.to_owned());
        of_host.of_host = true;
        of_host
    }

    /// Another one for that instance, kept if the browser does; an empty one is as good as none.
    pub(crate) fn keep(browser: &Browser, instance: &str, text: String) -> Self {
        let store = browser.local_store();
        let kept = if text.is_empty() {
            store.remove(&key(instance));
            store.get(&key(instance)).is_none()
        } else {
            store.set(&key(instance), &text)
        };
        let mut next = Self::read(instance.to_owned(), text);
        next.is_unkept = !kept;
        next
    }

    fn read(instance: String, text: String) -> Self {
        let json = json::parse(&text).unwrap_or(Value::Null);
        Self {
            states: Rc::new(States::read(&json)),
            instance,
            text,
            json,
            of_host: false,
            is_unkept: false,
        }
    }
}

fn key(instance: &str) -> String {
    [KEY, instance].concat()
}
