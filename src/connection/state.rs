//! The connection as it stands, for those who show it.

use std::rc::Rc;

use snowline_core::date::Timestamp;
use snowline_core::oauth::{ClientId, Connection as OAuthConnection, InstanceUrl, TokenStorage};
use snowline_core::ports::{Clock, Ports, Store};
use snowline_core::servicenow::{Contact, SignedInUser};
use snowline_core::{Error, Result};

use crate::browser::{Browser, navigation};
use crate::mount::url_of;
use crate::options::Options;

use super::expected::integration_user;
use super::hub::leaving::authorize;
use super::hub::popup;
use super::way::{Choice, SignInBy, Way};
use super::{Hub, PageServiceNow, SavedConnection, Status};

/// The page of the bundle that a sign-in's window comes back to.
const CALLBACK_PAGE: &str = "oauth-callback.html";
/// The path of the portal's own that leads to the instance: the one that the ready configurations
/// in `docs/proxy` pass on.
const PROXY_PATH: &str = "/servicenow";

/// How the connection stands, and what one can do with it.
pub struct Connection {
    /// How it stands.
    pub status: Status,
    /// What this browser remembers of it.
    pub saved: Option<SavedConnection>,
    /// Who is signed in, once the instance has said so.
    pub user: Option<SignedInUser>,
    /// Why the last sign-in failed.
    pub error: Option<Error>,
    /// The client of the instance, while somebody is signed in.
    pub servicenow: Option<Rc<PageServiceNow>>,
    /// The way, where the host fixes it.
    pub way: Option<Way>,
    /// Where sign-in pages are shown, where the host fixes it.
    pub sign_in: Option<SignInBy>,
    redirect_uri: Option<String>,
    proxy_path: Option<String>,
    assets: Option<String>,
}

impl Connection {
    /// As it stands now.
    #[must_use]
    pub fn now(options: &Options) -> Self {
        let hub = Hub::of_page();
        Self {
            status: hub.status(),
            saved: hub.saved(),
            user: hub.user(),
            error: hub.error(),
            servicenow: hub.servicenow(),
            way: options.way,
            sign_in: options.sign_in,
            redirect_uri: options.redirect_uri.clone(),
            proxy_path: options.proxy_path.clone(),
            assets: options.assets.clone(),
        }
    }

    /// What holds of what a person may choose: the host's word, else what was chosen last.
    #[must_use]
    pub fn choice(&self) -> Choice {
        let chosen = Choice::remembered();
        Choice {
            proxy: self.way.map_or(chosen.proxy, |way| way == Way::Proxy),
            popup: self
                .sign_in
                .map_or(chosen.popup, |by| by == SignInBy::Popup),
        }
    }

    /// Whether the page supplies tokens, so that nobody signs in here.
    #[must_use]
    pub fn is_supplied(&self) -> bool {
        self.way.is_some_and(Way::is_supplied)
    }

    /// Where the instance sends people back to: what its OAuth entity must have as redirect URL.
    #[must_use]
    pub fn redirect_uri(&self) -> String {
        self.redirect_uri_for(self.choice().popup)
    }

    /// Where a sign-in in a window of its own comes back to.
    #[must_use]
    pub fn redirect_uri_of_window(&self) -> String {
        self.redirect_uri_for(true)
    }

    /// The same with sign-in pages in a window of their own, or not: such a window comes back to a
    /// page of its own. A host that fixes windows may name it.
    #[must_use]
    pub fn redirect_uri_for(&self, popup: bool) -> String {
        let named = self.redirect_uri.clone();
        let of_window = self.sign_in == Some(SignInBy::Popup);
        let named = named.filter(|_| of_window == popup);
        named.unwrap_or_else(|| match popup {
            true => url_of(CALLBACK_PAGE, self.assets.as_deref()),
            false => navigation::page_url(),
        })
    }

    /// The path of the portal's own that leads to the instance, where requests go through one.
    #[must_use]
    pub fn proxy_path(&self) -> &str {
        self.proxy_path.as_deref().unwrap_or(PROXY_PATH)
    }

    /// All that a sign-in at an instance depends upon, by the way that is chosen.
    #[must_use]
    pub fn to(&self, instance: InstanceUrl, client_id: ClientId) -> OAuthConnection {
        self.to_by(instance, client_id, self.choice())
    }

    fn to_by(&self, instance: InstanceUrl, client: ClientId, by: Choice) -> OAuthConnection {
        let proxy = by.proxy.then(|| navigation::origin() + self.proxy_path());
        OAuthConnection {
            instance: instance.through(proxy),
            client_id: client,
            redirect_uri: self.redirect_uri_for(by.popup),
            endpoints: None,
        }
    }

