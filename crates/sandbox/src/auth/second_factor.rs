//! Multi-factor authentication: a code besides the password.

use axum::http::HeaderMap;

use super::{Caller, by_password, totp};
use crate::{
    records::{is_true, text},
    state::AppState,
    store::{Result, Store},
};

const MULTIFACTOR: &str = "glide.authenticate.multifactor";

/// How many digits a code has.
const DIGITS: usize = 6;

/// Whether this user owes a code: multi-factor authentication is on, for the
/// user too, and an authenticator app is set up. Without one nothing can be
/// asked; a real instance would have it set up first.
pub fn owes_code(store: &Store, caller: &Caller) -> Result<bool> {
    if store.property(MULTIFACTOR)? != "true" {
        return Ok(false);
    }
    let user = store.get("sys_user", &caller.sys_id)?.unwrap_or_default();
    Ok(is_true(&user, "enable_multifactor_authn") && secret_of(store, caller)?.is_some())
}

/// Whether this is the user's code at the moment.
pub fn has_code(state: &AppState, caller: &Caller, code: &str) -> Result<bool> {
    let second = state.clock.now().unix_timestamp();
    let secret = secret_of(&state.store, caller)?;
    Ok(secret.is_some_and(|secret| totp::fits(&secret, code.trim(), second)))
}

/// Who this is by Basic authentication, and whether with a code: in
/// `X-MFA_TOKEN` (reported), or behind the password (c_MFAforREST).
pub(super) fn by_password_and_code(
    state: &AppState,
    headers: &HeaderMap,
    user: &str,
    password: &str,
) -> Result<Option<(Caller, bool)>> {
    if let Some(caller) = by_password(&state.store, user, password)? {
        let code = headers
            .get(super::MFA_TOKEN)
            .and_then(|code| code.to_str().ok());
        let fits = match code {
            Some(code) => has_code(state, &caller, code)?,
            None => false,
        };
        return Ok(Some((caller, fits)));
    }
    let at = password.len().saturating_sub(DIGITS);
    let Some((password, code)) = password.split_at_checked(at) else {
        return Ok(None);
    };
    match by_password(&state.store, user, password)? {
        Some(caller) if has_code(state, &caller, code)? => Ok(Some((caller, true))),
        _ => Ok(None),
    }
}

fn secret_of(store: &Store, caller: &Caller) -> Result<Option<String>> {
    let found = store.find("user_multifactor_auth", &[("user", &caller.sys_id)])?;
    let secrets = found.iter().map(|row| text(row, "multifactor_secret"));
    let mut secrets = secrets.filter(|secret| !secret.is_empty());
    Ok(secrets.next().map(str::to_owned))
}
