//! `POST /oauth_token.do`.

use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{
    client::Client,
    exchange::{self, Tokens},
    refusal::{Outcome, Refusal},
};
use crate::{auth, params::Params, session, state::AppState, store::Result};

const BODY_ONLY: &str = "glide.oauth.allow.parameters.in.post.body.only";

/// Parameters count in a form's body only, never in the address, unless the
/// property says otherwise.
pub(super) async fn grant(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    let mut given = Params::of(&body);
    if state.store.property(BODY_ONLY)? == "false" {
        given = given.and(Params::of(&query.unwrap_or_default()));
    }
    let tokens = match is_form(&headers) {
        true => tokens(&state, &headers, &given),
        false => Err(Refusal::Denied),
    };
    let mut answer = match tokens {
        Ok(tokens) => show(&state, &tokens)?,
        Err(refusal) => refusal.into_response(),
    };
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ] {
        answer
            .headers_mut()
            .insert(name, header::HeaderValue::from_static(value));
    }
    Ok(answer)
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn tokens(state: &AppState, headers: &HeaderMap, given: &Params) -> Outcome<Tokens> {
    let client = client(state, headers, given)?;
    match given.get("grant_type") {
        "authorization_code" => exchange::for_code(state, &client, given),
        "refresh_token" => exchange::for_refresh(state, &client, given),
        // The rest is for programs that can keep a secret.
        _ if client.is_public => Err(Refusal::Denied),
        "password" => exchange::for_password(state, &client, given),
        "client_credentials" => exchange::for_itself(state, &client, given),
        "urn:ietf:params:oauth:grant-type:jwt-bearer" => {
            exchange::for_assertion(state, &client, given)
        }
        _ => Err(Refusal::Denied),
    }
}

/// The program, by what the body says. One that keeps its secret out of the
/// body sends it in the header (RFC 6749, section 2.3.1): ServiceNow's
/// documentation does not mention that, but pysnow relies on it.
fn client(state: &AppState, headers: &HeaderMap, given: &Params) -> Outcome<Client> {
    let (id, secret) = (given.get("client_id"), given.get("client_secret"));
    let (id, secret) = match auth::basic(headers).filter(|_| secret.is_empty()) {
        Some((name, password)) if id.is_empty() || id == name => (name, password),
        Some(_) => return Err(Refusal::Client),
        None => (id.to_owned(), secret.to_owned()),
    };
    let client = Client::find(&state.store, &id)?.ok_or(Refusal::Client)?;
    match client.is_public || client.has_secret(&secret) {
        true => Ok(client),
        false => Err(Refusal::Client),
    }
}

/// The answer also begins a session (documented with the property that ends
/// it together with the token).
fn show(state: &AppState, tokens: &Tokens) -> Result<Response> {
    let Tokens { access, refresh } = tokens;
    let mut body = json!({
        "access_token": access.value,
        "scope": access.scope,
        "token_type": "Bearer",
        "expires_in": access.expires_in,
    });
    if let Some(refresh) = refresh {
        body["refresh_token"] = refresh.value.clone().into();
    }
    let mut answer = Json(body).into_response();
    let headers = answer.headers_mut();
    session::begin_with_token(
        state,
        &access.user,
        &access.scope,
        access.expires_in,
        headers,
    )?;
    Ok(answer)
}
