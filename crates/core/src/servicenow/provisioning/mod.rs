//! Everything that a setup needs on an instance, made in one step by its administrator: a script
//! for "Scripts - Background", or the same script in a file for "Import XML".
//!
//! Records that refer to others (a CORS rule to its API, a user's role to the role) do so by
//! `sys_id`, and nobody outside knows those of an instance's APIs and roles. So a file of plain
//! records would not do: the script finds them by their names, and what is there already, too.

pub mod pages;
mod script;
#[cfg(test)]
mod tests;
mod xml;

use crate::date::Timestamp;
use crate::ports::Sha256;

use super::needs;

/// The file in the bundle with the part of the script that is the same for every portal.
pub const BODY: &str = "provisioning/connect.js";

/// What is to be made, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provisioning {
    /// The portal's origin, which the two CORS settings let in.
    pub origin: String,
    /// The page that the instance sends people back to.
    pub redirect_uri: String,
    /// The client ID that the OAuth entity is to have.
    pub client_id: String,
    /// The user name of the integration user.
    pub user_name: String,
    /// The `sys_id` of the record in the file: that of the same portal is always the same, so that
    /// a second import takes the place of the first.
    sys_id: String,
}

impl Provisioning {
    /// For a portal. Without a client ID, it gets one made from the redirect URL: always the same,
    /// so that making it twice makes nothing new. A client ID is no secret.
    ///
    /// `None` where the browser has no digest.
    pub async fn new(
        ports: &impl Sha256,
        origin: String,
        redirect_uri: String,
        client_id: Option<String>,
        user_name: String,
    ) -> Option<Self> {
        let client_id = match client_id {
            Some(client_id) => client_id,
            None => id(ports, "client", &redirect_uri).await?,
        };
        Some(Self {
            sys_id: id(ports, "provisioning", &redirect_uri).await?,
            origin,
            redirect_uri,
            client_id,
            user_name,
        })
    }

    /// The script, in the ECMAScript 5 that ServiceNow's global scope runs. `body` is what follows
    /// the values, [`BODY`].
    #[must_use]
    pub fn script(&self, body: &str) -> String {
        script::write(self, body)
    }

    /// The file for "Import XML": one Fix Script. `now` is when the file says that it was made.
    #[must_use]
    pub fn xml(&self, body: &str, now: Timestamp) -> String {
        xml::write(self, body, now)
    }

    /// The name of the Fix Script.
    #[must_use]
    pub fn name(&self) -> String {
        name_for(&self.origin)
    }
}

/// The name of the Fix Script for a portal.
pub(super) fn name_for(origin: &str) -> String {
    ["Snowline: connect ", origin].concat()
}

/// 32 hexadecimal digits that stand for one thing of one portal.
async fn id(ports: &impl Sha256, what: &str, redirect_uri: &str) -> Option<String> {
    let named = ["snowline ", what, " ", redirect_uri].concat();
    let digest = ports.sha256(named.as_bytes()).await?;
    let digits = digest.iter().take(16);
    Some(digits.fold(String::new(), |mut id, byte| {
        for digit in [byte >> 4, byte & 15] {
            id.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
        }
        id
    }))
}
