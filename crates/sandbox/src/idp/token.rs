//! `POST /token`: an ID token for a code.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    oauth::fits,
    params::Params,
    state::AppState,
    store::{Result, new_id},
};

/// How long an ID token is in force, in seconds.
const LIFESPAN: i64 = 300;

/// OpenID Connect Core 1.0, section 3.1.3. The client is public: that the
/// code is its own it shows by PKCE.
pub(super) async fn redeem(State(state): State<AppState>, body: String) -> Result<Response> {
    let asked = Params::of(&body);
    if asked.get("grant_type") != "authorization_code" {
        return Ok(refuse("unsupported_grant_type"));
    }
    let given = state.idp.take(asked.get("code"), state.clock.now());
    let given = given.filter(|given| {
        given.client_id == asked.get("client_id")
            && given.redirect_uri == asked.get("redirect_uri")
            && fits(&given.challenge, asked.get("code_verifier"))
    });
    let Some(given) = given else {
        return Ok(refuse("invalid_grant"));
    };
    let now = state.clock.now().unix_timestamp();
    let mut claims = json!({
        "iss": state.config.sso.as_deref().unwrap_or_default(),
        "aud": given.client_id,
        "jti": new_id()?,
        "iat": now,
        "exp": now.saturating_add(LIFESPAN),
    });
    if let (Some(claims), Value::Object(of_person)) = (claims.as_object_mut(), given.claims) {
        claims.extend(of_person);
    }
    let body = json!({
        "access_token": new_id()?,
        "token_type": "Bearer",
        "expires_in": LIFESPAN,
        "id_token": state.keys.issuer()?.sign(&claims)?,
    });
    Ok(Json(body).into_response())
}

fn refuse(error: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({"error": error}))).into_response()
}
