//! Codes and tokens, kept as rows of `oauth_credential` so that a restart
//! signs no program out.

use std::sync::{Mutex, PoisonError};

use serde_json::json;
use time::Duration;

use super::{asked::Asked, client::Client, random::secret};
use crate::{
    auth::Caller,
    dates,
    records::text,
    state::AppState,
    store::{Result, Row},
};

const TABLE: &str = "oauth_credential";
const CODE: &str = "authorization_code";
const ACCESS: &str = "access_token";
const REFRESH: &str = "refresh_token";

/// Held while a token is looked for and, if there is none, made.
static ISSUING: Mutex<()> = Mutex::new(());

/// What a code stands for.
pub(super) struct Redeemed {
    pub(super) user: String,
    pub(super) scope: String,
    pub(super) challenge: String,
    pub(super) redirect_uri: String,
}

/// A token and the seconds it has left.
pub(super) struct Token {
    pub(super) value: String,
    pub(super) expires_in: i64,
    pub(super) user: String,
    pub(super) scope: String,
}

/// A new code for what the person has agreed to.
pub(super) fn code(state: &AppState, asked: &Asked, caller: &Caller) -> Result<String> {
    let grant = row(
        state,
        CODE,
        &asked.client,
        &caller.sys_id,
        asked.client.code_lifespan,
        &[
            ("scopes", &asked.scope),
            ("code_challenge", &asked.challenge),
            ("redirect_url", &asked.redirect_uri),
        ],
    )?;
    let code = text(&grant, "token").to_owned();
    state.store.insert(TABLE, grant, &caller.user_name)?;
    Ok(code)
}

/// Takes a code in. Whatever comes of it, it is gone: of two that bring the
/// same code at once only one finds it.
pub(super) fn redeem(state: &AppState, client: &Client, code: &str) -> Result<Option<Redeemed>> {
    let found = state
        .store
        .find(TABLE, &[("token", code), ("type", CODE)])?;
    let Some(row) = found.first() else {
        return Ok(None);
    };
    let taken = state.store.delete(TABLE, text(row, "sys_id"))?;
    if !taken || left(state, row) <= 0 || text(row, "peer") != client.sys_id {
        return Ok(None);
    }
    Ok(Some(Redeemed {
        user: text(row, "user").to_owned(),
        scope: text(row, "scopes").to_owned(),
        challenge: text(row, "code_challenge").to_owned(),
        redirect_uri: text(row, "redirect_url").to_owned(),
    }))
}

/// The person's access token for this program: while one lasts it is the
/// answer to every request, so its time left shrinks. By assumption another
/// scope is another token.
pub(super) fn access(state: &AppState, client: &Client, user: &str, scope: &str) -> Result<Token> {
    current_or_new(state, ACCESS, client, user, scope, client.access_lifespan)
}

/// The person's refresh token for this program, never replaced while it
/// lasts. Each sign-in makes it last its full time again.
pub(super) fn refresh(state: &AppState, client: &Client, user: &str, scope: &str) -> Result<Token> {
    let lifespan = client.refresh_lifespan;
    let token = current_or_new(state, REFRESH, client, user, scope, lifespan)?;
    let found = state.store.find(TABLE, &[("token", &token.value)])?;
    if let Some(row) = found.first() {
        let expires = dates::format(state.clock.now() + Duration::seconds(lifespan));
        let change = Row::from([("expires".to_owned(), expires)]);
        state
            .store
            .update(TABLE, text(row, "sys_id"), change, "system")?;
    }
    Ok(token)
}

/// The refresh token of this value, if it is this program's and lasts.
pub(super) fn lasting_refresh(
    state: &AppState,
    client: &Client,
    value: &str,
) -> Result<Option<Token>> {
    let found = state
        .store
        .find(TABLE, &[("token", value), ("type", REFRESH)])?;
    let row = found.iter().find(|row| text(row, "peer") == client.sys_id);
    Ok(row.and_then(|row| lasting(state, row)))
}

/// Takes a refresh token in and gives another for it. Of two that bring the
/// same at once only one is served.
pub(super) fn rotate(state: &AppState, client: &Client, used: &Token) -> Result<Option<Token>> {
    let found = state
        .store
        .find(TABLE, &[("token", &used.value), ("type", REFRESH)])?;
    let Some(row) = found.first() else {
        return Ok(None);
    };
    match state.store.delete(TABLE, text(row, "sys_id"))? {
        true => refresh(state, client, &used.user, &used.scope).map(Some),
        false => Ok(None),
    }
}

