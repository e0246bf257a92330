//! Single sign-on: people who sign in at an identity provider
//! (Multi-Provider SSO), by OpenID Connect.
//!
//! What is switched on by which property, the addresses and the cookie are
//! documented. That somebody is led to the provider in one step, and what a
//! failure looks like, are assumptions.

mod callback;
mod locate;
mod provider;
mod visit;

pub use provider::Provider;
pub use visit::Visits;

use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};

use crate::{
    idp,
    oauth::{challenge_of, secret},
    pages::message,
    params::{Params, encode},
    redirect::lead_to,
    session::{self, own_path, sign_in_path},
    state::AppState,
    store::{Result, Store, new_id},
    table_api::origin,
};
use visit::Visit;

const ENABLED: &str = "glide.authenticate.multisso.enabled";
const AUTO_REDIRECT: &str = "glide.authenticate.sso.redirect.idp";

/// The cookie with the provider that a person signed in at before.
const COOKIE: &str = "glide_sso_id";

/// The page that leads to a provider, and the one that finds out to which.
const WITH_SSO: &str = "/login_with_sso.do";
pub(crate) const LOCATE: &str = "/login_locate_sso.do";

/// Where a provider leads people back to.
const CALLBACK: &str = "/navpage.do";

/// The pages of single sign-on.
pub fn router() -> Router<AppState> {
    Router::new()
        .route(WITH_SSO, get(with_sso))
        .route(LOCATE, get(locate::page).post(locate::submit))
        .route(CALLBACK, get(callback::callback))
        .route("/external_logout_complete.do", get(logged_out))
}

/// Whether people may sign in elsewhere.
pub fn is_enabled(store: &Store) -> Result<bool> {
    Ok(store.property(ENABLED)? == "true")
}

/// Where somebody goes who is not signed in: to the page that the registry
/// record names, to an identity provider, or to the instance's own `page`.
pub fn way_in(
    state: &AppState,
    headers: &HeaderMap,
    login_url: &str,
    page: &str,
    back: &str,
) -> Result<Response> {
    if let Some(own) = own_path(login_url).filter(|_| !login_url.is_empty()) {
        let more = if own.contains('?') { '&' } else { '?' };
        let back = encode([("uri", back)]);
        return Ok(lead_to(&format!("{own}{more}{back}")));
    }
    match usual(state, headers)? {
        Some(provider) => lead_out(state, headers, &provider, back),
        None => Ok(lead_to(&sign_in_path(page, back))),
    }
}

/// The provider that people go to without being asked: that of the cookie,
/// then that of the property.
fn usual(state: &AppState, headers: &HeaderMap) -> Result<Option<Provider>> {
    if !is_enabled(&state.store)? {
        return Ok(None);
    }
    if let Some(before) = session::cookie_of(headers, COOKIE)
        && let Some(provider) = Provider::find(&state.store, &before)?
    {
        return Ok(Some(provider));
    }
    let property = state.store.property(AUTO_REDIRECT)?;
    Provider::find(&state.store, property.trim())
}

/// `login_with_sso.do?glide_sso_id=…`.
async fn with_sso(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let given = Params::of(&query.unwrap_or_default());
    if !is_enabled(&state.store)? {
        return Ok(lead_to(&sign_in_path("/login.do", given.get("uri"))));
    }
    match Provider::find(&state.store, given.get("glide_sso_id"))? {
        Some(provider) => lead_out(&state, &headers, &provider, given.get("uri")),
        None => Ok(fail("There is no active identity provider with this ID.")),
    }
}

/// Leads to the provider, and remembers where the person wanted to go.
fn lead_out(
    state: &AppState,
    headers: &HeaderMap,
    provider: &Provider,
    back: &str,
) -> Result<Response> {
    // The sandbox asks nobody for metadata: it knows those of its own.
    if state.config.sso.as_deref() != Some(provider.issuer()) {
        return Ok(fail(
            "The identity provider cannot be reached. Log in at side_door.do, or start the sandbox with --sso.",
        ));
    }
    let (browser, is_new) = session::browser(state, headers)?;
    let redirect_uri = format!("{}{CALLBACK}", origin(headers));
    let (verifier, nonce, id) = (secret()?, new_id()?, new_id()?);
    let address = encode([
        ("response_type", "code"),
        ("client_id", &*provider.client_id),
        ("redirect_uri", &redirect_uri),
        ("scope", "openid profile email"),
        ("state", &id),
        ("nonce", &nonce),
        ("code_challenge", &challenge_of(&verifier)),
        ("code_challenge_method", "S256"),
    ]);
    let mut answer = lead_to(&format!(
        "{}{}?{address}",
        provider.issuer(),
        idp::AUTHORIZE
    ));
    if is_new {
        session::hand_out(answer.headers_mut(), &browser);
    }
    let visit = Visit {
        provider: provider.sys_id.clone(),
        back: back.to_owned(),
        browser,
        redirect_uri,
        nonce,
        verifier,
        at: state.clock.now(),
    };
    state.visits.put(id, visit);
    Ok(answer)
}

/// Where people end who sign out of an instance with single sign-on.
async fn logged_out() -> Response {
    message(
        StatusCode::OK,
        "Logout successful",
        "You have logged out of this instance. You may still be signed in at your identity provider.",
        None,
    )
}

fn fail(why: &str) -> Response {
    message(StatusCode::FORBIDDEN, "Login failed", why, None)
}
