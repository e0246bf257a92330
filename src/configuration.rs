//! The configuration that holds on this page: the host's, else the one that this browser keeps for
//! the instance. What every page needs of it is read here; the rest is for what comes later.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::configuration::States;
use snowline_core::json::{self, Value};
use snowline_core::ports::{Ports, Store};

use crate::browser::Browser;

/// What the keys in `localStorage` begin with; the instance's address follows.
const KEY: &str = "snowline.configuration.";

/// A configuration that holds.
pub struct Configured {
    /// The instance that it is for, where it is not the host's.
    instance: Option<String>,
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

thread_local! {
    /// The one of all mounts of the page.
    static CURRENT: RefCell<Rc<Configured>> = RefCell::new(Configured::read(None, String::new()));
}

impl Configured {
    /// The one that holds now, for an instance. It is the same until it is changed, here or in
    /// another tab.
    #[must_use]
    pub fn now(instance: Option<&str>) -> Rc<Self> {
        let known = CURRENT.with_borrow(Rc::clone);
        let same = known.instance.as_deref() == instance;
        if known.of_host || (same && known.is_unkept) {
            return known;
        }
        let kept = instance.and_then(|at| Browser::new().local_store().get(&key(at)));
        let text = kept.unwrap_or_default();
        if same && known.text == text {
            return known;
        }
        Self::begin(Self::read(instance.map(str::to_owned), text))
    }

    /// Takes the host's, unless one of its mounts has given one.
    pub fn take_of_host(text: &str) {
        if !CURRENT.with_borrow(|known| known.of_host) {
            let mut of_host = Self::whole(None, text.to_owned());
            of_host.of_host = true;
            Self::begin(Rc::new(of_host));
        }
    }

    /// Keeps another one for that instance; an empty one is as good as none.
    pub(crate) fn keep(instance: &str, text: String) {
        let browser = Browser::new();
        let kept = if text.is_empty() {
            browser.local_store().remove(&key(instance));
            browser.local_store().get(&key(instance)).is_none()
        } else {
            browser.local_store().set(&key(instance), &text)
        };
        let mut next = Self::whole(Some(instance.to_owned()), text);
        next.is_unkept = !kept;
        Self::begin(Rc::new(next));
    }

    fn begin(next: Rc<Self>) -> Rc<Self> {
        CURRENT.with_borrow_mut(|known| known.clone_from(&next));
        next
    }

    fn read(instance: Option<String>, text: String) -> Rc<Self> {
        Rc::new(Self::whole(instance, text))
    }

    fn whole(instance: Option<String>, text: String) -> Self {
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
