//! What a program asks for at `/oauth_auth.do`.

use url::{Origin, Url};

use super::{client::Client, pkce};
use crate::{
    params::{Params, encode},
    store::{Result, Store},
};

/// A request for authorization that may be put before a person.
pub(super) struct Asked {
    pub(super) client: Client,
    /// Where the answer goes; may differ from what was asked for.
    pub(super) redirect: Url,
    /// The same as registered, to which the token request is held.
    pub(super) redirect_uri: String,
    pub(super) state: String,
    pub(super) scope: String,
    pub(super) challenge: String,
    given: Params,
}

/// The parameters that go through the sign-in and consent pages.
const NAMES: [&str; 7] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
];

impl Asked {
    /// Checks the parameters. What a real instance does with bad ones is not
    /// documented; the less convenient way is to tell the person, not the
    /// program.
    pub(super) fn read(
        store: &Store,
        given: Params,
    ) -> Result<std::result::Result<Self, &'static str>> {
        let Some(client) = Client::find(store, given.get("client_id"))? else {
            return Ok(Err(
                "There is no active application registry with this client ID.",
            ));
        };
        Ok(Self::check(client, given))
    }

    fn check(client: Client, given: Params) -> std::result::Result<Self, &'static str> {
        if given.get("response_type") != "code" {
            return Err("The response type must be code.");
        }
        let state = given.get("state").to_owned();
        if state.is_empty() {
            return Err("Missing State parameter in request");
        }
        let challenge = given.get("code_challenge").to_owned();
        let method = given.get("code_challenge_method");
        if client.is_public || !challenge.is_empty() {
            if method != "S256" {
                return Err("The code challenge method must be S256.");
            }
            if !pkce::is_challenge(&challenge) {
                return Err("The code challenge is missing or malformed.");
            }
        }
        let Some(redirect_uri) = client.redirect(given.get("redirect_uri")) else {
            return Err("The application registry has no redirect URL.");
        };
        let redirect_uri = redirect_uri.to_owned();
        let Ok(redirect) = Url::parse(&redirect_uri) else {
            return Err("The application registry's redirect URL is not a URL.");
        };
        let scope = match given.get("scope") {
            "" => "useraccount",
            scope => scope,
        };
        Ok(Self {
            client,
            redirect,
            redirect_uri,
            state,
            scope: scope.to_owned(),
            challenge,
            given,
        })
    }

    /// The parameters, for forms that must bring them back.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        NAMES
            .into_iter()
            .map(|name| (name, self.given.get(name)))
            .filter(|(_, value)| !value.is_empty())
    }

    /// This very request's address.
    pub(super) fn address(&self) -> String {
        format!("/oauth_auth.do?{}", encode(self.parameters()))
    }

    /// Where the browser goes with the answer.
    pub(super) fn answer(&self, name: &str, value: &str) -> String {
        let mut there = self.redirect.clone();
        there
            .query_pairs_mut()
            .append_pair(name, value)
            .append_pair("state", &self.state);
        there.into()
    }

    /// The place that the consent form leads to, as a page's policy names it.
    pub(super) fn leads_to(&self) -> String {
        let place = match self.redirect.origin() {
            origin @ Origin::Tuple(..) => origin.ascii_serialization(),
            Origin::Opaque(_) => format!("{}:", self.redirect.scheme()),
        };
        match place.contains([';', ',', ' ', '\'']) {
            true => String::new(),
            false => place,
        }
    }
}
