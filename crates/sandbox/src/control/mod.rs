//! `/__sandbox/`: by this, tests cause the failures that they are about. It
//! is not there unless the instance was started with `--control`.

mod act;
mod broken;
mod fault;
mod guard;
mod memory;
mod pattern;
mod record;

pub use memory::Control;

use std::time::Instant;

use axum::{
    Extension, Json, Router,
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::{
    dates,
    jwt::TEST_ISSUER,
    oauth, seed,
    server::Peer,
    state::AppState,
    store::{Result, new_id},
};
use fault::Fault;

const PREFIX: &str = "/__sandbox/";

/// The control interface.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/__sandbox/faults", post(add_fault).delete(clear_faults))
        .route("/__sandbox/requests", get(requests))
        .route("/__sandbox/reset", post(reset))
        .route("/__sandbox/clock", post(move_clock))
        .route("/__sandbox/id_token", post(id_token))
        .route("/__sandbox/keys", post(replace_keys))
        .layer(from_fn(guard::layer))
}

/// Remembers each request and makes it go wrong if a failure waits for it.
pub async fn layer(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response> {
    if request.uri().path().starts_with(PREFIX) {
        return Ok(next.run(request).await);
    }
    let mut record = record::of(request.method(), request.uri(), request.headers());
    let fault = state.control.strike(request.method(), request.uri().path());
    record.insert("at".into(), dates::format(state.clock.now()).into());
    record.insert(
        "fault".into(),
        fault.as_ref().map(|kind| kind.name()).into(),
    );
    let strikes = fault.is_some();
    let began = Instant::now();
    let mut answer = match fault {
        Some(kind) => act::act(kind, &state, request, next).await?,
        None => next.run(request).await,
    };
    record.insert("status".into(), answer.status().as_u16().into());
    let spent = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    record.insert("ms".into(), spent.into());
    state.control.record(record.into());
    // A browser silently repeats a request whose connection it had used
    // before and that was cut: then nothing would go wrong.
    if strikes || state.control.has_faults() {
        let close = HeaderValue::from_static("close");
        answer.headers_mut().insert(header::CONNECTION, close);
    }
    Ok(answer)
}

async fn add_fault(
    State(state): State<AppState>,
    peer: Option<Extension<ConnectInfo<Peer>>>,
    body: String,
) -> Response {
    let sent = serde_json::from_str::<Value>(&body).map_err(|error| error.to_string());
    match sent.and_then(|sent| Fault::read(&sent)) {
        Ok(fault) => {
            state.control.add(fault);
            // For the same reason: what is open already has been used.
            if let Some(Extension(ConnectInfo(peer))) = peer {
                peer.retire_all();
            }
            StatusCode::CREATED.into_response()
        }
        Err(why) => refuse(why),
    }
}

async fn clear_faults(State(state): State<AppState>) -> StatusCode {
    state.control.clear_faults();
    StatusCode::NO_CONTENT
}

async fn requests(State(state): State<AppState>) -> Json<Value> {
    Json(json!({"requests": state.control.requests()}))
}

/// Everything as it was when the instance was started for the first time.
async fn reset(State(state): State<AppState>) -> Result<StatusCode> {
    state.control.clear();
    state.sessions.clear();
    state.tiny.clear();
    state.rates.clear();
    state.imports.clear();
    state.keys.forget();
    state.visits.clear();
    state.idp.clear();
    state.graph.clear();
    state.clock.reset();
    if state.control.put_first(&state.store)? {
        return Ok(StatusCode::NO_CONTENT);
    }
    oauth::end_everything(&state)?;
    state.store.clear()?;
    seed::demo(&state.store, state.config.portal.as_deref())?;
    if state.config.customised_registry {
        seed::customise_registry(&state.store)?;
    }
    if let Some(provider) = &state.config.sso {
        seed::single_sign_on(&state.store, provider)?;
    }
    seed::fill(&state.store, state.config.tickets)?;
    state.control.keep_first(&state.store)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Moves the clock by `advance_s` seconds, or to the moment `set`.
async fn move_clock(State(state): State<AppState>, body: String) -> Response {
    let sent = serde_json::from_str::<Value>(&body).unwrap_or_default();
    let set = sent["set"].as_str().and_then(dates::parse);
    let seconds = match set {
        Some(moment) => Some((moment - state.clock.now()).whole_seconds()),
        None => sent["advance_s"].as_i64(),
    };
    match seconds {
        Some(seconds) => {
            state.clock.advance(seconds);
            Json(json!({"now": dates::format(state.clock.now())})).into_response()
        }
        None => refuse("advance_s must be a whole number, or set a date with time".to_owned()),
    }
}

/// A token of the identity provider that the sandbox plays: the claims that
/// are sent, and those that are missing.
async fn id_token(State(state): State<AppState>, body: String) -> Result<Response> {
    let Ok(Value::Object(sent)) = serde_json::from_str(&body) else {
        return Ok(refuse("an object of claims was expected".to_owned()));
    };
    let now = state.clock.now().unix_timestamp();
    let mut claims = json!({
        "iss": TEST_ISSUER,
        "aud": seed::AUDIENCE,
        "jti": new_id()?,
        "iat": now,
        "exp": now.saturating_add(3_600),
    });
    if let Some(claims) = claims.as_object_mut() {
        claims.extend(sent);
    }
    let token = state.keys.issuer()?.sign(&claims)?;
    Ok(Json(json!({"id_token": token})).into_response())
}

/// The instance signs its own JSON Web Tokens with a new key.
async fn replace_keys(State(state): State<AppState>) -> Result<StatusCode> {
    state.keys.replace_own(state.clock.now())?;
    Ok(StatusCode::NO_CONTENT)
}

fn refuse(why: String) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({"error": why}))).into_response()
}
