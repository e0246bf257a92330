//! Making a request go wrong.

use axum::{
    Json,
    extract::{ConnectInfo, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};

use super::broken;
use super::fault::{Answer, Kind};
use crate::{cors, oauth, server::Peer, state::AppState, store::Result};

const HIBERNATING: &str = "<!doctype html><html><head><title>Instance Hibernating page</title></head><body><h1>Your instance is hibernating</h1></body></html>";
const OFFLINE: &str = "<!doctype html><html><head><title>Instance Offline</title></head><body><h1>Your instance is currently offline</h1></body></html>";
const PAGE: &str = "<!doctype html><html><head><title>Service Portal</title></head><body><h1>Please wait</h1></body></html>";

/// Answers the request as the failure wants it.
pub(super) async fn act(
    kind: Kind,
    state: &AppState,
    request: Request,
    next: Next,
) -> Result<Response> {
    let asked = cors::Asked::of(request.method(), request.uri().path(), request.headers());
    let peer = request.extensions().get::<ConnectInfo<Peer>>().cloned();
    Ok(match kind {
        Kind::Status(Answer {
            status,
            headers,
            body,
        }) => {
            let body = body.unwrap_or_else(|| failure(status, None));
            let mut answer = (status, Json(body)).into_response();
            answer.headers_mut().extend(headers);
            open(state, &asked, answer)?
        }
        Kind::Latency(wait) => {
            tokio::time::sleep(wait).await;
            next.run(request).await
        }
        Kind::DropBefore => cut(peer),
        Kind::DropAfterCommit => {
            next.run(request).await;
            cut(peer)
        }
        Kind::Truncate => broken::off(next.run(request).await).await,
        Kind::Malformed => broken::json(next.run(request).await).await,
        Kind::Html => open(state, &asked, Html(PAGE).into_response())?,
        Kind::Hibernating => Html(HIBERNATING).into_response(),
        Kind::Offline => Html(OFFLINE).into_response(),
        Kind::NoCors => closed(next.run(request).await),
        Kind::RateLimit(after) => open(state, &asked, rate_limit(state, &after))?,
        Kind::ExpireTokens => {
            oauth::expire_access_tokens(state)?;
            next.run(request).await
        }
        // As with the next, the instance has not looked at any rule for pages
        // when it answers.
        Kind::RedirectToIdp(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Kind::IpBlocked => {
            let status = StatusCode::FORBIDDEN;
            (status, Json(failure(status, None))).into_response()
        }
    })
}

/// Without a socket there is nothing to cut, and a status stands for it.
fn cut(peer: Option<ConnectInfo<Peer>>) -> Response {
    if let Some(ConnectInfo(peer)) = peer {
        peer.cut();
    }
    StatusCode::BAD_GATEWAY.into_response()
}

fn open(state: &AppState, asked: &cors::Asked, mut answer: Response) -> Result<Response> {
    cors::open(state, asked, &mut answer)?;
    Ok(answer)
}

fn closed(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    let names: Vec<HeaderName> = headers
        .keys()
        .filter(|name| name.as_str().starts_with("access-control-"))
        .cloned()
        .collect();
    for name in names {
        headers.remove(name);
    }
    answer
}

fn rate_limit(state: &AppState, after: &str) -> Response {
    let status = StatusCode::TOO_MANY_REQUESTS;
    let detail = "Rate limit of 100 requests per hour for Table API exceeded";
    let mut body = failure(status, Some(detail));
    body["error"]["message"] = "Rate limit exceeded".into();
    let mut answer = (status, Json(body)).into_response();
    let resets = state.clock.now().unix_timestamp() + after.parse::<i64>().unwrap_or(3_600);
    for (name, value) in [
        (header::RETRY_AFTER, after),
        (HeaderName::from_static("x-ratelimit-limit"), "100"),
        (
            HeaderName::from_static("x-ratelimit-reset"),
            &resets.to_string(),
        ),
        (
            HeaderName::from_static("x-ratelimit-rule"),
            "c2f4b8d0a1e34f7c9b6d5e8f70123456",
        ),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

fn failure(status: StatusCode, detail: Option<&str>) -> Value {
    let message = status.canonical_reason().unwrap_or("Failure");
    json!({"error": {"message": message, "detail": detail}, "status": "failure"})
}
