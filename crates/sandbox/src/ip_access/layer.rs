//! Where a request comes from, and whether it may.

use std::net::IpAddr;

use axum::{
    Json,
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::rule::blocks;
use crate::{pages, server::Peer, state::AppState, store::Result};

tokio::task_local! {
    /// The address of the request that the task is answering.
    static CALLER: Option<IpAddr>;
}

/// The address of who is being answered; none without a socket.
pub(crate) fn callers_address() -> Option<IpAddr> {
    CALLER.try_with(|address| *address).ok().flatten()
}

/// Refuses addresses that the rules block, before anything else is looked at.
/// The status is known (KB0718608), what else the answer says is not.
pub async fn layer(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response> {
    let address = address(&request);
    if let Some(address) = address
        && blocks(&state.store, address)?
    {
        return Ok(refuse(request.uri().path()));
    }
    Ok(CALLER.scope(address, next.run(request)).await)
}

/// A program on this machine may be a proxy in front of the instance, as the
/// load balancer is in front of a real one: it says for whom it asks. What
/// anybody else says of themselves does not count.
fn address(request: &Request) -> Option<IpAddr> {
    let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<Peer>>()?;
    let peer = peer.address.ip().to_canonical();
    match peer.is_loopback() {
        true => Some(forwarded_for(request.headers()).unwrap_or(peer)),
        false => Some(peer),
    }
}

/// The last address in `X-Forwarded-For` is the one that the proxy has seen
/// itself.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let all = headers.get_all("x-forwarded-for").iter().next_back()?;
    let last = all.to_str().ok()?.rsplit(',').next()?;
    last.trim().parse().ok()
}

fn refuse(path: &str) -> Response {
    if path.starts_with("/api/") {
        let error = json!({"message": "Forbidden", "detail": null});
        let body = json!({"error": error, "status": "failure"});
        return (StatusCode::FORBIDDEN, Json(body)).into_response();
    }
    let why = "Access from your network is not allowed.";
    pages::message(StatusCode::FORBIDDEN, "Forbidden", why, None)
}
