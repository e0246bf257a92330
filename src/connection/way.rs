//! The ways to be let in at an instance.

use snowline_core::json::{self, Object};
use snowline_core::ports::{Ports, Store};

use crate::browser::Browser;

/// The key in `localStorage` of what the person chose.
const KEY: &str = "snowline.way";

/// How the instance is reached, and who proves on whose behalf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Straight to the instance, signed in with OAuth.
    Direct,
    /// Signed in with OAuth, with all requests through a path of the portal's own.
    Proxy,
    /// As a page of the instance, with the session that the person has there.
    Session,
    /// With bearer tokens that the host page supplies.
    Token,
}

impl Way {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Proxy, Self::Session, Self::Token];
    /// What the option `way` calls them, in the same order.
    pub const NAMES: [&'static str; 4] = ["direct", "proxy", "session", "token"];

    /// Whether the page supplies the proof, so that nobody signs in here.
    #[must_use]
    pub fn is_supplied(self) -> bool {
        matches!(self, Self::Session | Self::Token)
    }
}

/// Where the instance's sign-in pages are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInBy {
    /// In this window, which leaves the portal and comes back.
    Redirect,
    /// In a window of its own.
    Popup,
}

/// What a person may choose, where the host has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Through the portal's proxy rather than straight.
    pub proxy: bool,
    /// In a window of its own rather than in this one.
    pub popup: bool,
}

impl Choice {
    /// What was chosen last; the first of each, if nothing was.
    #[must_use]
    pub fn remembered() -> Self {
        let text = Browser::new().local_store().get(KEY);
        let known = text.and_then(|text| json::parse(&text).ok());
        let is = |name, word| known.as_ref().and_then(|known| known.text(name)) == Some(word);
        Self {
            proxy: is("way", "proxy"),
            popup: is("signIn", "popup"),
        }
    }

    /// Forgets it.
    pub fn forget() {
        Browser::new().local_store().remove(KEY);
    }

    /// Remembers it.
    pub fn remember(self) {
        let text = Object::new()
            .text("way", if self.proxy { "proxy" } else { "direct" })
            .text("signIn", if self.popup { "popup" } else { "redirect" })
            .end();
        Browser::new().local_store().set(KEY, &text);
    }
}
