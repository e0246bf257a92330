//! What a program asks for at `/oauth_auth.do`.

use url::{Origin, Url};

use super::{client::Client, pkce, scope};
use crate::{
    params::{Params, encode},
    state::AppState,
    store::Result,
};

/// The programs that may be answered with a token at once.
const IMPLICIT: &str = "glide.oauth.clients.allowed.for.implicit.grant";
const STATE_REQUIRED: &str = "glide.oauth.state.parameter.required";

/// What the program is to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A code, to be exchanged for tokens.
    Code,
    /// An access token (implicit grant).
    Token,
}

/// A request for authorization that may be put before a person.
pub(super) struct Asked {
    pub(super) client: Client,
    pub(super) wanted: Wanted,
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
        state: &AppState,
        given: Params,
    ) -> Result<std::result::Result<Self, &'static str>> {
        let store = &state.store;
        let Some(client) = Client::find(store, given.get("client_id"))? else {
            return Ok(Err(
                "There is no active application registry with this client ID.",
            ));
        };
        let wanted = match given.get("response_type") {
            "code" => Wanted::Code,
            "token" if may_skip_the_code(&store.property(IMPLICIT)?, &client) => Wanted::Token,
            _ => return Ok(Err("The response type must be code.")),
        };
        // True on a new instance, whose property nobody has touched.
        if given.get("state").is_empty() && store.property(STATE_REQUIRED)? != "false" {
            return Ok(Err("Missing State parameter in request"));
        }
        let Some(scope) = scope::granted(store, &client, given.get("scope"))? else {
            return Ok(Err(
                "The application registry has none of the scopes asked for.",
            ));
        };
        let strict = state.config.strict_redirects;
        Ok(Self::check(client, wanted, scope, given, strict))
    }

    fn check(
        client: Client,
        wanted: Wanted,
        scope: String,
        given: Params,
        strict: bool,
    ) -> std::result::Result<Self, &'static str> {
        let mut challenge = given.get("code_challenge").to_owned();
        if wanted == Wanted::Code && (client.is_public || !challenge.is_empty()) {
            challenge = match given.get("code_challenge_method") {
                "S256" if pkce::is_challenge(&challenge) => challenge,
                // RFC 7636, section 4.3: without a method it is plain.
                "" | "plain" if client.takes_plain && pkce::is_verifier(&challenge) => {
                    pkce::challenge_of(&challenge)
                }
                "S256" => return Err("The code challenge is missing or malformed."),
                "" | "plain" if client.takes_plain => {
                    return Err("The code challenge is missing or malformed.");
                }
                _ => return Err("The code challenge method must be S256."),
            };
        }
        let Some(redirect_uri) = client.redirect(given.get("redirect_uri"), strict) else {
            return Err(match client.has_redirects() {
                true => "The redirect URL is not one of the application registry's.",
                false => "The application registry has no redirect URL.",
            });
        };
        let redirect_uri = redirect_uri.to_owned();
        let Ok(redirect) = Url::parse(&redirect_uri) else {
            return Err("The application registry's redirect URL is not a URL.");
        };
        Ok(Self {
            client,
            wanted,
            redirect,
            redirect_uri,
            state: given.get("state").to_owned(),
            scope,
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
    ///
    /// It is in the query even when it is a token: ServiceNow's documentation
    /// of the implicit grant writes `{callbackURL}?access_token=…`, where RFC
    /// 6749 has the fragment.
    pub(super) fn answer(&self, pairs: &[(&str, &str)]) -> String {
        let mut there = self.redirect.clone();
        there.query_pairs_mut().extend_pairs(pairs);
        if !self.state.is_empty() {
            there.query_pairs_mut().append_pair("state", &self.state);
        }
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

/// The property lists client IDs, with commas between.
fn may_skip_the_code(property: &str, client: &Client) -> bool {
    property
        .split(',')
        .any(|client_id| client_id.trim() == client.client_id)
}
