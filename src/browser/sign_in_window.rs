//! The window of a sign-in, and the answer that it sends.
//!
//! The answer comes over a `BroadcastChannel`: a page that isolates itself
//! (`Cross-Origin-Opener-Policy`) and the window it opened do not know each other any more once
//! the window has gone to the instance.

use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, Event, MessageEvent, Window};

use super::page::{Listening, listen};

/// The name of the channel, which `www/oauth-callback.js` knows too.
const CHANNEL: &str = "snowline.sign-in";
/// The name of the window: a second sign-in takes the place of the first.
const NAME: &str = "snowline-sign-in";
const FEATURES: &str = "popup,width=520,height=720";

/// The window of a sign-in.
pub struct SignInWindow(Window);

impl SignInWindow {
    /// Opens it on a page of this origin. `None` where the browser blocks it: it lets windows open
    /// only in answer to a click or a key.
    #[must_use]
    pub fn open(page: &str) -> Option<Self> {
        let opened = web_sys::window()?.open_with_url_and_target_and_features(page, NAME, FEATURES);
        let opened = opened.ok().flatten()?;
        // One that was open already may be behind this one.
        opened.focus().ok();
        Some(Self(opened))
    }

    /// Goes to the instance's page.
    pub fn go(&self, url: &str) {
        self.0.location().replace(url).ok();
    }

    /// Closes it, where it still belongs to this page.
    pub fn close(&self) {
        self.0.close().ok();
    }

    /// What can be seen of it.
    #[must_use]
    pub fn look(&self) -> Seen {
        match self.0.closed() {
            Ok(false) if self.0.location().href().is_ok() => Seen::Here,
            Ok(false) => Seen::Away,
            _ => Seen::Closed,
        }
    }
}

/// What a page sees of the window that it has opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It shows a page of this origin still.
    Here,
    /// It shows a page of another origin.
    Away,
    /// It is closed, or does not belong to this page any more: a browser says the same of both.
    Closed,
}

/// Whether the person is in this page, and not in another window.
#[must_use]
pub fn is_back() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.has_focus().unwrap_or(true))
}

/// Hears the answers of sign-in windows, this page's or another's, for as long as it lives.
pub struct Answers {
    channel: BroadcastChannel,
    _listening: Listening,
}

impl Answers {
    /// Calls `listener` with the address that a window came back to; `true` says that it was meant
    /// for this page, and the window closes. `None` where the browser has no such channel.
    #[must_use]
    pub fn listen(listener: impl Fn(&str) -> bool + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let replies = channel.clone();
        let listening = listen(channel.clone(), "message", move |event: Event| {
            let message = event.unchecked_into::<MessageEvent>().data();
            // To be said it back is what the window waits for.
            if message
                .as_string()
                .is_some_and(|address| listener(&address))
            {
                replies.post_message(&message).ok();
            }
        });
        Some(Self {
            channel,
            _listening: listening,
        })
    }
}

impl Drop for Answers {
    fn drop(&mut self) {
        self.channel.close();
    }
}
