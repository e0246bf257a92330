//! Tokens of identity providers, sent in place of the instance's own.
//!
//! The instance first asks whether a bearer token is one of its own and, if
//! not, takes it for a JSON Web Token of a registered provider: signature,
//! expiry, audience, user claim and, if switched on, single use (KB0720547).

use super::{Caller, by_field, provision::provision};
use crate::{
    jwt::{Issuer, Jwt, METADATA, TEST_ISSUER},
    records::{is_true, text},
    state::AppState,
    store::{Result, Row},
};

/// Whom a provider's token speaks for.
pub(super) fn by_id_token(state: &AppState, token: &str) -> Result<Option<Caller>> {
    let Some(token) = verified(state, token)? else {
        return Ok(None);
    };
    for entity in state.store.find("oauth_entity", &[("active", "true")])? {
        let provider = text(&entity, "oidc_provider_configuration");
        if provider.is_empty() || !token.is_for(text(&entity, "client_id")) {
            continue;
        }
        let provider = state.store.get("oidc_provider_configuration", provider)?;
        if let Some(provider) = provider.filter(|provider| is_of(provider, &token)) {
            return meant_by(state, &provider, &token);
        }
    }
    Ok(None)
}

/// The token, if an issuer that the sandbox has the keys of has signed it and
/// it is in force.
pub fn verified<'a>(state: &AppState, token: &'a str) -> Result<Option<Jwt<'a>>> {
    let Some(token) = Jwt::read(token) else {
        return Ok(None);
    };
    let mut own = vec![state.keys.issuer_named(TEST_ISSUER)?];
    if let Some(name) = &state.config.sso {
        own.push(state.keys.issuer_named(name)?);
    }
    let mut known = state.config.issuers.iter().chain(&own);
    let signed = known.any(|issuer: &Issuer| issuer.signed(&token));
    let lasts = token.lasts_at(state.clock.now().unix_timestamp());
    Ok((signed && lasts).then_some(token))
}

/// Whether the provider's metadata address is that of the token's issuer.
fn is_of(provider: &Row, token: &Jwt<'_>) -> bool {
    let address = text(provider, "oidc_config_url");
    let issuer = address.strip_suffix(METADATA).unwrap_or(address);
    issuer.trim_end_matches('/') == token.claim("iss").trim_end_matches('/')
}

/// The user that the provider's claim means, made now if there is none and the
/// provider may.
pub fn meant_by(state: &AppState, provider: &Row, token: &Jwt<'_>) -> Result<Option<Caller>> {
    let claim = |column: &str, usual| match text(provider, column) {
        "" => token.claim(usual),
        name => token.claim(name),
    };
    if is_true(provider, "enable_jti_verification") {
        let id = claim("jti_claim", "jti");
        if id.is_empty() || !state.keys.first_use(id) {
            return Ok(None);
        }
    }
    let field = match text(provider, "user_field") {
        "" => "user_name",
        field => field,
    };
    let value = claim("user_claim", "sub");
    match by_field(&state.store, field, value)? {
        None => provision(state, provider, token, field, value),
        caller => Ok(caller),
    }
}
