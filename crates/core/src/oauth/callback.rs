//! The return from the instance's page ([RFC 6749, 4.1.2](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2)).

#[cfg(test)]
mod tests;

use super::client::Connection;
use super::form;
use super::pending::{self, Pending};
use super::secrets::{AuthorizationCode, CodeVerifier, State};
use crate::error::{Kind, Result, sentence};
use crate::ports::Ports;

/// A sign-in that came back with a code. It is used up by [`Session::finish`](super::Session::finish).
#[derive(Debug)]
pub struct Callback {
    pub(super) connection: Connection,
    pub(super) code: AuthorizationCode,
    pub(super) state: State,
    pub(super) verifier: CodeVerifier,
    pub(super) return_to: String,
}

impl Callback {
    /// The connection that the sign-in was begun with.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Where in the product the person was.
    #[must_use]
    pub fn return_to(&self) -> &str {
        &self.return_to
    }
}

/// Whether [`take_callback`] would find something; it changes nothing.
#[must_use]
pub fn has_callback<P: Ports>(ports: &P, url: &str) -> bool {
    Parameters::read(url)
        .state
        .is_some_and(|state| pending::exists(ports, &state))
}

/// The return of a sign-in of ours, taken from the page's address or from its query alone.
///
/// `None` when there is none: no parameters, another app's `?code=`, or a second visit. What is
/// ours is used up at once, so clean the address (`history.replaceState`) before any `await`,
/// whatever the result.
#[must_use]
pub fn take_callback<P: Ports>(ports: &P, url: &str) -> Option<Result<Callback>> {
    let parameters = Parameters::read(url);
    let state = parameters.state.clone()?;
    let found = pending::find(ports, &state)?;
    if let Some(pending) = &found
        && !is_page(parameters.page, &pending.connection.redirect_uri)
    {
        return None;
    }
    pending::remove(ports, &state);
    Some(match found {
        Some(pending) => check(ports, parameters, State::new(state), pending),
        None => Err(Kind::SignInIncomplete.into()),
    })
}

/// A query without what an authorization server has put into it: the rest is the page's own, and
/// stays as it is, letter for letter.
#[must_use]
pub fn without_callback(query: &str) -> String {
    let mut rest = String::new();
    for part in query.split('&') {
        let name = part.split_once('=').map_or(part, |(name, _)| name);
        let of_server = matches!(
            name,
            "code"
                | "state"
                | "iss"
                | "error"
                | "error_description"
                | "error_uri"
                | "session_state"
        );
        if !of_server {
            if !rest.is_empty() {
                rest.push('&');
            }
            rest.push_str(part);
        }
    }
    rest
}

/// Whether `page` is where the instance was told to send the person. A browser adds the slash
/// that an origin without a path lacks.
fn is_page(page: &str, redirect_uri: &str) -> bool {
    let wanted = redirect_uri
        .split_once('?')
        .map_or(redirect_uri, |(page, _)| page);
    page.is_empty() || page.trim_end_matches('/') == wanted.trim_end_matches('/')
}

fn check<P: Ports>(
    ports: &P,
    parameters: Parameters<'_>,
    state: State,
    pending: Pending,
) -> Result<Callback> {
    if pending.is_too_old(ports) {
        return Err(Kind::SignInTooOld.into());
    }
    // By plain comparison (RFC 9207, 2.4). That ServiceNow's issuer is the instance's own address
    // is an assumption: no recorded answer shows one.
    if let Some(issuer) = parameters.issuer
        && issuer != pending.connection.instance.as_str()
    {
        let issuer = sentence(&issuer);
        return Err(Kind::WrongIssuer { issuer }.into());
    }
    if let Some(error) = parameters.error {
        if error == "access_denied" {
            return Err(Kind::SignInDenied.into());
        }
        let description = parameters.description.unwrap_or_default();
        let reason = sentence(&[&error, " ", &description].concat());
        return Err(Kind::SignInRefused { reason }.into());
    }
    match parameters.code {
        Some(code) if !code.is_empty() => Ok(Callback {
            connection: pending.connection,
            code: AuthorizationCode::new(code),
            state,
            verifier: pending.verifier,
            return_to: pending.return_to,
        }),
        _ => Err(Kind::SignInIncomplete.into()),
    }
}

/// The parameters of the return, each the first of its name.
#[derive(Default)]
struct Parameters<'a> {
    page: &'a str,
    state: Option<String>,
    issuer: Option<String>,
    error: Option<String>,
    description: Option<String>,
    code: Option<String>,
}

impl<'a> Parameters<'a> {
    fn read(url: &'a str) -> Self {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        let (page, query) = url.split_once('?').unwrap_or(("", url));
        let mut found = Self {
            page,
            ..Self::default()
        };
        for (name, value) in form::decode(query) {
            let place = match name.as_str() {
                "state" => &mut found.state,
                "iss" => &mut found.issuer,
                "error" => &mut found.error,
                "error_description" => &mut found.description,
                "code" => &mut found.code,
                _ => continue,
            };
            place.get_or_insert(value);
        }
        found
    }
}