/// The access token of this value, if it lasts.
pub(super) fn lasting_access(state: &AppState, value: &str) -> Result<Option<Token>> {
    let found = state
        .store
        .find(TABLE, &[("token", value), ("type", ACCESS)])?;
    Ok(found.first().and_then(|row| lasting(state, row)))
}

/// Marks this token as expired, whichever kind it is: its row stays. A code
/// is not a token.
pub(super) fn revoke(state: &AppState, value: &str) -> Result<()> {
    for row in state.store.find(TABLE, &[("token", value)])? {
        end(state, &row)?;
    }
    Ok(())
}

/// The same for the row of a token.
pub fn end(state: &AppState, row: &Row) -> Result<()> {
    if text(row, "type") != CODE && lasts(state, row) {
        let now = dates::format(state.clock.now());
        let change = Row::from([("expires".to_owned(), now)]);
        let sys_id = text(row, "sys_id");
        state.store.update(TABLE, sys_id, change, "system")?;
    }
    Ok(())
}

/// Whether the token of this row is in force.
pub fn lasts(state: &AppState, row: &Row) -> bool {
    left(state, row) > 0
}

/// Ends every access token at once.
pub fn expire_access_tokens(state: &AppState) -> Result<()> {
    end_all(state, &[("type", ACCESS)])
}

/// Ends every code and every token at once.
pub fn end_everything(state: &AppState) -> Result<()> {
    end_all(state, &[])
}

fn end_all(state: &AppState, which: &[(&str, &str)]) -> Result<()> {
    for row in state.store.find(TABLE, which)? {
        state.store.delete(TABLE, text(&row, "sys_id"))?;
    }
    Ok(())
}

fn current_or_new(
    state: &AppState,
    kind: &str,
    client: &Client,
    user: &str,
    scope: &str,
    lifespan: i64,
) -> Result<Token> {
    // Of two that ask at once the second gets what the first has got.
    let _one_at_a_time = ISSUING.lock().unwrap_or_else(PoisonError::into_inner);
    let which = [
        ("type", kind),
        ("user", user),
        ("peer", &client.sys_id),
        ("scopes", scope),
    ];
    for row in state.store.find(TABLE, &which)? {
        match lasting(state, &row) {
            Some(token) => return Ok(token),
            None => state.store.delete(TABLE, text(&row, "sys_id"))?,
        };
    }
    let grant = row(state, kind, client, user, lifespan, &[("scopes", scope)])?;
    let token = Token {
        value: text(&grant, "token").to_owned(),
        expires_in: lifespan,
        user: user.to_owned(),
        scope: scope.to_owned(),
    };
    state.store.insert(TABLE, grant, "system")?;
    Ok(token)
}

fn row(
    state: &AppState,
    kind: &str,
    client: &Client,
    user: &str,
    lifespan: i64,
    more: &[(&str, &str)],
) -> Result<Row> {
    let expires = dates::format(state.clock.now() + Duration::seconds(lifespan));
    let token = match client.wants_jwt && kind == ACCESS {
        true => jwt(state, client, user, lifespan, more)?,
        false => secret()?,
    };
    let values = [
        ("token", &*token),
        ("type", kind),
        ("expires", &expires),
        ("user", user),
        ("peer", &client.sys_id),
    ];
    Ok(values
        .iter()
        .chain(more)
        .map(|(column, value)| ((*column).to_owned(), (*value).to_owned()))
        .collect())
}

/// The claims are an assumption; that the instance signs them is not.
fn jwt(
    state: &AppState,
    client: &Client,
    user: &str,
    lifespan: i64,
    more: &[(&str, &str)],
) -> Result<String> {
    let scope = more.iter().find(|(name, _)| *name == "scopes");
    let now = state.clock.now().unix_timestamp();
    state.keys.own()?.sign(&json!({
        "iss": "sandbox instance",
        "sub": user,
        "aud": client.client_id,
        "client_id": client.client_id,
        "scope": scope.map_or("", |(_, scope)| scope),
        "jti": crate::store::new_id()?,
        "iat": now,
        "exp": now.saturating_add(lifespan),
    }))
}

fn lasting(state: &AppState, row: &Row) -> Option<Token> {
    let left = left(state, row);
    (left > 0).then(|| Token {
        value: text(row, "token").to_owned(),
        expires_in: left,
        user: text(row, "user").to_owned(),
        scope: text(row, "scopes").to_owned(),
    })
}

/// Seconds until the row's token expires; none are left of one without date.
fn left(state: &AppState, row: &Row) -> i64 {
    dates::parse(text(row, "expires"))
        .map_or(0, |expires| (expires - state.clock.now()).whole_seconds())
}
