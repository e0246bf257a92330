//! Assertions of programs (RFC 7523): what they were signed with is said by
//! the registry record's JWT verifier maps, each with a certificate.

use super::verified;
use crate::{
    jwt::{Jwt, Key},
    records::{is_true, text},
    state::AppState,
    store::{Result, Store},
};

/// The assertion, if it was signed with a key of the registry record of this
/// `sys_id` and is in force. By assumption a record without verifier maps
/// takes those of issuers that the sandbox has the keys of.
pub fn asserted<'a>(state: &AppState, entity: &str, assertion: &'a str) -> Result<Option<Jwt<'a>>> {
    let maps = state
        .store
        .find("jwt_verifier_map", &[("oauth_jwt", entity)])?;
    if maps.is_empty() {
        return verified(state, assertion);
    }
    let Some(token) = Jwt::read(assertion) else {
        return Ok(None);
    };
    for map in &maps {
        let kid = text(map, "kid");
        if !kid.is_empty() && kid != token.header("kid") {
            continue;
        }
        let key = key(&state.store, text(map, "sys_certificate"))?;
        if key.is_some_and(|key| key.verifies(&token)) {
            let lasts = token.lasts_at(state.clock.now().unix_timestamp());
            return Ok(lasts.then_some(token));
        }
    }
    Ok(None)
}

fn key(store: &Store, certificate: &str) -> Result<Option<Key>> {
    let row = store.get("sys_certificate", certificate)?;
    let row = row.filter(|row| is_true(row, "active"));
    Ok(row.and_then(|row| Key::of_certificate(text(&row, "pem_certificate"))))
}
