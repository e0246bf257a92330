//! The connection as it stands, for those who show it.

use std::rc::Rc;

use snowline_core::oauth::{ClientId, Connection as OAuthConnection, InstanceUrl, TokenStorage};
use snowline_core::servicenow::SignedInUser;
use snowline_core::{Error, Result};

use crate::browser::navigation;
use crate::options::Options;
use crate::route::Route;

use super::hub::leaving::authorize;
use super::{Hub, PageServiceNow, SavedConnection, Status};

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
    redirect_uri: Option<String>,
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
            redirect_uri: options.redirect_uri.clone(),
        }
    }

    /// Where the instance sends people back to: what its OAuth entity must have as redirect URL.
    #[must_use]
    pub fn redirect_uri(&self) -> String {
        self.redirect_uri
            .clone()
            .unwrap_or_else(navigation::page_url)
    }

    /// The words for why nobody is signed in any more.
    #[must_use]
    pub fn why_signed_out(&self) -> &'static str {
        match Hub::of_page().tokens() {
            TokenStorage::Memory => "status.signedOut.why",
            TokenStorage::SessionStorage => "status.signedOut.session",
        }
    }

    /// Leaves for the instance's sign-in, to come back to `return_to`.
    pub fn authorize(&self, instance: InstanceUrl, client_id: ClientId, return_to: &Route) {
        let connection = OAuthConnection {
            instance,
            client_id,
            redirect_uri: self.redirect_uri(),
        };
        authorize(&Hub::of_page(), connection, return_to.path().into_owned());
    }

    /// The same with the connection that is remembered.
    ///
    /// # Errors
    /// What is remembered is no connection (somebody changed the browser's storage).
    pub fn sign_in_again(&self, return_to: &Route) -> Result<()> {
        if let Some(saved) = &self.saved {
            let instance = InstanceUrl::parse(&saved.instance_url)?;
            let client_id = ClientId::parse(&saved.client_id)?;
            self.authorize(instance, client_id, return_to);
        }
        Ok(())
    }

    /// Removes the connection, in every tab.
    pub fn remove(&self) {
        Hub::of_page().remove();
    }
}
