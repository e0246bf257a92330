//! What is remembered of the connection between visits. Nothing of it is a secret.

use snowline_core::date::Timestamp;
use snowline_core::json::{self, Object, Value};
use snowline_core::ports::{Ports, Store};
use snowline_core::servicenow::CLOSED_BATCH;

use crate::browser::Browser;

/// The key in `localStorage`. Its removal tells the other tabs that the connection is gone.
pub(super) const KEY: &str = "snowline.connection";
/// The key in `sessionStorage` of what is typed on the setup page. Nothing of it is a secret.
pub(crate) const TYPED: &str = "snowline.typed";
/// The key in `sessionStorage` of the settings that were checked last in this tab: who comes back to
/// the page, from ServiceNow's or by a reload, finds them checked.
pub(crate) const CHECKED: &str = "snowline.checked";

/// A connection that was made from this browser and not removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedConnection {
    /// The instance's address.
    pub instance_url: String,
    /// The proxy that requests to it go through, if any.
    pub through: Option<String>,
    /// The client ID of its OAuth entity; empty where the page supplies tokens.
    pub client_id: String,
    /// Where the instance sends people back to.
    pub redirect_uri: String,
    /// The ServiceNow user who signed in last.
    pub user: Option<String>,
    /// When that was.
    pub since: Timestamp,
}

impl SavedConnection {
    /// What this browser remembers, if anything.
    #[must_use]
    pub fn load(browser: &Browser) -> Option<Self> {
        Self::parse(&browser.local_store().get(KEY)?)
    }

    /// What a sign-in was begun with last in this tab: it is not lost when nothing came of it.
    #[must_use]
    pub fn tried(browser: &Browser) -> Option<Self> {
        Self::parse(&browser.session_store().get(KEY)?)
    }

    /// Reads it; anything else that the key may hold counts as nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let value = json::parse(text).ok()?;
        let text = |name: &str| value.text(name).map(str::to_owned);
        Some(Self {
            instance_url: text("instanceUrl")?,
            through: text("through"),
            client_id: text("clientId")?,
            redirect_uri: text("redirectUri")?,
            user: text("user"),
            since: Timestamp(value.get("since").and_then(Value::as_i64).unwrap_or(0)),
        })
    }

    /// Remembers it.
    pub fn keep(&self, browser: &Browser) {
        browser.local_store().set(KEY, &self.write());
    }

    /// Remembers it in this tab, for [`SavedConnection::tried`].
    pub fn keep_tried(&self, browser: &Browser) {
        browser.session_store().set(KEY, &self.write());
    }

    fn write(&self) -> String {
        Object::new()
            .text("instanceUrl", &self.instance_url)
            .text_if_any("through", self.through.as_deref())
            .text("clientId", &self.client_id)
            .text("redirectUri", &self.redirect_uri)
            .text_if_any("user", self.user.as_deref())
            .number("since", self.since.0)
            .end()
    }

    /// Forgets what a sign-in was begun with and what was typed for it: it has succeeded, and what
    /// holds is remembered.
    pub fn forget_tried(browser: &Browser) {
        browser.session_store().remove(KEY);
        browser.session_store().remove(TYPED);
    }

    /// Forgets it, here and, through the event that follows, in the other tabs.
    pub fn forget(browser: &Browser) {
        browser.local_store().remove(KEY);
        for key in [KEY, TYPED, CHECKED, CLOSED_BATCH] {
            browser.session_store().remove(key);
        }
    }
}
