//! `POST /oauth_token.do`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{client::Client, grants, pkce};
use crate::{auth, params::Params, state::AppState, store::Error};

/// Why there is no token.
///
/// The first is on record from real instances. The codes of the others are
/// reported, their wording is an assumption. All come with status 401.
enum Refusal {
    Denied,
    Client,
    Grant,
    Store(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let error = match self {
            Self::Denied => "server_error",
            Self::Client => "invalid_client",
            Self::Grant => "invalid_grant",
            Self::Store(error) => return error.into_response(),
        };
        let body = json!({"error_description": "access_denied", "error": error});
        (StatusCode::UNAUTHORIZED, Json(body)).into_response()
    }
}

/// Parameters count in a form's body only, never in the address.
pub(super) async fn grant(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let answer = match is_form(&headers) {
        true => answer(&state, &Params::of(&body)),
        false => Err(Refusal::Denied),
    };
    let store_nothing = [
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    match answer {
        Ok(tokens) => (store_nothing, Json(tokens)).into_response(),
        Err(refusal) => (store_nothing, refusal).into_response(),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn answer(state: &AppState, given: &Params) -> std::result::Result<Value, Refusal> {
    let client = Client::find(&state.store, given.get("client_id"))?.ok_or(Refusal::Client)?;
    if !client.is_public && !client.has_secret(given.get("client_secret")) {
        return Err(Refusal::Client);
    }
    match given.get("grant_type") {
        "authorization_code" => for_code(state, &client, given),
        "refresh_token" => for_refresh(state, &client, given),
        _ => Err(Refusal::Denied),
    }
}

fn for_code(
    state: &AppState,
    client: &Client,
    given: &Params,
) -> std::result::Result<Value, Refusal> {
    let code = grants::redeem(state, client, given.get("code"))?.ok_or(Refusal::Grant)?;
    let proven = match &*code.challenge {
        "" => !client.is_public,
        challenge => pkce::fits(challenge, given.get("code_verifier")),
    };
    if !proven || code.redirect_uri != given.get("redirect_uri") {
        return Err(Refusal::Grant);
    }
    may_still_sign_in(state, &code.user)?;
    let access = grants::access(state, client, &code.user, &code.scope)?;
    let mut tokens = tokens(&access);
    if gets_refresh_token(state, client) {
        let refresh = grants::refresh(state, client, &code.user, &code.scope)?;
        tokens["refresh_token"] = refresh.value.into();
    }
    Ok(tokens)
}

/// The refresh token is not repeated in the answer: whether it is, is not
/// clear from the documentation, so clients must keep the one they have.
fn for_refresh(
    state: &AppState,
    client: &Client,
    given: &Params,
) -> std::result::Result<Value, Refusal> {
    if !gets_refresh_token(state, client) {
        return Err(Refusal::Denied);
    }
    let refresh = grants::lasting_refresh(state, client, given.get("refresh_token"))?
        .ok_or(Refusal::Grant)?;
    may_still_sign_in(state, &refresh.user)?;
    let access = grants::access(state, client, &refresh.user, &refresh.scope)?;
    Ok(tokens(&access))
}

fn gets_refresh_token(state: &AppState, client: &Client) -> bool {
    !client.is_public || state.config.refresh_tokens
}

fn may_still_sign_in(state: &AppState, user: &str) -> std::result::Result<(), Refusal> {
    match auth::by_id(&state.store, user)? {
        Some(_) => Ok(()),
        None => Err(Refusal::Denied),
    }
}

fn tokens(access: &grants::Token) -> Value {
    json!({
        "access_token": access.value,
        "scope": access.scope,
        "token_type": "Bearer",
        "expires_in": access.expires_in,
    })
}