    /// When the sign-in ends, where the instance has said so.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        let left = self.servicenow.as_ref()?.ends_in_ms()?;
        let now = Browser::new().now();
        Some(Timestamp(now.0.saturating_add(left.try_into().ok()?)))
    }

    /// Whether the sign-in goes on by itself when its token ends; `None` where nobody has signed in
    /// here.
    #[must_use]
    pub fn is_renewable(&self) -> Option<bool> {
        Some(Hub::of_page().session()?.is_renewable())
    }

    /// What the instance's answers have said of the connection.
    #[must_use]
    pub fn contact(&self) -> Contact {
        let servicenow = self.servicenow.as_ref();
        servicenow.map_or_else(Contact::default, |servicenow| servicenow.contact())
    }

    /// The words for why nobody is signed in any more.
    #[must_use]
    pub fn why_signed_out(&self) -> &'static str {
        if self.is_supplied() {
            return "status.signedOut.instance";
        }
        match Hub::of_page().tokens() {
            TokenStorage::Memory => "status.signedOut.why",
            TokenStorage::SessionStorage => "status.signedOut.session",
        }
    }

    /// Leaves for the instance's sign-in, to come back to `return_to`; or shows it in a window of
    /// its own, if that is chosen.
    pub fn authorize(&self, instance: InstanceUrl, client_id: ClientId, return_to: &str) {
        self.authorize_by(instance, client_id, return_to, self.choice());
    }

    fn authorize_by(
        &self,
        instance: InstanceUrl,
        client_id: ClientId,
        return_to: &str,
        by: Choice,
    ) {
        let connection = self.to_by(instance, client_id, by);
        authorize(&Hub::of_page(), connection, return_to.to_owned(), by.popup);
    }

    /// The sign-in that was begun last, in this window: where a window of its own did not do.
    ///
    /// # Errors
    /// What is remembered is no connection (somebody changed the browser's storage).
    pub fn sign_in_here(&self, return_to: &str) -> Result<()> {
        let by = Choice {
            popup: false,
            ..self.choice()
        };
        let tried = SavedConnection::tried(&Browser::new());
        match tried.as_ref().or(self.saved.as_ref()) {
            Some(saved) => self.authorize_saved(saved, return_to, by),
            None => Ok(()),
        }
    }

    /// Whether a sign-in in a window of its own is waited for.
    #[must_use]
    pub fn waits_for_window(&self) -> bool {
        self.status == Status::SigningIn && popup::is_open()
    }

    /// Waits for that window no longer.
    pub fn cancel_sign_in(&self) {
        popup::cancel(&Hub::of_page());
    }

    /// The same with the connection that is remembered. A page of the instance goes to the
    /// instance's own sign-in, which leads back to it.
    ///
    /// # Errors
    /// What is remembered is no connection (somebody changed the browser's storage).
    pub fn sign_in_again(&self, return_to: &str) -> Result<()> {
        match &self.saved {
            _ if self.is_supplied() => {
                remember_place(return_to);
                navigation::reload();
                Ok(())
            }
            Some(saved) => self.authorize_saved(saved, return_to, self.choice()),
            None => Ok(()),
        }
    }

    fn authorize_saved(&self, saved: &SavedConnection, return_to: &str, by: Choice) -> Result<()> {
        let instance = InstanceUrl::parse(&saved.instance_url)?;
        let client_id = ClientId::parse(&saved.client_id)?;
        self.authorize_by(instance, client_id, return_to, by);
        Ok(())
    }

    /// Whether this tab holds tokens that the instance may still take.
    #[must_use]
    pub fn holds_tokens(&self) -> bool {
        let session = Hub::of_page().session();
        session.is_some_and(|session| session.holds_tokens())
    }

    /// The user who is to be signed in; empty where nobody said so, or where the page decides.
    #[must_use]
    pub fn expected_user(&self) -> String {
        match self.is_supplied() {
            true => String::new(),
            false => integration_user(),
        }
    }
}

/// The key in `sessionStorage` of the page to show again after the instance's own sign-in, whose
/// forms know no fragments.
const PLACE: &str = "snowline.place";

fn remember_place(path: &str) {
    Browser::new().session_store().set(PLACE, path);
}

/// The page to show again after the instance's own sign-in, once.
#[must_use]
pub fn take_place() -> Option<String> {
    let browser = Browser::new();
    let place = browser.session_store().get(PLACE)?;
    browser.session_store().remove(PLACE);
    Some(place)
}
