//! The grants: what is brought to the token endpoint, and what is given for
//! it.

use super::{
    client::Client,
    grants::{self, Token},
    pkce,
    refusal::{Outcome, Refusal},
    scope,
};
use crate::{auth, params::Params, records::is_true, state::AppState};

const NO_PASSWORDS: &str = "glide.oauth.inbound.ropc.grant_type.disabled";
const CLIENT_CREDENTIALS: &str = "glide.oauth.inbound.client.credential.grant_type.enabled";

/// What a program is given.
pub(super) struct Tokens {
    pub(super) access: Token,
    pub(super) refresh: Option<Token>,
}

/// `authorization_code`: RFC 6749, section 4.1.3, and RFC 7636.
pub(super) fn for_code(state: &AppState, client: &Client, given: &Params) -> Outcome<Tokens> {
    let code = grants::redeem(state, client, given.get("code"))?.ok_or(Refusal::Grant)?;
    let proven = match &*code.challenge {
        "" => !client.is_public,
        challenge => pkce::fits(challenge, given.get("code_verifier")),
    };
    if !proven || code.redirect_uri != given.get("redirect_uri") {
        return Err(Refusal::Grant);
    }
    may_still_sign_in(state, &code.user)?;
    issue(state, client, &code.user, &code.scope, true)
}

/// `refresh_token`. The refresh token is not repeated in the answer: whether
/// it is, is not clear from the documentation, so clients must keep the one
/// they have.
pub(super) fn for_refresh(state: &AppState, client: &Client, given: &Params) -> Outcome<Tokens> {
    if !gets_refresh_token(state, client) {
        return Err(Refusal::Denied);
    }
    let used = grants::lasting_refresh(state, client, given.get("refresh_token"))?
        .ok_or(Refusal::Grant)?;
    may_still_sign_in(state, &used.user)?;
    let refresh = match state.config.rotate_refresh_tokens {
        true => Some(grants::rotate(state, client, &used)?.ok_or(Refusal::Grant)?),
        false => None,
    };
    let access = grants::access(state, client, &used.user, &used.scope)?;
    Ok(Tokens { access, refresh })
}

/// `password`: the user must be active, not locked out and not for web
/// services only. A user with `snc_read_only`, or with a second factor, is refused
/// (KB0783404).
pub(super) fn for_password(state: &AppState, client: &Client, given: &Params) -> Outcome<Tokens> {
    if state.store.property(NO_PASSWORDS)? == "true" {
        return Err(Refusal::Denied);
    }
    let (user, password) = (given.get("username"), given.get("password"));
    let caller = auth::by_password(&state.store, user, password)?.ok_or(Refusal::Denied)?;
    let row = state.store.get("sys_user", &caller.sys_id)?;
    let row = row.unwrap_or_default();
    let owes_code = auth::owes_code(&state.store, &caller)?;
    if is_true(&row, "web_service_access_only") || is_read_only(&caller) || owes_code {
        return Err(Refusal::Denied);
    }
    let scope = scope::granted(&state.store, client, given.get("scope"))?.ok_or(Refusal::Denied)?;
    issue(state, client, &caller.sys_id, &scope, true)
}

/// `client_credentials`: the program acts as the user of its registry record.
/// That no refresh token is given is RFC 6749, section 4.4.3.
pub(super) fn for_itself(state: &AppState, client: &Client, given: &Params) -> Outcome<Tokens> {
    if state.store.property(CLIENT_CREDENTIALS)? != "true" || client.acts_as.is_empty() {
        return Err(Refusal::Denied);
    }
    may_still_sign_in(state, &client.acts_as)?;
    let scope = scope::granted(&state.store, client, given.get("scope"))?.ok_or(Refusal::Denied)?;
    issue(state, client, &client.acts_as, &scope, false)
}

/// `jwt-bearer` (RFC 7523): the assertion is for the client ID, about a user
/// in the field that the registry record names. That there is none for
/// administrators is reported.
pub(super) fn for_assertion(state: &AppState, client: &Client, given: &Params) -> Outcome<Tokens> {
    let text = given.get("assertion");
    let claims = auth::asserted(state, &client.sys_id, text)?.ok_or(Refusal::Grant)?;
    if !claims.is_for(&client.client_id) {
        return Err(Refusal::Grant);
    }
    let user = auth::by_field(&state.store, &client.user_field, claims.claim("sub"))?;
    let user = user.filter(|user| !user.has_role("admin"));
    let user = user.ok_or(Refusal::Denied)?;
    let scope = scope::granted(&state.store, client, given.get("scope"))?.ok_or(Refusal::Denied)?;
    issue(state, client, &user.sys_id, &scope, false)
}

fn issue(
    state: &AppState,
    client: &Client,
    user: &str,
    scope: &str,
    may_refresh: bool,
) -> Outcome<Tokens> {
    let access = grants::access(state, client, user, scope)?;
    let refresh = match may_refresh && gets_refresh_token(state, client) {
        true => Some(grants::refresh(state, client, user, scope)?),
        false => None,
    };
    Ok(Tokens { access, refresh })
}

fn gets_refresh_token(state: &AppState, client: &Client) -> bool {
    !client.is_public || state.config.refresh_tokens
}

fn is_read_only(caller: &auth::Caller) -> bool {
    caller.roles.iter().any(|role| role == "snc_read_only")
}

fn may_still_sign_in(state: &AppState, user: &str) -> Outcome<()> {
    match auth::by_id(&state.store, user)? {
        Some(_) => Ok(()),
        None => Err(Refusal::Denied),
    }
}
